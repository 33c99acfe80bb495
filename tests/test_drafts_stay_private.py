"""Nobody but those who work on a return reads of it what is not signed off: no page, no file.

Every address, every link on what it leads to, and every file is fetched as each person; what was
typed on lines that are under way, in each state that there is, is looked for in all of them.
"""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from laa.models import Role
from tests.factories import MembershipFactory, PartnerFactory, UserFactory
from tests.places import ONLY_POST, PLACES
from tests.steps import answer_all
from tests.test_access import address
from tests.text_of import text_of
from tests.under_way import (
    AGAIN,
    FORMATS,
    GIVEN_REASONS,
    SIGNED_OFF,
    STATES,
    UPLOADED,
    WORDS,
    lines_under_way,
    promises_of,
    told,
    told_to_boards_and_public,
    words_of_addresses,
)
from tests.world import a_world

pytestmark = pytest.mark.django_db

UNDER_WAY = [word for state in STATES for word in WORDS[state].typed]
NOTES = [word for state in (*STATES, SIGNED_OFF) for word in WORDS[state].notes]
REASONS = [WORDS[state].reason for state in GIVEN_REASONS]
IN_A_FILE = [WORDS[UPLOADED].figure, WORDS[UPLOADED].commentary]
FOR_ALL = [f"/open-data/{end}" for end in ("", "luton/laa/", "luton/laa.csv", "luton/laa.json")]


@pytest.fixture
def here(agreement, luton, council, cast):
    """A return of the council with a line in each state, and one of everything besides.

    Gives the words by which addresses name them: of the world, then of each line.
    """
    promises_of(agreement, council)
    words = a_world(luton, council, period="2008/09-Q4", by=cast.lead)
    lines = lines_under_way(council.returns.get(), cast)
    answer_all(lines["ready"].quarterly_return, cast)
    own = [*words_of_addresses(lines, cast), *told_to_boards_and_public(agreement, cast)]
    return [words, *({**words, **each} for each in own)]


def everything_for(person, here):
    """All that somebody can read: every page, what it links to, and every file, as text."""
    client = Client()
    if not person.is_anonymous:
        client.force_login(person)
    first = {address(name, words) for name in PLACES.keys() - ONLY_POST for words in here}
    found = {path: read(client, path) for path in sorted({*first, *FOR_ALL})}
    linked = {link for path, text in found.items() for link in links_on(path, text)}
    return found | {path: read(client, path) for path in sorted(linked - found.keys())}


def read(client, path):
    return text_of(client.get(path, follow=True))


def links_on(path, text):
    """The addresses of ours that a page offers, downloads and filters too; in one order each."""
    if "<html" not in text:
        return
    for href in re.findall(r'\shref="([^"#]+)', text):
        link = urljoin(path, unescape(href))
        if urlsplit(link).path.startswith(("/luton/", "/open-data/")) and "sort=" not in link:
            yield link


@pytest.fixture
def somebody(luton, cast):
    """A person by who they are: of the cast, with a role for another partner, or nobody."""

    def find(who):
        if who == "the_public":
            return AnonymousUser()
        if hasattr(cast, who):
            return getattr(cast, who)
        person = UserFactory(email="another@example.org")
        partner = PartnerFactory(partnership=luton, name="Another partner")
        role = Role(who.removeprefix("another_"))
        MembershipFactory(partnership=luton, user=person, role=role, partner=partner)
        return person

    return find


OTHERS = [
    "the_public",
    "board_member",
    "administrator",
    "another_officer",
    "another_certifier",
    "another_contributor",
]


@pytest.mark.parametrize("who", OTHERS)
def test_what_is_under_way_is_read_by_nobody_else(who, here, somebody):
    found = everything_for(somebody(who), here)

    assert told(found, UNDER_WAY) == {}
    assert told(found, NOTES) == {}
    assert told(found, REASONS) == {}
    assert told(found, IN_A_FILE) == {}
    assert_signed_off_is_there(found, everywhere=who != "the_public")


def assert_signed_off_is_there(found, *, everywhere):
    """And of a reopened line what it said before. Commentary is not published with a figure."""
    for state in (SIGNED_OFF, AGAIN):
        wanted = [WORDS[state].figure, *([WORDS[state].commentary] if everywhere else [])]
        assert told(found, wanted).keys() == {*wanted}
    for kind in FORMATS if everywhere else ():
        files = {path: text for path, text in found.items() if path.endswith(f"executive.{kind}")}
        assert told(files, [WORDS[SIGNED_OFF].figure]) != {}, f"a .{kind} is not searched"


@pytest.mark.parametrize("who", ["officer", "certifier", "lead", "auditor"])
def test_those_who_work_on_it_read_it_all(who, here, somebody):
    """Else the test above would look in the wrong places."""
    found = everything_for(somebody(who), here)

    wanted = [*UNDER_WAY, *NOTES, *REASONS]
    assert {*wanted} - told(found, wanted).keys() == set()
    figure = WORDS["submitted"].figure
    ends = {path.rpartition(".")[2] for path in told(found, [figure])[figure]}
    assert "pdf" in ends, "a receipt is searched"
    if who in ("officer", "lead"):
        assert told(found, IN_A_FILE).keys() == {*IN_A_FILE}
