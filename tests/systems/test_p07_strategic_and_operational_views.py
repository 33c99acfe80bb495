"""P7: «the priority is ensuring members have strategic information, whilst more operational detail
is better deployed for service delivery and planning»

All 65 rows of Luton's agreement: a member sees how each stands, by theme; an officer sees values,
inputs and notes. No file of a member's has an operational note.
"""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from laa.models import Commitment, Demonstration, Rating, Role, Round
from tests.factories import RECORDED, MembershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db

NOTE = "The caseworker is away until June."
STORY = "Two assessors left."
PATH = "/luton/agreements/luton-laa-2008-11/"


@pytest.fixture
def noted(published):
    """A figure and a note on every row; NI 181 alone is off track, with its story."""
    partnership = published.partnership
    Demonstration.objects.update_or_create(
        partnership=partnership, defaults={"today": date(2008, 10, 1)}
    )
    round_ = Round.objects.create(
        partnership=partnership,
        period="2008/09-Q1",
        opens=date(2008, 7, 1),
        due=date(2008, 7, 22),
        sign_off=date(2008, 8, 5),
    )
    for commitment in Commitment.objects.filter(agreement=published).select_related("indicator"):
        is_off = commitment.indicator.reference == "NI 181"
        for strand in commitment.indicator.strands.all():
            Rating.objects.create(
                partnership=partnership,
                commitment=commitment,
                strand=strand,
                round=round_,
                period="2008/09-Q1",
                rating="off_track" if is_off else "on_track",
                against_baseline="unknown",
                commentary=STORY if is_off else NOTE,
                figure_value=Decimal(45),
                figure_state="measured",
                rule_name="Target only",
                rule_version=1,
                recorded_at=RECORDED,
            )
    return published


def see(client, noted, role):
    client.force_login(MembershipFactory(partnership=noted.partnership, role=role).user)
    return client


def file_of(client, query="", path=PATH):
    answer = client.get(f"{path}?_export=csv{query}")
    return answer.content.decode("utf-8-sig")


def test_a_member_sees_how_every_row_stands_by_theme(noted, client):
    member = see(client, noted, Role.BOARD_MEMBER)
    text = visit(member, PATH).text
    rows = list(csv.DictReader(io.StringIO(file_of(member))))

    assert len({row["Reference"] for row in rows}) == 65
    assert len({row["Theme"] for row in rows}) == 4
    assert {row["Rating"] for row in rows} == {"On track", "Off track"}
    for theme in noted.themes.all():
        assert theme.name in text
    assert STORY in text, "the words for what is off track come first"


def test_an_officer_sees_values_and_notes(noted, client):
    officer = see(client, noted, Role.LEAD)
    rows = list(csv.DictReader(io.StringIO(file_of(officer))))

    assert sum(row["Notes"] == NOTE for row in rows) == len(rows) - 1
    assert all(row["Year so far"].startswith("Q1 2008/09: ") for row in rows)
    assert NOTE in visit(officer, f"{PATH}?columns=note").text


@pytest.mark.parametrize("depth", ["", "&depth=operational", "&columns=note&depth=operational"])
@pytest.mark.parametrize("table", ["dashboard", "heatmap"])
def test_no_file_of_a_members_has_an_operational_note(depth, table, noted, client):
    member = see(client, noted, Role.BOARD_MEMBER)

    assert NOTE not in file_of(member, f"&_table={table}{depth}")
    assert "Notes" not in file_of(member, f"&_table={table}{depth}").splitlines()[0]


def test_no_page_of_a_members_has_one(noted, client):
    member = see(client, noted, Role.BOARD_MEMBER)
    indicator = f"{PATH}indicators/ni-192/"

    for query in ("", "?view=heatmap", "?view=charts", "?sort=lead&depth=operational&columns=note"):
        assert NOTE not in visit(member, f"{PATH}{query}").text
    assert NOTE not in visit(member, indicator).text
    assert NOTE not in file_of(member, "&_table=history-all", indicator)
