import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from laa.actions.flags import flag_off_track
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.models import Agreement, Figure, Flag, Indicator, Target
from tests.factories import (
    RECORDED,
    AgreementFactory,
    BoardFactory,
    PartnerFactory,
    ThemeFactory,
    cell,
    promise,
)
from tests.page import visit
from tests.steps import enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db

PATH = "/luton/agreements/laa/"


@pytest.fixture
def board(client, cast):
    client.force_login(cast.board_member)
    return client


@pytest.fixture
def deferred(agreement, council, luton):
    """A promise whose target is still to come."""
    commitment = promise(
        agreement, "NI 019", supplier=council, frequency="financial_year", lag_days=200
    )
    Target.objects.create(
        partnership=luton,
        commitment=commitment,
        strand=commitment.indicator.strands.get(),
        period="2008/09",
        **cell("Target setting deferred until 2009", state="deferred", due=date(2009, 12, 31)),
    )
    return commitment


def test_before_anything_is_signed_off(board, quarterly_return, cast):
    submitted(quarterly_return, cast, "45")

    page = visit(board, PATH)

    assert "Nothing has been signed off yet" in page.text
    assert "0 of 0 rated" in page.text
    assert "45" not in page.text


def test_exceptions_come_first_with_figure_target_and_who_answers(
    board, quarterly_return, cast, luton
):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)

    text = visit(board, PATH).text

    assert "1 of 1 rated Off track or missed" in text
    assert "Target missed 45 days for Q4 2008/09 against 42 days. illustrative" in text
    assert "Luton Borough Council answers for it. Flagged 20 April 2009." in text
    assert text.index("Off track first") < text.index("What NI 181 measures")


def test_met_and_worse_than_baseline_are_both_said(board, agreement, council, luton, cast):
    promise(
        agreement,
        "NI 039",
        supplier=council,
        polarity="down",
        accumulates="rolling_year",
        baseline="1556",
        targets={"2008/09": "1674"},
    )
    round_ = open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )
    signed_off(round_.returns.get(), cast, "1650")

    for path in (PATH, f"{PATH}indicators/ni-039/"):
        text = visit(board, path).text
        assert "Target met" in text
        assert "Worse than baseline" in text


def test_the_counts_say_what_they_are_out_of(board, deferred, quarterly_return, cast):
    signed_off(quarterly_return, cast, "40")

    text = visit(board, PATH).text

    assert "1 rated this quarter, 0 on the last known figure" in text
    assert "0 of 1 rated Off track or missed" in text
    assert "1 of 1 rated On track or met" in text
    assert "1 of 2 lines Not rated" in text
    assert "1 of 2 lines Waiting for a target" in text


def test_a_target_still_to_come_is_listed_apart_and_is_no_colour(
    board, deferred, quarterly_return, cast
):
    signed_off(quarterly_return, cast, "40")

    assert "Not rated: no target" in visit(board, PATH).text
    waiting = visit(board, f"{PATH}waiting/").text
    assert "1 of 2 lines has no target that can be used" in waiting
    assert "Target setting deferred until 2009 Deferred 31 December 2009" in waiting


def test_the_last_known_rating_is_carried_and_said_to_be(board, quarterly_return, cast, luton):
    signed_off(quarterly_return, cast, "45")
    promise(
        quarterly_return.partner.partnership.agreements.get(),
        "NI 001",
        supplier=quarterly_return.partner,
    )
    later = open_round(
        partnership=luton,
        period="2009/10-Q1",
        opens=date(2009, 4, 2),
        due=date(2009, 7, 31),
        sign_off=date(2009, 8, 28),
        by=cast.lead,
    )
    line = line_of(later.returns.get(), "NI 001")
    enter(line_of(later.returns.get(), "NI 181"), "31", by=cast.officer)
    enter(line, "5", by=cast.officer)
    lines = certify(submit(later.returns.get(), by=cast.officer), by=cast.certifier)
    sign_off([one for one in lines if one.pk == line.pk], by=cast.lead)

    assert "0 rated this quarter, 1 on the last known figure" in visit(board, PATH).text


def test_a_themes_and_a_boards_dashboard_show_their_part(board, agreement, housing_benefit, luton):
    other = ThemeFactory(agreement=agreement, slug="other", name="Other")
    promise(agreement, "NI 001", theme=other)
    group = BoardFactory(partnership=luton, slug="group", name="Other board")
    group.themes.add(other)
    whole = BoardFactory(partnership=luton, slug="forum", name="Forum")
    whole.agreements.add(agreement)

    for path in (f"{PATH}themes/other/", "/luton/boards/group/"):
        text = visit(board, path).text
        assert "NI 001" in text
        assert "NI 181" not in text
    assert "NI 181" in visit(board, "/luton/boards/forum/").text


def test_a_partners_dashboard_shows_what_it_and_its_services_answer_for(
    board, agreement, quarterly_return, council, luton, cast
):
    """Its counts are of its own lines; what somebody else leads is on nobody's page but theirs."""
    service = PartnerFactory(partnership=luton, slug="service", name="A service", part_of=council)
    police = PartnerFactory(partnership=luton, slug="police", name="Police")
    promise(agreement, "NI 001", supplier=service)
    promise(agreement, "NI 015", supplier=police)
    signed_off(quarterly_return, cast, "45")

    page = board.get(f"/luton/partners/{council.slug}/").content.decode()
    assert f'href="{PATH}partners/{council.slug}/"' in page
    of_council = visit(board, f"{PATH}partners/{council.slug}/").text
    assert "1 of 1 rated Off track or missed" in of_council
    assert "NI 181" in of_council
    assert "NI 001" in of_council
    assert "NI 015" not in of_council
    assert "of 2 lines" in of_council
    of_service = visit(board, f"{PATH}partners/service/").text
    assert "NI 001" in of_service
    assert "NI 181" not in of_service
    assert board.get(f"{PATH}partners/nobody/").status_code == 404


def test_the_agreements_dashboard_leads_to_each_theme(board, agreement, housing_benefit):
    theme = housing_benefit.theme

    assert f'href="{PATH}themes/{theme.slug}/"' in board.get(PATH).content.decode()


@pytest.fixture
def two_plans(agreement, housing_benefit, luton, council):
    """A board that oversees one theme of the area agreement and all of a corporate plan."""
    other = ThemeFactory(agreement=agreement, slug="other", name="Other")
    promise(agreement, "NI 001", theme=other)
    plan = AgreementFactory(
        partnership=luton, slug="plan", title="Corporate plan", starts=date(2009, 4, 1)
    )
    promise(plan, "CP 7", supplier=council)
    group = BoardFactory(partnership=luton, slug="group", name="Scrutiny")
    group.themes.add(other)
    group.agreements.add(plan)
    return group


def test_a_board_of_several_agreements_has_a_way_to_each(board, two_plans):
    page = visit(board, "/luton/boards/group/")
    assert "This board oversees 2 agreements, of which one is shown at a time." in page.text
    assert "Corporate plan, shown here: 0 open flags" in page.text
    assert "Local area agreement, some of its themes: 0 open flags" in page.text
    assert "CP 7" in page.text
    assert "NI 001" not in page.text
    assert 'href="?agreement=laa"' in page.answer.content.decode()

    page = visit(board, "/luton/boards/group/?agreement=laa")
    assert "Local area agreement, shown here, some of its themes" in page.text
    assert "NI 001" in page.text
    assert "NI 181" not in page.text, "a theme that it does not oversee"


def test_a_boards_choice_counts_the_flags_on_what_it_oversees(
    board, quarterly_return, two_plans, agreement, luton, cast
):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    path = "/luton/boards/group/"
    assert "some of its themes: 0 open flags" in visit(board, path).text

    two_plans.themes.add(*agreement.themes.all())
    assert "some of its themes: 1 open flag " in visit(board, path).text


def test_a_boards_file_is_of_the_agreement_that_is_shown(board, two_plans):
    query = {"agreement": "laa", "_export": "csv"}
    body = board.get("/luton/boards/group/", query).content.decode("utf-8-sig")

    assert [row["Reference"] for row in csv.DictReader(io.StringIO(body))] == ["NI 001"]


def test_what_runs_today_is_shown_before_what_starts_later(board, two_plans):
    Agreement.objects.filter(slug="plan").update(starts=date(2010, 4, 1))

    assert "NI 001" in visit(board, "/luton/boards/group/").text


@pytest.mark.parametrize("wanted", ["other", "nonsense", "'; --"])
def test_an_agreement_that_a_board_does_not_oversee_is_not_found(wanted, board, two_plans, luton):
    AgreementFactory(partnership=luton, slug="other")

    assert board.get("/luton/boards/group/", {"agreement": wanted}).status_code == 404


def test_a_board_that_oversees_nothing_says_so(board, luton):
    BoardFactory(partnership=luton, slug="idle")

    assert "This board oversees nothing yet" in visit(board, "/luton/boards/idle/").text


def test_without_an_agreement(board, luton):
    assert "No agreement has been loaded" in visit(board, "/luton/dashboard/").text


def test_with_one_agreement_straight_to_it_and_with_two_a_choice(board, agreement, luton):
    assert visit(board, "/luton/dashboard/").path == PATH

    AgreementFactory(partnership=luton, title="Corporate plan")
    assert "Corporate plan" in visit(board, "/luton/dashboard/").text


def test_an_agreement_without_promises_is_no_trouble(board, agreement):
    assert "Nothing has been rated yet" in visit(board, PATH).text


def test_a_forecast_shows_as_the_outlook_and_rates_nothing(board, housing_benefit, luton):
    Figure.objects.create(
        partnership=luton,
        strand=housing_benefit.indicator.strands.get(),
        period="2009/10",
        state="forecast",
        value=Decimal(6),
        text="est. at 04/08 6",
        as_at=date(2008, 4, 30),
        recorded_at=RECORDED,
    )

    assert "Forecast for 2009/10: 6 days" in visit(board, PATH).text
    page = visit(board, f"{PATH}indicators/ni-181/").text
    assert "made April 2008: est. at 04/08 6. A forecast is never rated." in page
    assert "Not rated yet" in page


def read_csv(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_download_holds_what_the_page_shows(board, deferred, quarterly_return, cast):
    Indicator.objects.filter(reference="NI 019").update(title="=1+1")
    signed_off(quarterly_return, cast, "45")

    head, *rows = read_csv(board.get(PATH, {"_export": "csv"}))
    found = [dict(zip(head, row, strict=True)) for row in rows]
    sheet = openpyxl.load_workbook(io.BytesIO(board.get(PATH, {"_export": "xlsx"}).content)).active

    assert [row["Reference"] for row in found] == ["NI 019", "NI 181"]
    assert (found[1]["Rating"], found[1]["Last figure"]) == ("Target missed", "45")
    assert (found[0]["Rating"], found[0]["Last figure"]) == ("Not rated: no target", "")
    assert found[0]["Title"] == "'=1+1"
    assert [cell.value for cell in sheet[1]] == head
    assert sheet.cell(3, head.index("Last figure") + 1).value == 45
    assert all(cell.data_type in ("s", "n") for row in sheet for cell in row)


def test_an_unknown_format_or_table_is_no_file(board, housing_benefit):
    assert board.get(PATH, {"_export": "exe"})["Content-Type"].startswith("text/html")
    assert board.get(PATH, {"_export": "csv", "_table": "users"}).status_code == 404


def test_boards_see_of_housekeeping_how_much_there_is_and_not_what(
    board, quarterly_return, housing_benefit, luton
):
    for number, (reason, commitment) in enumerate(
        [("no-return", None), ("no-plan", housing_benefit), ("no-plan", housing_benefit)]
    ):
        Flag.objects.create(
            partnership=luton,
            key=f"{reason}:{number}",
            subject=f"{reason}:{number}",
            reason=reason,
            period="2008/09-Q4",
            commitment=commitment,
            text="Ask Olive Officer",
            opened_at=RECORDED,
        )

    text = visit(board, PATH).text

    assert "Officers are behind with: No improvement plan: 2; No return by the due date: 1." in text
    assert "Olive" not in text
