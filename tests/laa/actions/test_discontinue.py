"""An indicator that ends: nobody is asked, nothing is missing, what was signed off stays."""

from datetime import date

import pytest

from laa.actions.discontinue import discontinue, take_discontinuing_back
from laa.actions.flags import flag_off_track
from laa.actions.indicator_setup import bring_back_indicator
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import close_round, open_round
from laa.actions.sign_off import sign_off
from laa.models import AuditEvent, Figure, Flag, Rating
from laa.queries.completeness import completeness
from laa.queries.dashboard import dashboard
from tests.steps import answer_all, enter, enter_all, signed_off

pytestmark = pytest.mark.django_db

BECAUSE = "the Department ended the survey"
SAID = f"Discontinued on 1 March 2009 because {BECAUSE}"


@pytest.fixture
def indicator(housing_benefit):
    return housing_benefit.indicator


@pytest.fixture
def opened(luton, cast):
    def do(period):
        return open_round(
            partnership=luton,
            period=period,
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )

    return do


def ended(indicator, cast, starts=date(2009, 3, 1), reason=f"{BECAUSE}."):
    return discontinue(indicator, starts=starts, reason=reason, by=cast.lead)


def test_open_lines_from_then_on_are_set_aside_with_the_reason(quarterly_return, indicator, cast):
    ended(indicator, cast)

    line = quarterly_return.lines.get()
    assert (line.state, line.set_aside_reason) == ("skipped", f"{SAID}.")
    indicator.refresh_from_db()
    assert indicator.discontinued_said == SAID
    assert (indicator.retired_on, indicator.discontinued_by) == (date(2009, 3, 1), cast.lead)
    event = AuditEvent.objects.get(action="indicator.discontinue")
    assert (event.note, event.actor) == (BECAUSE, f"{cast.lead.name} <{cast.lead.email}>")


def test_periods_that_ended_before_are_returned_as_ever(opened, indicator, cast):
    before = opened("2008/09-Q3").lines.get()
    ended(indicator, cast)

    before.refresh_from_db()
    assert before.state == "draft"
    # A period that ends on the day itself has no full figure any more.
    later = opened("2008/09-Q2")
    assert later.lines.count() == 1
    assert opened("2008/09-Q4").lines.count() == 0


def test_a_figure_of_before_that_never_came_goes_on_being_asked_for_and_rates(
    opened, indicator, luton, cast
):
    third = opened("2008/09-Q3")
    awaiting = {"figure_state": "awaiting_source", "commentary": "In the spring."}
    enter(third.lines.get(), by=cast.officer, **awaiting)
    lines = submit(third.returns.get(), by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)
    close_round(third, by=cast.lead)
    ended(indicator, cast)

    fourth = opened("2008/09-Q4")

    assert [line.period for line in fourth.lines.all()] == ["2008/09-Q3"]
    [row] = completeness(fourth).rows
    assert (row.commitment.indicator, row.said) == (indicator, "Outstanding")
    signed_off(fourth.returns.get(), cast, "40")
    rated = list(
        Rating.objects.order_by("recorded_at", "pk").values_list("round__period", "rating")
    )
    assert rated == [("2008/09-Q3", "not_rated"), ("2008/09-Q4", "on_track")]
    close_round(fourth, by=cast.lead)
    later = {"opens": date(2009, 7, 1), "due": date(2009, 7, 20), "sign_off": date(2009, 7, 31)}
    first = open_round(partnership=luton, period="2009/10-Q1", by=cast.lead, **later)
    assert first.lines.count() == 0, "it came, and nothing else is owed"


def test_a_line_of_the_quarter_in_which_it_ends_is_left_out(opened, indicator, cast):
    line = opened("2008/09-Q4").lines.get()

    ended(indicator, cast, starts=date(2009, 3, 31))

    line.refresh_from_db()
    assert line.state == "skipped"


def test_a_line_of_the_quarter_before_it_ends_stays(opened, indicator, cast):
    line = opened("2008/09-Q4").lines.get()

    ended(indicator, cast, starts=date(2009, 4, 1))

    line.refresh_from_db()
    assert line.state == "draft"


def test_figures_and_frozen_ratings_stay_and_flags_close(quarterly_return, indicator, luton, cast):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    [frozen] = Rating.objects.values()

    ended(indicator, cast)

    assert Rating.objects.values().get() == frozen
    assert Figure.objects.get().value == 45
    flag = Flag.objects.get()
    assert flag.closed_at is not None
    assert flag.closed_because == f"{SAID}."
    assert flag_off_track(luton).counts["opened"] == 0


def test_the_dashboard_says_so_and_counts_it_as_neither_red_nor_missing(
    quarterly_return, indicator, agreement, cast
):
    signed_off(quarterly_return, cast, "45")
    ended(indicator, cast)

    found = dashboard(agreement)

    [row] = found.rows
    assert (row.rating_label, row.discontinued_said) == ("Discontinued", SAID)
    assert row.figure_said == "45 days"
    assert (found.exceptions, found.waiting, found.rated) == ([], [], [])


def test_completeness_counts_it_up_to_its_end_and_no_further(opened, indicator, cast):
    before, after = opened("2008/09-Q3"), opened("2008/09-Q4")
    ended(indicator, cast)

    assert completeness(before).promises.asked == 1
    assert completeness(after).promises.asked == 0
    assert completeness(after).figures.asked == 0


def test_it_is_taken_back_and_asked_for_again(quarterly_return, indicator, luton, cast):
    ended(indicator, cast)

    take_discontinuing_back(indicator, by=cast.lead)

    indicator.refresh_from_db()
    assert (indicator.discontinued_said, indicator.retired_on) == ("", None)
    assert indicator.discontinued_at is None
    assert quarterly_return.lines.get().state == "draft"
    with pytest.raises(NothingToDo, match="nothing to take back"):
        take_discontinuing_back(indicator, by=cast.lead)


def test_a_flag_opens_again_once_it_is_taken_back(quarterly_return, indicator, luton, cast):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    ended(indicator, cast)
    take_discontinuing_back(indicator, by=cast.lead)

    assert flag_off_track(luton).counts["opened"] == 1


def test_not_once_a_round_has_closed_since(quarterly_return, indicator, cast):
    ended(indicator, cast)
    close_round(quarterly_return.round, by=cast.lead)

    with pytest.raises(Refused, match="closed since NI 181 was discontinued"):
        take_discontinuing_back(indicator, by=cast.lead)
    with pytest.raises(Refused, match="Take that back on its page"):
        bring_back_indicator(indicator, by=cast.lead)


def test_what_somebody_handed_in_is_finished_first(quarterly_return, indicator, cast):
    enter_all(quarterly_return, cast)
    answer_all(quarterly_return, cast)
    submit(quarterly_return, by=cast.officer)

    with pytest.raises(Refused, match="is submitted in the return of Luton Borough Council"):
        ended(indicator, cast)
    indicator.refresh_from_db()
    assert indicator.retired_on is None


def test_it_needs_a_reason_and_a_day_that_has_come(indicator, cast):
    with pytest.raises(ReasonMissing, match="Say why it is discontinued"):
        ended(indicator, cast, reason=" . ")
    with pytest.raises(Refused, match="21 April 2009 is yet to come"):
        ended(indicator, cast, starts=date(2009, 4, 21))
    ended(indicator, cast, starts=date(2009, 4, 20))
    with pytest.raises(NothingToDo, match="discontinued already"):
        ended(indicator, cast)
