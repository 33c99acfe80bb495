"""What calls for a run of the flags before the next day; a sign-off does so at once."""

from datetime import date
from decimal import Decimal

import pytest

from laa import audit
from laa.actions.action_plans import plan_improvement
from laa.actions.flags import FLAG_OFF_TRACK, flag_off_track
from laa.actions.job_runs import is_needed, run_job
from laa.actions.plan_actions import add_action, report
from laa.actions.policies import set_flag_policy
from laa.actions.revisions import Number, revise
from laa.actions.targets import Change, change_cells
from laa.models import AuditEvent, Figure, Flag
from laa.rules.notation import read_target
from laa.tasks import run_in_partnership
from tests.page import visit
from tests.steps import certified, line_of, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(monkeypatch):
    """A worker that does at once what is asked of it; what it was asked."""
    asked = []

    def apply_async(signature, **options):
        asked.append((signature.task, tuple(signature.args)))
        if signature.task == "laa.tasks.run_in_partnership":
            run_in_partnership(*signature.args)

    monkeypatch.setattr("celery.canvas.Signature.apply_async", apply_async)
    return asked


def test_a_miss_stands_on_the_boards_list_as_soon_as_it_is_signed_off(
    quarterly_return, luton, cast, worker, client, django_capture_on_commit_callbacks
):
    certified(quarterly_return, cast, "45")
    client.force_login(cast.lead)
    with django_capture_on_commit_callbacks(execute=True):
        visit(client, "/luton/returns/2008/09-Q4/council/sign-off/").press("Sign off return")

    assert worker.count(("laa.tasks.run_in_partnership", ("flag_off_track", luton.pk))) == 1
    assert Flag.objects.get().reason == "off-track"
    client.force_login(cast.board_member)
    assert "NI 181: 45 days" in visit(client, "/luton/flags/").text


def test_a_revised_figure_closes_its_flag_at_once(
    quarterly_return, luton, cast, worker, django_capture_on_commit_callbacks
):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    with django_capture_on_commit_callbacks(execute=True):
        figure = Figure.objects.current().get(period="2008/09-Q4")
        revise(figure, Number(Decimal(40)), reason="Counted again.", by=cast.lead)

    assert Flag.objects.get().closed_because == "Q4 2008/09 was signed off on track."


def test_without_a_broker_the_sign_off_stands_and_the_next_look_catches_up(
    quarterly_return, luton, cast, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    run_job(FLAG_OFF_TRACK, luton)

    def away(*args, **options):
        raise OSError("no broker")

    monkeypatch.setattr("celery.canvas.Signature.apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        signed_off(quarterly_return, cast, "45")

    assert "no broker" in caplog.text
    assert line_of(quarterly_return).state == "signed_off"
    run_in_partnership("flag_off_track", luton.pk)
    assert Flag.objects.get().reason == "off-track"


def test_an_action_that_is_done_a_policy_and_a_target_call_for_a_run(
    quarterly_return, housing_benefit, luton, cast
):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    action = add_action(plan, title="Hire", due=date(2009, 4, 1), by=cast.lead)
    signed_off(quarterly_return, cast, "40")

    def is_news(change):
        run_job(FLAG_OFF_TRACK, luton)
        assert not is_needed(FLAG_OFF_TRACK, luton)
        change()
        return is_needed(FLAG_OFF_TRACK, luton)

    assert is_news(lambda: report(action, status="done", by=cast.officer))
    assert Flag.objects.open().get().reason == "overdue-actions"
    assert is_news(lambda: set_flag_policy(luton, by=cast.lead, reasons={"off-track"}))
    assert not Flag.objects.open().exists()
    target = housing_benefit.targets.get(period="2009/10")
    assert is_news(
        lambda: change_cells(
            [Change(housing_benefit, target.period, read_target("29"))],
            reason="Agreed.",
            agreed_by="Luton Forum",
            agreed_on=None,
            seen=[target.pk],
            by=cast.lead,
        )
    )


def test_of_two_sign_offs_at_once_the_one_that_ends_last_is_not_forgotten(luton, cast):
    """A number in the trail is given when a transaction writes, and seen when it is committed."""

    def written(pk=None):
        event = audit.record("line.sign_off", subject=luton, by=cast.lead, partnership=luton)
        return AuditEvent.objects.filter(pk=event.pk).update(id=pk) if pk else event

    first = written()
    AuditEvent.objects.filter(pk=first.pk).update(id=first.pk + 5)
    run_job(FLAG_OFF_TRACK, luton)
    assert not is_needed(FLAG_OFF_TRACK, luton)

    written(pk=first.pk + 3)

    assert is_needed(FLAG_OFF_TRACK, luton)
    run_job(FLAG_OFF_TRACK, luton)
    assert not is_needed(FLAG_OFF_TRACK, luton)
