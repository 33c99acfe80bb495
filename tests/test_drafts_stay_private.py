"""Nobody but those who work on a return reads of it what is not signed off: no page, no file.

Every address and every file that a page offers is fetched as each person; what was typed on lines
that are still under way is looked for in all of them.
"""

import io
import re
import zipfile
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from laa.actions.evidence import Upload, add_files
from laa.actions.return_steps import certify, submit
from laa.actions.sign_off import sign_off
from laa.actions.threads import comment
from laa.models import Role
from tests.factories import MembershipFactory, PartnerFactory, UserFactory, promise
from tests.places import ONLY_POST, PLACES
from tests.steps import answer_all, enter, line_of
from tests.test_access import address
from tests.world import a_world

pytestmark = pytest.mark.django_db

STATES = ("ready", "submitted", "certified", "signed_off")


class Words:
    """What is typed on a line in one state: words and a figure that stand nowhere else."""

    def __init__(self, state):
        name = f"xq{state.replace('_', '')}"
        self.value = f"40.{1371 + STATES.index(state)}"
        self.typed = [self.value, f"{name}commentary", f"{name}recovery", f"{name}outlook"]
        self.notes = [f"{name}thread", f"{name}file"]

    @property
    def entered(self):
        _, commentary, recovery, reason = self.typed
        return {"commentary": commentary, "recovery": recovery, "outlook_reason": reason}


WORDS = {state: Words(state) for state in STATES}
UNDER_WAY = [word for state in STATES[:3] for word in WORDS[state].typed]
NOTES = [word for state in STATES for word in WORDS[state].notes]


@pytest.fixture
def here(agreement, luton, council, cast):
    """A return of the council with a line in each state, and one of everything besides.

    Gives the words by which addresses name them: of the world, then of each line.
    """
    for number, _ in enumerate(STATES, start=1):
        promise(agreement, f"XQ {number}", supplier=council, targets={"2008/09": "42"})
    words = a_world(luton, council, period="2008/09-Q4", by=cast.lead)
    quarterly_return = council.returns.get()
    for number, state in enumerate(STATES, start=1):
        line = line_of(quarterly_return, f"XQ {number}")
        said = WORDS[state]
        line = enter(line, said.value, by=cast.officer, outlook="will", **said.entered)
        comment(line, text=said.notes[0], by=cast.officer)
        add_files(line, [Upload(f"{said.notes[1]}.csv", b"a,b\n1,2\n")], by=cast.officer)
    answer_all(quarterly_return, cast)
    lines = quarterly_return.lines.filter(strand__indicator__reference__startswith="XQ")
    by_state = {state: lines.get(strand__indicator__reference=f"XQ {n}")
                for n, state in enumerate(STATES, start=1)}  # fmt: skip
    submit(quarterly_return, by=cast.officer, lines=[by_state[s] for s in STATES[1:]])
    certify([by_state[s] for s in STATES[2:]], by=cast.certifier)
    sign_off([by_state["signed_off"]], by=cast.lead)
    assert [lines.get(pk=by_state[s].pk).state for s in STATES] == list(STATES)
    assert Decimal(WORDS["ready"].value) == by_state["ready"].value
    own = [
        {
            "agreement": agreement.slug,
            "indicator": line.strand.indicator.slug,
            "measured": line.strand.indicator.slug,
            "strand": line.strand.key,
            "line": line.uuid,
            "file": line.evidence.files.get().uuid,
        }
        for line in lines.select_related("strand__indicator", "evidence")
    ]
    return [words, *({**words, **each} for each in own)]


def everything_for(person, here):
    """All that somebody can read: every page and every file that it offers, as text."""
    client = Client()
    client.force_login(person)
    found = {}
    for path in {address(name, words) for name in PLACES.keys() - ONLY_POST for words in here}:
        page = text_of(client.get(path, follow=True))
        found[path] = page
        for query in set(re.findall(r'href="(?:[^"?]*)(\?[^"]*_export=[^"]+)"', page)):
            found[path + unescape(query)] = text_of(client.get(path + unescape(query)))
    return found


def text_of(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def told(found, words):
    """Which words stand where."""
    return {word: at for word in words if (at := [p for p, text in found.items() if word in text])}


@pytest.fixture
def somebody(luton, cast):
    """A person by who they are: of the cast, or with a role for another partner."""

    def find(who):
        if hasattr(cast, who):
            return getattr(cast, who)
        person = UserFactory(email="another@example.org")
        partner = PartnerFactory(partnership=luton, name="Another partner")
        role = Role(who.removeprefix("another_"))
        MembershipFactory(partnership=luton, user=person, role=role, partner=partner)
        return person

    return find


@pytest.mark.parametrize(
    "who",
    [
        "board_member",
        "administrator",
        "another_officer",
        "another_certifier",
        "another_contributor",
    ],
)
def test_what_is_under_way_is_read_by_nobody_else(who, here, somebody):
    found = everything_for(somebody(who), here)

    assert told(found, UNDER_WAY) == {}
    assert told(found, NOTES) == {}


@pytest.mark.parametrize("who", ["board_member", "another_officer"])
def test_what_is_signed_off_is_read_by_all(who, here, somebody):
    found = everything_for(somebody(who), here)

    value, commentary, *_ = WORDS["signed_off"].typed
    assert told(found, [value, commentary]).keys() == {value, commentary}


@pytest.mark.parametrize("who", ["officer", "certifier", "lead", "auditor"])
def test_those_who_work_on_it_read_it_all(who, here, somebody):
    """Else the tests above would look in the wrong places."""
    found = everything_for(somebody(who), here)

    assert told(found, UNDER_WAY + NOTES).keys() == {*UNDER_WAY, *NOTES}
