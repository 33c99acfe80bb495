"""A report's way to its issue: put forward, proof-read, approved step by step, or sent back."""

import json

from django.db import transaction

from laa import audit, clock
from laa.actions.changes import as_seen
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.reports import draft
from laa.models import Report, ReportStep, User
from laa.notices import notify
from laa.rules.notices import READY
from laa.rules.report_counts import unsure_references
from laa.rules.vocabulary import Cover

State, Outcome = Report.State, ReportStep.Outcome


@transaction.atomic
def put_forward(report: Report, *, seen: str, by: User) -> Report:
    """Send the draft on the partnership's route; from here its body stands still.

    `seen` is the hash of the body that was looked at: what goes forward is what somebody read.
    """
    report = draft(as_seen(report, None))
    if seen != report.sha256:
        raise Refused("The report was brought up to date since you opened it. Look at it again.")
    _must_be_fit_for_its_covers(report)
    route = list(report.partnership.route_steps.order_by("position"))
    _must_not_approve_oneself(route, by)
    report.attempt += 1
    report.put_forward_at, report.put_forward_by = clock.now(report.partnership), by
    report.state = State.IN_APPROVAL if route else State.APPROVED
    report.save()
    _record(report, "report.put_forward", by=by, after={"sha256": report.sha256})
    ReportStep.objects.bulk_create(
        ReportStep(
            partnership=report.partnership,
            report=report,
            attempt=report.attempt,
            position=position,
            name=step.name,
            is_proof_reading=step.is_proof_reading,
            person=step.person,
        )
        for position, step in enumerate(route, start=1)
    )
    _bring_to_the_next(report)
    return report


def _must_be_fit_for_its_covers(report: Report) -> None:
    """Nothing provisional goes out to the public, whatever else is in the report."""
    unsure = unsure_references(json.loads(report.body))
    if Cover.PUBLIC in report.covers and unsure:
        raise Refused(
            f"Not final yet: {', '.join(unsure)}. A report with such figures cannot have a public "
            "cover. Take that cover off, or wait until they are final."
        )


def _must_not_approve_oneself(route, by: User) -> None:
    own = [step.name for step in route if step.person_id == by.pk and not step.is_proof_reading]
    if own:
        raise Refused(
            f"The step “{own[0]}” is yours, and you would approve what you put forward yourself. "
            "Ask a colleague to put it forward, or change the approval route."
        )


@transaction.atomic
def approve(report: Report, *, comment: str = "", by: User) -> Report:
    """One's own step, done; the next one's person is told, or the report is approved."""
    report, step = _held_step(report, by)
    _finish(step, Outcome.APPROVED, comment, by)
    _record(report, "report.approve", by=by, after={"step": step.name}, note=comment)
    if not _bring_to_the_next(report):
        report.state = State.APPROVED
        report.save()
        _tell_maker(report, f"{report} is approved: it can be issued.", "approved")
    return report


@transaction.atomic
def give_back(report: Report, *, comment: str, by: User) -> Report:
    """Back to a draft, with what is to be put right; the next attempt goes the whole route."""
    if not comment.strip():
        raise ReasonMissing("Say what is to be put right, so that the report can be changed.")
    report, step = _held_step(report, by)
    _finish(step, Outcome.SENT_BACK, comment, by)
    report.state = State.DRAFT
    report.save()
    _record(report, "report.send_back", by=by, after={"step": step.name}, note=comment)
    _tell_maker(report, f"{report} was sent back: {comment}", "sent-back")
    return report


@transaction.atomic
def take_back(report: Report, *, by: User) -> Report:
    """Back to a draft by those who make it: while it is in approval, or approved."""
    report = as_seen(report, None)
    if report.state not in (State.IN_APPROVAL, State.APPROVED):
        raise NothingToDo(f"{report} is {report.get_state_display().lower()}.")
    for step in report.steps.filter(attempt=report.attempt, came_at__isnull=False, outcome=""):
        _finish(step, Outcome.TAKEN_BACK, "", by)
    report.state = State.DRAFT
    report.save()
    _record(report, "report.take_back", by=by)
    return report


def _held_step(report: Report, by: User) -> tuple[Report, ReportStep]:
    report = as_seen(report, None)
    step = report.steps.filter(came_at__isnull=False, outcome="").first()
    if report.state != State.IN_APPROVAL or step is None:
        raise NothingToDo(f"{report} is {report.get_state_display().lower()}.")
    if step.person_id != by.pk:
        raise Refused(f"The step “{step.name}” is with {step.person}. Nothing was done.")
    return report, step


def _finish(step: ReportStep, outcome: str, comment: str, by: User) -> None:
    step.outcome, step.comment = outcome, comment.strip()
    step.done_at, step.done_by = clock.now(step.partnership), by
    step.save()


def _bring_to_the_next(report: Report) -> bool:
    """Whether there was a step still to come."""
    step = report.steps.filter(attempt=report.attempt, came_at=None).first()
    if step is None:
        return False
    step.came_at = clock.now(report.partnership)
    step.save()
    verb = "Proof-read" if step.is_proof_reading else "Approve"
    notify(
        [step.person],
        partnership=report.partnership,
        kind=READY,
        key=f"report:{report.uuid}:{step.attempt}:{step.position}",
        text=f"{verb} it, please: {report} (step “{step.name}”).",
        path=report.get_absolute_url(),
    )
    return True


def _tell_maker(report: Report, text: str, what: str) -> None:
    notify(
        [report.put_forward_by],
        partnership=report.partnership,
        kind=READY,
        key=f"report:{report.uuid}:{report.attempt}:{what}",
        text=text,
        path=report.get_absolute_url(),
    )


def _record(report: Report, action: str, *, by: User, **told) -> None:
    audit.record(action, subject=report, by=by, partnership=report.partnership, **told)
