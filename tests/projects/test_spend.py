"""Money by source and quarter: drawn, told in words, and in the quarterly return."""

import io
from datetime import date
from decimal import Decimal

import pytest
from docx import Document as Word

from laa.charts.bars import Group, bars
from laa.rules import periods
from laa.rules.document_data import as_data, from_data
from projects.actions.projects import set_project_status
from projects.actions.records import add_record
from projects.models import Decision, Funding, Milestone, Risk, Spend
from projects.queries.quarter import quarter_asked, quarterly_return, quarters_of
from projects.queries.report import project_report
from projects.rules.delivery import Delivery, Step, delivery, leading_factors
from tests.page import visit

RETURN = "/luton/projects/seaside-growth/quarter/"
LATE = Step("Hub", date(2009, 3, 31), False, "Funding")


@pytest.fixture
def money(project, cast):
    """£4,200 of £5,000 spent in the third quarter; of the fourth nobody knows yet."""
    grant = add_record(Funding, project=project, source="Grant", is_secured=True, by=cast.officer)
    match = add_record(Funding, project=project, source="Match", by=cast.officer)
    for funding, period, planned, forecast, actual in (
        (grant, "2008/09-Q3", 5000, 4800, 4200),
        (grant, "2008/09-Q4", 5000, 4800, None),
        (match, "2008/09-Q4", 2000, None, 0),
    ):
        add_record(
            Spend, project=project, funding=funding, period=period, planned=planned,
            forecast=forecast, actual=actual, by=cast.officer,
        )  # fmt: skip
    return grant


@pytest.fixture
def delivered(project, money, cast):
    def add(model, **facts):
        return add_record(model, project=project, by=cast.officer, **facts)

    add(Milestone, title="Hub", due=date(2009, 3, 31), delay="planning")
    add(Milestone, title="Desk", due=date(2009, 2, 1), is_open=True, reached_on=date(2009, 4, 2))
    add(Milestone, title="Far off", due=date(2010, 1, 1))
    add(Risk, title="Nobody comes", likelihood=4, impact=3, mitigation="Visit people.",
        likelihood_after=2, impact_after=3)  # fmt: skip
    add(Risk, title="Over by then", likelihood=5, impact=5, closed_on=date(2009, 1, 5))
    add(Decision, text="Go on.", decided_on=date(2009, 3, 31), body="The board")
    add(Decision, text="Too late.", decided_on=date(2009, 4, 1))
    return project


def text_of(document):
    return str(as_data(document))


def test_a_bar_is_as_high_as_its_figure_and_no_figure_is_no_bar():
    groups = [
        Group(
            "Q1", "2008/09", [("target", Decimal(100)), ("forecast", None), ("actual", Decimal(50))]
        )
    ]

    svg = bars(groups, identifier="x", title="A & B", description="Told.")

    assert "<title" in svg and "A &amp; B" in svg and "<desc" in svg
    assert "laa-chart__forecast" not in svg
    planned, actual = (svg.split(f'laa-chart__{kind}" d="')[1] for kind in ("target", "actual"))
    heights = [236 - float(path.split("V")[1].split("H")[0]) for path in (planned, actual)]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)
    assert (
        bars([Group("Q1", "2008/09", [("actual", None)])], identifier="x", title="", description="")
        == ""
    )


def test_zero_is_a_figure_and_has_its_line():
    svg = bars(
        [Group("Q1", "2008/09", [("actual", Decimal(0))])], identifier="x", title="", description=""
    )

    assert "laa-chart__actual" in svg


@pytest.mark.django_db
def test_the_page_draws_a_chart_for_each_source_with_its_words_and_table(money, client, cast):
    client.force_login(cast.board_member)

    page = visit(client, "/luton/projects/seaside-growth/records/spend/")
    html = client.get("/luton/projects/seaside-growth/records/spend/").content.decode()

    assert html.count('class="laa-chart"') == 2
    assert "Grant (secured): spend by quarter" in page.text
    assert "Match (not secured): spend by quarter" in page.text
    assert "Q4 2008/09: planned £5,000, forecast £4,800, actual not known" in html
    assert (
        "Planned £12,000, forecast £9,600, actual £4,200 "
        "(known for 2 of 3 entries, planned £7,000)." in page.text
    )


@pytest.mark.django_db
def test_reports_draw_it_too_and_give_it_back_as_it_was(money, project, today):
    document = project_report(project, today)

    assert "Grant (secured): spend by quarter" in text_of(document)
    assert from_data(as_data(document)) == document


@pytest.mark.parametrize(
    ("status", "steps", "as_at", "found"),
    [
        ("running", [], date(2008, 3, 31), Delivery.NOT_STARTED),
        ("running", [LATE], date(2009, 3, 31), Delivery.ON_TRACK),
        ("running", [LATE], date(2009, 4, 1), Delivery.DELAYED),
        ("paused", [LATE], date(2009, 4, 1), Delivery.PAUSED),
        ("ended", [LATE], date(2009, 4, 1), Delivery.ENDED_SHORT),
        ("ended", [], date(2009, 4, 1), Delivery.COMPLETED),
        ("running", [], date(2009, 4, 1), Delivery.NOT_SAID),
        ("running", [], date(2010, 4, 1), Delivery.DELAYED),
    ],
)
def test_delivery_in_the_words_of_the_towns_fund(status, steps, as_at, found):
    assert delivery(status, date(2008, 4, 1), date(2010, 3, 31), steps, as_at) == found


def test_the_leading_factor_is_what_holds_up_most():
    def step(delay):
        return Step("X", date(2009, 1, 1), False, delay)

    on = date(2009, 4, 1)
    assert leading_factors([step("Staff"), step("Staff"), step("Funding")], on) == ["Staff"]
    assert leading_factors([step("Staff"), step("Funding")], on) == ["Funding", "Staff"]
    assert leading_factors([step("")], on) == []


@pytest.mark.django_db
def test_the_quarters_are_those_that_have_begun_and_the_newest_over_is_shown(project, today):
    found = quarters_of(project, date(2007, 4, 1))

    assert [each.key for each in found] == ["2007/08-Q1", "2006/07-Q4", "2006/07-Q3"]
    assert quarter_asked(project, date(2007, 4, 1)).key == "2006/07-Q4"
    assert quarter_asked(project, date(2007, 4, 1), "2006/07-Q3").key == "2006/07-Q3"
    assert quarter_asked(project, date(2006, 12, 2)).key == "2006/07-Q3"
    assert quarter_asked(project, date(2006, 11, 30)) is None


@pytest.mark.django_db
def test_the_return_tells_the_quarter_as_it_stood_at_its_end(delivered):
    quarter = periods.period("2008/09-Q4")

    said = text_of(quarterly_return(delivered, quarter, date(2009, 4, 20)))

    for words in (
        "Ongoing, delayed",
        "2 of 3 milestones",  # the desk opened two days after the quarter
        "Planning or legal consent",
        "4 × 3 = 12",
        "2 × 3 = 6",
        "31 March 2009, The board: Go on.",
        "Grant: what was spent in Q4 2008/09 is not known.",
        "Desk: late, and nobody has said why.",
    ):
        assert words in said
    for words in ("Far off", "Over by then", "Too late."):
        assert words not in said


@pytest.mark.django_db
def test_a_board_member_reads_it_and_takes_it_as_pdf_and_word(delivered, client, cast):
    client.force_login(cast.board_member)

    page = visit(client, f"{RETURN}?quarter=2008/09-Q4")
    pdf, docx = (client.get(f"{RETURN}?quarter=2008/09-Q4&format={n}") for n in ("pdf", "docx"))

    assert "Seaside growth: return for Q4 2008/09" in page.text
    assert pdf.content.startswith(b"%PDF")
    words = "\n".join(each.text for each in Word(io.BytesIO(docx.content)).paragraphs)
    assert "Grant: what was spent in Q4 2008/09 is not known." in words
    assert client.get(f"{RETURN}?format=exe").status_code == 404


@pytest.mark.django_db
def test_a_paused_project_says_so(delivered, cast):
    set_project_status(delivered, "paused", reason="Waits.", by=cast.lead)
    delivered.refresh_from_db()

    document = quarterly_return(delivered, periods.period("2008/09-Q4"), date(2009, 4, 20))

    assert "Other: paused" in text_of(document)
