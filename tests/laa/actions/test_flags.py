from datetime import date

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.flag_steps import answer, dismiss, snooze, wake
from laa.actions.flags import FLAG_OFF_TRACK, JOB, flag_off_track
from laa.actions.job_runs import is_needed, last_run
from laa.actions.plan_actions import add_action, report
from laa.actions.rating_rules import adopt_rule, make_rule
from laa.actions.refusals import DateBeforeLastRun, NothingToDo, Refused
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import reopen, sign_off
from laa.clock import day_of
from laa.models import AuditEvent, Demonstration, Flag, FlagPolicy, JobRun, Notice
from laa.tasks import run_everywhere, run_in_partnership
from tests.factories import AgreementFactory, PartnershipFactory, promise
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed(quarterly_return, cast):
    """NI 181 signed off at 45 days against 42."""
    return signed_off(quarterly_return, cast, "45")


def correct(quarterly_return, cast, value):
    reopen(line_of(quarterly_return), by=cast.lead, reason="Counted again.")
    signed_off(quarterly_return, cast, value)


def test_a_miss_that_was_signed_off_opens_a_flag(missed, luton, council):
    found = flag_off_track(luton)

    flag = Flag.objects.get()
    assert found.opened == [flag]
    assert flag.key == "off-track:laa:ni-181:all:2008/09-Q4"
    assert flag.text == "NI 181: 45 days (illustrative) for Q4 2008/09 against a target of 42 days"
    assert day_of(flag.opened_at) == date(2009, 4, 20)


def test_a_hit_opens_none(quarterly_return, cast, luton):
    signed_off(quarterly_return, cast, "42")

    assert flag_off_track(luton).counts == {
        "opened": 0,
        "escalated": 0,
        "closed": 0,
        "unchanged": 0,
    }


def test_what_is_not_signed_off_opens_none(quarterly_return, cast, luton):
    enter(line_of(quarterly_return), "45", by=cast.officer)

    assert not flag_off_track(luton).opened


def test_a_second_run_opens_nothing_and_tells_nobody_again(missed, luton, cast):
    flag_off_track(luton)
    told = Notice.objects.filter(key__startswith="flag:").count()

    again = flag_off_track(luton)

    assert again.counts == {"opened": 0, "escalated": 0, "closed": 0, "unchanged": 1}
    assert Flag.objects.count() == 1
    assert Notice.objects.filter(key__startswith="flag:").count() == told
    assert JobRun.objects.count() == 2


def test_the_people_of_the_lead_partner_are_told(missed, luton, cast):
    flag_off_track(luton)

    notice = Notice.objects.get(recipient=cast.officer, key__startswith="flag:")
    assert "Off track: NI 181: 45 days" in notice.text
    assert "Luton Borough Council is asked for a recovery action" in notice.text
    assert notice.path == f"/luton/flags/{Flag.objects.get().uuid}/"
    assert not Notice.objects.filter(recipient=cast.board_member)


def test_a_correction_that_meets_the_target_closes_the_flag(missed, quarterly_return, cast, luton):
    flag_off_track(luton)
    correct(quarterly_return, cast, "40")

    found = flag_off_track(luton)

    flag = Flag.objects.get()
    assert found.closed == [flag]
    assert flag.closed_because == "Q4 2008/09 was signed off on track."
    trail = AuditEvent.objects.filter(action__startswith="flag").order_by("pk")
    assert [event.action for event in trail] == ["flag.open", "flag.close"]


def test_a_second_correction_opens_the_same_flag_again(missed, quarterly_return, cast, luton):
    flag_off_track(luton)
    correct(quarterly_return, cast, "40")
    flag_off_track(luton)
    correct(quarterly_return, cast, "46")

    assert flag_off_track(luton).counts["opened"] == 1

    flag = Flag.objects.get()
    assert flag.closed_at is None
    assert "46 days" in flag.text


def test_a_second_quarter_off_track_keeps_the_one_flag(missed, luton, cast):
    flag_off_track(luton)
    Demonstration.objects.update(today=date(2009, 7, 20))
    luton.refresh_from_db()
    later = open_round(
        partnership=luton,
        period="2009/10-Q1",
        opens=date(2009, 7, 1),
        due=date(2009, 7, 31),
        sign_off=date(2009, 8, 28),
        by=cast.lead,
    )
    signed_off(later.returns.get(), cast, "45")

    found = flag_off_track(luton)

    assert found.counts["unchanged"] == 1
    assert [flag.reason for flag in found.opened] == ["off-track-twice"]
    assert Flag.objects.open().filter(reason="off-track").count() == 1


def test_a_quarter_without_a_rating_leaves_the_flag_as_it_is(missed, luton, cast, quarterly_return):
    flag_off_track(luton)
    reopen(line_of(quarterly_return), by=cast.lead, reason="Not ours.")
    no_figure = {"figure_state": "not_known", "value": None, "commentary": "Lost."}
    enter(line_of(quarterly_return), by=cast.officer, **no_figure)
    lines = submit(quarterly_return, by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    assert flag_off_track(luton).counts["closed"] == 0
    assert Flag.objects.open().exists()


def test_a_date_before_the_last_run_is_refused(missed, luton):
    flag_off_track(luton, as_at=date(2009, 4, 19))
    flag_off_track(luton, as_at=date(2009, 4, 20))

    with pytest.raises(DateBeforeLastRun, match="19 April 2009 is before the last run"):
        flag_off_track(luton, as_at=date(2009, 4, 19))
    assert JobRun.objects.count() == 2


def test_as_at_a_day_before_the_sign_off_there_is_nothing_to_flag(missed, luton):
    assert not flag_off_track(luton, as_at=date(2009, 4, 19)).opened
    assert len(flag_off_track(luton, as_at=date(2009, 4, 20)).opened) == 1


def test_one_agreement_may_be_flagged_alone(missed, luton, agreement, council):
    other = AgreementFactory(partnership=luton, slug="other")
    promise(other, "NI 001", supplier=council)

    assert not flag_off_track(luton, agreement=other).opened
    assert len(flag_off_track(luton, agreement=agreement).opened) == 1
    assert last_run(FLAG_OFF_TRACK, luton) is None
    assert is_needed(FLAG_OFF_TRACK, luton)


def test_a_run_of_everything_follows_the_runs_of_one_agreement(missed, luton, agreement):
    flag_off_track(luton, agreement=agreement, as_at=date(2009, 4, 20))

    with pytest.raises(DateBeforeLastRun):
        flag_off_track(luton, as_at=date(2009, 4, 19))


def test_another_partnership_is_left_alone(missed, luton):
    elsewhere = PartnershipFactory(slug="elsewhere")

    assert not flag_off_track(elsewhere).opened
    assert not Flag.objects.exists()


def test_a_run_is_needed_when_a_day_has_begun_or_something_was_signed_off(
    quarterly_return, luton, cast
):
    assert is_needed(FLAG_OFF_TRACK, luton)
    flag_off_track(luton)
    assert not is_needed(FLAG_OFF_TRACK, luton)

    signed_off(quarterly_return, cast, "45")
    assert is_needed(FLAG_OFF_TRACK, luton)
    flag_off_track(luton)
    assert not is_needed(FLAG_OFF_TRACK, luton)

    Demonstration.objects.update(today=date(2009, 4, 21))
    luton.refresh_from_db()
    assert is_needed(FLAG_OFF_TRACK, luton)


def test_a_fortnight_without_the_job_is_made_good_by_one_run(missed, luton):
    flag_off_track(luton)
    Demonstration.objects.update(today=date(2009, 5, 4))
    luton.refresh_from_db()

    run_in_partnership(JOB, luton.pk)

    assert last_run(FLAG_OFF_TRACK, luton).as_at == date(2009, 5, 4)
    assert JobRun.objects.count() == 2


def test_the_task_twice_does_it_once(missed, luton):
    run_in_partnership(JOB, luton.pk)
    run_in_partnership(JOB, luton.pk)

    assert Flag.objects.count() == 1
    assert JobRun.objects.count() == 1


def test_a_task_for_a_partnership_that_is_gone_does_nothing(db):
    run_in_partnership(JOB, 987654)

    assert not JobRun.objects.exists()


def test_beat_wakes_a_task_for_each_partnership_that_is_behind(missed, luton, monkeypatch):
    PartnershipFactory(slug="elsewhere")
    woken = []
    monkeypatch.setattr(run_in_partnership, "delay", lambda *args: woken.append(args))

    run_everywhere(JOB)
    assert len(woken) == 2
    for args in woken:
        run_in_partnership(*args)
    woken.clear()
    run_everywhere(JOB)

    assert woken == []


def test_a_correction_to_amber_closes_it_as_amber(missed, quarterly_return, cast, luton, agreement):
    flag_off_track(luton)
    rule = make_rule(
        partnership=luton, name="Amber", kind="bands", amber=10, by=cast.lead, reason="Agreed."
    )
    adopt_rule(agreement, rule, seen=agreement.rating_rule, by=cast.lead, reason="Agreed.")
    correct(quarterly_return, cast, "44")

    flag_off_track(luton)

    assert Flag.objects.get().closed_because == "Q4 2008/09 was signed off at risk."


def another_quarter(luton, cast, period, today, value):
    """The next round, from opening to sign-off."""
    Demonstration.objects.update(today=today)
    luton.refresh_from_db()
    later = open_round(
        partnership=luton,
        period=period,
        opens=today.replace(day=1),
        due=today.replace(day=28),
        sign_off=today.replace(day=28),
        by=cast.lead,
    )
    signed_off(later.returns.get(), cast, value)
    return later.returns.get()


def test_a_quarter_on_track_closes_both_causes_of_two_reds(missed, luton, cast):
    another_quarter(luton, cast, "2009/10-Q1", date(2009, 7, 20), "45")
    assert {f.reason for f in flag_off_track(luton).opened} == {"off-track", "off-track-twice"}

    another_quarter(luton, cast, "2009/10-Q2", date(2009, 10, 20), "29")

    closed = flag_off_track(luton).closed
    assert {flag.reason for flag in closed} == {"off-track", "off-track-twice"}
    assert closed[0].closed_because == "Q2 2009/10 was signed off on track."


def test_an_owner_who_gives_up_is_flagged_though_the_figure_is_green(quarterly_return, luton, cast):
    line = line_of(quarterly_return)
    enter(line, "40", by=cast.officer, outlook="wont")
    lines = submit(quarterly_return, by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    (flag,) = flag_off_track(luton).opened

    assert flag.reason == "outlook-wont"
    assert flag.text == "NI 181: its owner said for Q4 2008/09 that it won’t be met"


def test_overdue_actions_under_a_green_figure_are_flagged_until_they_are_done(
    quarterly_return, housing_benefit, luton, cast
):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    late = [
        add_action(plan, title=f"Step {n}", due=due, by=cast.lead)
        for n, due in enumerate([date(2009, 4, 1), date(2009, 4, 2), None, None, None])
    ]
    signed_off(quarterly_return, cast, "40")

    (flag,) = flag_off_track(luton).opened
    assert flag.reason == "overdue-actions"
    assert flag.text == "NI 181: 2 of 5 actions overdue while the figure is on track"

    for action in late[:2]:
        report(action, status="done", by=cast.officer)
    (closed,) = flag_off_track(luton).closed
    assert "No action of its plan is overdue" in closed.closed_because


def test_what_a_person_closed_stays_closed_for_that_period(missed, luton, cast):
    (flag,) = flag_off_track(luton).opened
    with pytest.raises(Refused, match="Say why it is closed"):
        dismiss(flag, reason="", by=cast.lead)

    dismiss(flag, reason="The target is being renegotiated.", by=cast.lead)

    assert flag_off_track(luton).counts["opened"] == 0
    another_quarter(luton, cast, "2009/10-Q1", date(2009, 7, 20), "45")
    assert "off-track" in {f.reason for f in flag_off_track(luton).opened}


def test_an_answer_and_a_snooze_leave_it_open(missed, luton, cast):
    (flag,) = flag_off_track(luton).opened

    answer(flag, text="Two assessors are hired.", by=cast.officer)
    with pytest.raises(Refused, match="a day to come"):
        snooze(flag, until=date(2009, 4, 20), reason="Hiring.", by=cast.lead)
    snooze(flag, until=date(2009, 5, 20), reason="Hiring.", by=cast.lead)

    flag.refresh_from_db()
    assert (flag.closed_at, flag.snoozed_until) == (None, date(2009, 5, 20))
    assert wake(flag, by=cast.lead).snoozed_until is None
    with pytest.raises(NothingToDo):
        wake(flag, by=cast.lead)


def test_a_reason_that_a_partnership_does_not_flag_opens_nothing(missed, luton):
    FlagPolicy.objects.create(partnership=luton, reasons_off=["off-track"])
    luton.refresh_from_db()

    assert flag_off_track(luton).counts["opened"] == 0
