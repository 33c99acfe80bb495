"""What came of a report: when it was considered, what was decided, what is to be done."""

from datetime import date

from django.db import transaction

from laa import audit, clock
from laa.actions.changes import as_seen, clean
from laa.actions.refusals import Refused
from laa.models import Consideration, Decision, Meeting, Partner, Report, User


@transaction.atomic
def record_consideration(
    report: Report,
    *,
    cover: str,
    considered_on: date,
    meeting: Meeting | None = None,
    note: str = "",
    by: User,
) -> Consideration:
    """That an issued report was considered, on a day that has come."""
    report = as_seen(report, None)
    _must_be_possible(report, cover, considered_on)
    considered = Consideration(
        partnership=report.partnership,
        report=report,
        cover=cover,
        considered_on=considered_on,
        meeting=meeting,
        note=note.strip(),
        recorded_at=clock.now(report.partnership),
        recorded_by=by,
    )
    clean(considered)
    considered.save()
    audit.record(
        "report.consider",
        subject=report,
        by=by,
        partnership=report.partnership,
        after={"cover": cover, "on": f"{considered_on}", "note": considered.note},
    )
    return considered


def _must_be_possible(report: Report, cover: str, on: date) -> None:
    if not report.is_issued:
        raise Refused(f"{report} is not issued yet, so nobody can have considered it.")
    if cover not in report.covers:
        raise Refused("The report was not issued under that cover. Choose one that it has.")
    issued = clock.day_of(report.issued_at)
    if not issued <= on <= clock.today(report.partnership):
        raise Refused(f"It was issued on {issued:%-d %B %Y}: choose a day from then until today.")


@transaction.atomic
def record_decision(
    considered: Consideration,
    *,
    kind: str,
    text: str,
    partner: Partner | None = None,
    due: date | None = None,
    by: User,
) -> Decision:
    """A decision, or an action with the partner that does it and by when."""
    decision = Decision(
        partnership=considered.partnership,
        consideration=considered,
        meeting=considered.meeting,
        kind=kind,
        text=text.strip(),
        partner=partner,
        due=due,
        decided_on=considered.considered_on,
        recorded_at=clock.now(considered.partnership),
        recorded_by=by,
    )
    clean(decision)
    decision.save()
    audit.record(
        "report.decide",
        subject=considered.report,
        by=by,
        partnership=considered.partnership,
        after={"kind": kind, "text": decision.text},
    )
    return decision
