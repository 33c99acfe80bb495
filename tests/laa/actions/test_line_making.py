"""One figure, one place: lines of several agreements, late lines, rounds that open again."""

from datetime import date

import pytest

from laa.actions.refusals import UnderWayElsewhere
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import close_round, open_round, reopen_round
from laa.actions.sign_off import reopen, sign_off
from laa.models import AuditEvent, Figure, Rating, ReturnLine, Round, RoundCalendar
from tests.factories import AgreementFactory, CommitmentFactory, ThemeFactory, cell, promise
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_for(luton, cast):
    def open_it(period, **dates):
        dates = {
            "opens": date(2009, 4, 1),
            "due": date(2009, 4, 30),
            "sign_off": date(2009, 5, 29),
            **dates,
        }
        return open_round(partnership=luton, period=period, by=cast.lead, **dates)

    return open_it


def keys(round_):
    lines = round_.lines.exclude(state__in=ReturnLine.SET_ASIDE_STATES)
    return sorted(lines.values_list("period", flat=True))


def awaiting(round_, cast):
    """The round's line signed off without a number, because its source is late."""
    line = line_of(round_.returns.get())
    enter(line, by=cast.officer, figure_state="awaiting_source", commentary="In May.")
    lines = submit(round_.returns.get(), by=cast.officer)
    return sign_off(certify(lines, by=cast.certifier), by=cast.lead)[0]


def test_one_figure_feeds_every_agreement_that_promises_on_it(
    housing_benefit, open_for, luton, cast
):
    other = ThemeFactory(agreement=AgreementFactory(partnership=luton, slug="corporate-plan"))
    second = CommitmentFactory(theme=other, indicator=housing_benefit.indicator)
    strand = housing_benefit.indicator.strands.get()
    second.targets.create(
        partnership=luton, strand=strand, period="2008/09", **cell("38 days", value="38")
    )
    fourth = open_for("2008/09-Q4")

    signed_off(fourth.returns.get(), cast, "40")

    assert fourth.lines.count() == 1
    assert Figure.objects.get().value == 40
    rated = Rating.objects.values_list("commitment__agreement__slug", "rating")
    assert dict(rated) == {"laa": "on_track", "corporate-plan": "off_track"}


def test_an_outturn_two_quarters_late_rates_in_the_open_round_and_the_frozen_one_stays(
    housing_benefit, open_for, cast
):
    second = open_for("2008/09-Q2")
    awaiting(second, cast)
    close_round(second, by=cast.lead)
    third = open_for("2008/09-Q3")
    late = line_of(third.returns.get(), period="2008/09-Q2")
    close_round(third, by=cast.lead)
    fourth = open_for("2008/09-Q4")
    assert keys(fourth) == ["2008/09-Q2", "2008/09-Q3", "2008/09-Q4"]

    signed_off(fourth.returns.get(), cast, "40")

    found = Rating.objects.filter(period="2008/09-Q2").order_by("round__period_end")
    assert [(r.round.period, r.rating, r.because) for r in found] == [
        ("2008/09-Q2", "not_rated", "no_figure"),
        ("2008/09-Q4", "on_track", ""),
    ]
    late.refresh_from_db()
    assert late.state == "draft"


def test_what_two_rounds_ask_for_is_made_once(housing_benefit, open_for, cast):
    awaiting(open_for("2008/09-Q2"), cast)
    third = open_for("2008/09-Q3")
    assert keys(third) == ["2008/09-Q2", "2008/09-Q3"]

    assert keys(open_for("2008/09-Q4")) == ["2008/09-Q4"]


def test_a_yearly_outlook_is_asked_for_in_every_round(agreement, council, open_for):
    promise(agreement, "NI 007", supplier=council, frequency="financial_year")

    assert keys(open_for("2008/09-Q2", due=date(2009, 3, 1), opens=date(2009, 2, 1))) == ["2008/09"]
    assert keys(open_for("2008/09-Q3", due=date(2009, 3, 1), opens=date(2009, 2, 1))) == ["2008/09"]


def test_a_year_end_round_asks_for_the_outturns_and_the_fourth_quarter_does_not(
    housing_benefit, agreement, council, luton, open_for
):
    promise(agreement, "NI 007", supplier=council, frequency="financial_year")
    RoundCalendar.objects.create(partnership=luton)

    assert keys(open_for("2008/09-Q4")) == ["2008/09-Q4"]
    assert keys(open_for("2008/09")) == ["2008/09"]


def test_without_a_year_end_round_the_fourth_quarter_asks_for_the_outturns(
    agreement, council, luton, open_for
):
    promise(agreement, "NI 007", supplier=council, frequency="financial_year")
    RoundCalendar.objects.create(partnership=luton, has_year_end=False)

    assert keys(open_for("2008/09-Q4")) == ["2008/09"]


def test_a_quarter_asks_a_monthly_indicator_for_three_months(agreement, council, open_for):
    promise(agreement, "NI 181", supplier=council, frequency="month")

    assert keys(open_for("2008/09-Q4")) == ["2009-01", "2009-02", "2009-03"]


def test_an_earlier_round_that_opens_again_leaves_to_the_newer_what_it_asks_for(
    housing_benefit, open_for, cast
):
    third = open_for("2008/09-Q3")
    close_round(third, by=cast.lead)
    fourth = open_for("2008/09-Q4")

    reopen_round(third, by=cast.lead)

    line = third.lines.get()
    assert (line.state, line.set_aside_reason) == ("carried_over", "Asked for in Q4 2008/09.")
    assert keys(fourth) == ["2008/09-Q3", "2008/09-Q4"]


def test_what_was_begun_in_the_earlier_round_is_returned_there_when_it_opens_again(
    housing_benefit, open_for, cast
):
    third = open_for("2008/09-Q3")
    enter(line_of(third.returns.get()), "40", by=cast.officer)
    close_round(third, by=cast.lead)
    fourth = open_for("2008/09-Q4")

    reopen_round(third, by=cast.lead)

    assert third.lines.get().state == "ready"
    assert keys(fourth) == ["2008/09-Q4"]
    event = AuditEvent.objects.get(action="line.remove")
    assert event.note == "Returned in Q3 2008/09, which is open again."


def test_what_was_begun_in_both_stays_in_the_newer_and_nothing_typed_is_lost(
    housing_benefit, open_for, cast
):
    third = open_for("2008/09-Q3")
    enter(line_of(third.returns.get()), "40", by=cast.officer)
    close_round(third, by=cast.lead)
    fourth = open_for("2008/09-Q4")
    enter(line_of(fourth.returns.get(), period="2008/09-Q3"), "41", by=cast.officer)

    reopen_round(third, by=cast.lead)

    older, newer = third.lines.get(), fourth.lines.get(period="2008/09-Q3")
    assert (older.state, older.value) == ("carried_over", 40)
    assert (newer.state, newer.value) == ("ready", 41)


def test_a_line_that_a_newer_round_asks_for_is_not_reopened(housing_benefit, open_for, cast):
    line = awaiting(open_for("2008/09-Q3"), cast)
    open_for("2008/09-Q4")

    with pytest.raises(UnderWayElsewhere, match="is asked for in Q4 2008/09 by now"):
        reopen(line, by=cast.lead, reason="It came.")
    line.refresh_from_db()
    assert line.state == "signed_off"


def test_a_line_that_only_one_round_holds_is_reopened(housing_benefit, open_for, cast):
    third = open_for("2008/09-Q3")
    [line] = signed_off(third.returns.get(), cast, "40")
    open_for("2008/09-Q4")

    assert reopen(line, by=cast.lead, reason="A slip.").state == "reopened"
    assert Round.objects.count() == 2
