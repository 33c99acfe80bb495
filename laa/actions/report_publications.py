"""Making an issued report public from a day on, and taking it back."""

from datetime import date

from django.db import transaction

from laa import audit, clock
from laa.actions.changes import hold
from laa.actions.publications import must_be_to_come
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import Report, ReportPublication, User
from laa.rules.report_publishing import why_report_is_not_public
from laa.rules.vocabulary import Cover


@transaction.atomic
def publish_report(report: Report, *, public_from: date, by: User | None) -> ReportPublication:
    """Show an issued report under its public cover, from a day on; another day replaces it."""
    hold(report.partnership)
    must_be_to_come(public_from, clock.today(report.partnership))
    if why := why_not_public(report):
        raise Refused(why)
    if standing := report.publications.standing().first():
        if standing.public_from <= public_from:
            raise NothingToDo(f"It is public from {standing.public_from:%-d %B %Y} already.")
        _end(standing, by=by, because="Public from another day.")
    made = ReportPublication.objects.create(
        partnership=report.partnership,
        report=report,
        public_from=public_from,
        published_at=clock.now(report.partnership),
        published_by=by,
    )
    _record(report, "report.publish", by=by, after={"public_from": f"{public_from}"})
    return made


def why_not_public(report: Report) -> str:
    """Why a report cannot be published, and what to do; "" where it can."""
    if not report.is_issued:
        said = report.get_state_display().lower()
        return f"{report} is {said}. Only an issued report can be public."
    if Cover.PUBLIC not in report.audiences:
        return (
            f"{report} was not issued under the public cover. Choose that cover for the next one."
        )
    why = why_report_is_not_public(report.said)
    return f"{report} cannot be public. {why}" if why else ""


@transaction.atomic
def withdraw_report(report: Report, *, reason: str, by: User) -> ReportPublication:
    """Take a report back from the public; what was public, and until when, stays on record."""
    if not reason.strip():
        raise ReasonMissing("Say why the report is taken back; the reason is kept.")
    hold(report.partnership)
    standing = report.publications.standing().first()
    if standing is None:
        raise NothingToDo(f"{report} is not public.")
    _end(standing, by=by, because=reason.strip())
    _record(report, "report.unpublish", by=by, note=reason.strip())
    return standing


def _end(row: ReportPublication, *, by: User | None, because: str) -> None:
    row.withdrawn_at = clock.now(row.partnership)
    row.withdrawn_by = by
    row.withdrawn_because = because
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])


def _record(report: Report, action: str, *, by: User | None, **told) -> None:
    audit.record(action, subject=report, by=by, partnership=report.partnership, **told)
