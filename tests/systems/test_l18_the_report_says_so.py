"""L18: NI 154 on target at 1,315 homes with 2 of 5 plan actions overdue: every reader sees both."""

import io
import json
import re
from datetime import date

import docx
import openpyxl
import pypdf
import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.flags import flag_off_track
from laa.actions.plan_actions import add_action, close
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.composing import composed
from laa.models import Commitment, Flag, Rating, ReturnLine
from laa.queries.report_body import Asked
from laa.reports.render import rendered
from laa.rules import periods
from laa.rules.vocabulary import Cover
from tests.factories import MembershipFactory, UserFactory
from tests.page import visit
from tests.steps import enter
from tests.systems.conftest import stand_at

pytestmark = pytest.mark.django_db

LATE = "2 of 5 actions overdue"
Q4 = "2008/09-Q4"


@pytest.fixture
def homes(published):
    """NI 154 as published: «*1315» for 2008/09, signed off at 1,315 for its fourth quarter."""
    partnership = published.partnership
    stand_at(partnership, date(2009, 4, 20))
    published.refresh_from_db()
    opened = {"opens": date(2009, 4, 1), "due": date(2009, 4, 30), "sign_off": date(2009, 5, 29)}
    round_ = open_round(partnership=partnership, period=Q4, **opened, by=None)
    officer, certifier, lead = UserFactory.create_batch(3)
    line = ReturnLine.objects.get(round=round_, strand__indicator__reference="NI 154")
    enter(line, "1315", by=officer)
    submit(line.quarterly_return, by=officer, lines=[line])
    sign_off(certify([line], by=certifier), by=lead)
    return Commitment.objects.get(agreement=published, indicator__reference="NI 154")


@pytest.fixture
def plan(homes):
    """Five actions, two of them past their date."""
    plan = plan_improvement(homes, by=None)
    dues = [date(2009, 3, 1), date(2009, 4, 19), date(2009, 4, 20), date(2009, 7, 1), None]
    for number, due in enumerate(dues):
        add_action(plan, title=f"Step {number}", due=due, by=None)
    return plan


@pytest.fixture
def reader(client, published):
    person = MembershipFactory(partnership=published.partnership, role="board_member").user
    client.force_login(person)
    return client


def line_of(body):
    promises = [p for theme in body["themes"] for p in theme["promises"]]
    (found,) = [p for p in promises if p["reference"] == "NI 154"]
    return found, found["lines"][0]


def test_the_figure_is_on_target(plan):
    rating = Rating.objects.get()

    assert (rating.rating, rating.target_text) == ("on_track", "*1315")


def test_the_indicator_page_shows_both(plan, reader):
    text = visit(reader, "/luton/agreements/luton-laa-2008-11/indicators/ni-154/").text

    assert LATE in text
    assert "1,315" in text


@pytest.fixture
def report(plan, published):
    """What the report of the quarter says of its lines."""
    return composed(Asked(published, periods.period(Q4), date(2009, 4, 20), contents=("themes",)))


def rows_in(report, format):
    """The rows about NI 154, each as its cells' texts."""
    file = rendered(report, cover=Cover.THEME_BOARD, format=format)
    if format == "docx":
        tables = docx.Document(io.BytesIO(file)).tables
        rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    elif format == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(file))
        rows = [list(map(str, row)) for sheet in book for row in sheet.values]
    else:
        rows = [
            re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in file.decode().split("<tr>")
        ]
    return [row for row in rows if row and row[0].startswith("NI 154")]


def test_the_body_holds_both(report):
    promise, line = line_of(json.loads(report))

    assert line["rating"] == "on_track"
    assert (promise["plan"]["overdue"], promise["plan"]["actions"]) == (2, 5)


@pytest.mark.parametrize("format", ["html", "docx", "xlsx"])
def test_the_report_says_both_in_one_row(report, format):
    (row,) = rows_in(report, format)

    assert LATE in row
    assert any("Target met" in cell for cell in row)


def test_the_pdf_says_it(report):
    file = rendered(report, cover=Cover.THEME_BOARD, format="pdf")
    pages = pypdf.PdfReader(io.BytesIO(file)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)

    assert LATE in text


def test_in_time_it_says_how_many_are_open(plan, published, request):
    for action in plan.actions.all()[:2]:
        close(action, outcome="It is built.", by=None)

    (row,) = rows_in(request.getfixturevalue("report"), "html")

    assert "3 of 5 actions open" in row


def test_without_a_plan_it_says_none(homes, published):
    body = composed(Asked(published, periods.period(Q4), date(2009, 4, 20), contents=("themes",)))

    (row,) = rows_in(body, "html")

    assert "none yet" in row


def test_it_is_not_green_without_the_overdue_flag(plan, published, reader):
    flag_off_track(published.partnership)

    flag = Flag.objects.get()
    assert flag.reason == Flag.Reason.OVERDUE_ACTIONS
    assert flag.text == "NI 154: 2 of 5 actions overdue while the figure is on track"
    exceptions = visit(reader, "/luton/agreements/luton-laa-2008-11/").text
    assert flag.text in exceptions
