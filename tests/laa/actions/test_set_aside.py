from datetime import date

import pytest

from laa.actions.refusals import (
    ChangedSinceSeen,
    LineIsBeyondSettingAside,
    NothingToDo,
    ReasonMissing,
    RoundIsClosed,
    UnderWayElsewhere,
)
from laa.actions.return_steps import submit
from laa.actions.rounds import close_round, open_round
from laa.actions.set_aside import carry_over, skip, take_back
from laa.models import AuditEvent, Notice, ReturnLine
from laa.models.quarterly_return import state_of
from tests.factories import promise
from tests.steps import enter, line_of, submitted

pytestmark = pytest.mark.django_db

WHY = "The survey is not run this quarter."


@pytest.fixture
def line(quarterly_return):
    return line_of(quarterly_return)


@pytest.fixture
def next_round(luton, cast):
    def open_it(period="2009/10-Q1"):
        return open_round(
            partnership=luton,
            period=period,
            opens=date(2009, 4, 15),
            due=date(2009, 7, 30),
            sign_off=date(2009, 8, 28),
            by=cast.lead,
        )

    return open_it


def again(line):
    return ReturnLine.objects.select_related("round").get(pk=line.pk)


def keys(round_):
    return sorted(round_.lines.values_list("period", flat=True))


@pytest.mark.parametrize(("step", "state"), [(skip, "skipped"), (carry_over, "carried_over")])
def test_a_line_is_set_aside_with_a_reason_that_its_officer_reads(step, state, line, cast):
    step([line], by=cast.lead, reason=WHY)

    line = again(line)
    assert (line.state, line.set_aside_reason, line.version) == (state, WHY, 2)
    assert WHY in Notice.objects.get(recipient=cast.officer).text
    assert AuditEvent.objects.filter(note=WHY, action__startswith="line.").count() == 1


@pytest.mark.parametrize("step", [skip, carry_over])
def test_without_a_reason_nothing_is_set_aside(step, line, cast):
    with pytest.raises(ReasonMissing, match="Say why"):
        step([line], by=cast.lead, reason="  ")
    assert again(line).state == "draft"


@pytest.mark.parametrize("step", [skip, carry_over])
def test_what_is_handed_in_is_not_set_aside(step, quarterly_return, cast):
    lines = submitted(quarterly_return, cast)

    with pytest.raises(LineIsBeyondSettingAside, match=r"Q4 2008/09 \(submitted\)"):
        step(lines, by=cast.lead, reason=WHY)


@pytest.mark.parametrize("step", [skip, carry_over])
def test_nothing_is_set_aside_in_a_closed_round(step, line, round_, cast):
    close_round(round_, by=cast.lead)

    with pytest.raises(RoundIsClosed):
        step([line], by=cast.lead, reason=WHY)


def test_a_line_that_changed_behind_the_page_is_not_set_aside(line, cast):
    seen = {str(line.uuid): line.version}
    enter(line, "40", by=cast.officer)

    with pytest.raises(ChangedSinceSeen):
        skip([line], by=cast.lead, reason=WHY, seen=seen)


def test_one_late_line_does_not_hold_the_others(agreement, council, housing_benefit, cast, luton):
    promise(agreement, "NI 182", supplier=council)
    round_ = open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )
    quarterly_return = round_.returns.get()
    enter(line_of(quarterly_return, "NI 181"), "40", by=cast.officer)

    carry_over([line_of(quarterly_return, "NI 182")], by=cast.lead, reason="The system is down.")
    submit(quarterly_return, by=cast.officer)

    assert state_of(quarterly_return.lines.all()) == "submitted"


def test_a_return_whose_every_line_is_set_aside_waits_for_nobody(line, quarterly_return, cast):
    skip([line], by=cast.lead, reason=WHY)

    with pytest.raises(NothingToDo):
        submit(quarterly_return, by=cast.officer)
    assert state_of(quarterly_return.lines.all()) == "skipped"


def test_what_was_skipped_is_not_asked_for_again(line, cast, next_round):
    skip([line], by=cast.lead, reason=WHY)

    assert keys(next_round()) == ["2009/10-Q1"]


def test_what_was_carried_over_is_made_again_when_the_next_round_opens(line, cast, next_round):
    enter(line, "40", by=cast.officer, commentary="Half of it.")
    carry_over([line], by=cast.lead, reason=WHY)

    made = next_round().lines.get(period="2008/09-Q4")

    assert (made.state, made.value, made.commentary) == ("ready", 40, "Half of it.")
    assert made.entered_by == cast.officer


def test_what_is_carried_over_is_in_the_next_round_at_once_where_that_is_open(
    line, cast, next_round
):
    following = next_round()
    enter(line, "40", by=cast.officer)
    assert keys(following) == ["2009/10-Q1"]

    carry_over([line], by=cast.lead, reason=WHY)

    assert keys(following) == ["2008/09-Q4", "2009/10-Q1"]
    assert following.lines.get(period="2008/09-Q4").value == 40
    assert following.returns.count() == 1


def test_a_skip_is_taken_back(line, cast):
    enter(line, "40", by=cast.officer)
    skip([line], by=cast.lead, reason=WHY)

    take_back([line], by=cast.lead)

    line = again(line)
    assert (line.state, line.value, line.set_aside_reason) == ("ready", 40, "")


def test_a_line_carried_over_is_fetched_back_while_nobody_began_it_there(line, cast, next_round):
    following = next_round()
    carry_over([line], by=cast.lead, reason=WHY)

    take_back([line], by=cast.lead)

    assert again(line).state == "draft"
    assert keys(following) == ["2009/10-Q1"]


def test_a_line_that_was_begun_in_the_next_round_stays_there(line, cast, next_round):
    following = next_round()
    carry_over([line], by=cast.lead, reason=WHY)
    enter(line_of(following.returns.get(), period="2008/09-Q4"), "40", by=cast.officer)

    with pytest.raises(UnderWayElsewhere, match="is asked for in Q1 2009/10 by now"):
        take_back([line], by=cast.lead)
    assert again(line).state == "carried_over"


def test_only_what_was_set_aside_is_taken_back(line, cast):
    with pytest.raises(NothingToDo, match="set aside"):
        take_back([line], by=cast.lead)


@pytest.fixture
def left_out_there(line, cast, next_round):
    """The line in the next round, left out of it after it was carried over to it."""
    next_ = next_round()
    carry_over([line], by=cast.lead, reason=WHY)
    there = next_.lines.get(period="2008/09-Q4")
    skip([there], by=cast.lead, reason=WHY)
    take_back([line], by=cast.lead)
    return there


def test_what_was_left_out_there_comes_back_with_what_was_typed_last(line, cast, left_out_there):
    enter(line, "41", by=cast.officer)

    carry_over([again(line)], by=cast.lead, reason=WHY)

    there = again(left_out_there)
    assert (there.state, there.value, there.entered_by) == ("ready", 41, cast.officer)
    steps = AuditEvent.objects.filter(subject_uuid=there.uuid).order_by("pk")
    assert list(steps.values_list("action", flat=True)) == ["line.skip", "line.take_back"]


def test_what_another_round_asks_for_again_is_not_taken_back_too(line, cast, left_out_there):
    with pytest.raises(UnderWayElsewhere, match="is asked for in Q4 2008/09 by now"):
        take_back([left_out_there], by=cast.lead)

    assert again(left_out_there).state == "skipped"
