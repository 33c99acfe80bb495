"""Reports: made, worded, brought up to date, thrown away while they are drafts."""

import hashlib
from collections.abc import Callable, Iterable

from django.db import transaction

from laa import audit, clock
from laa.actions.changes import as_seen, clean, hold
from laa.actions.refusals import Refused
from laa.models import Agreement, Board, Report, User
from laa.rules.periods import Period
from laa.rules.report_contents import USUAL_COVERS, WHOLE
from laa.rules.report_period import cannot_report_on

Compose = Callable[[Report], str]
"""Composes a report's body, as canonical JSON: reading is for the layers above."""


@transaction.atomic
def make_report(
    *,
    agreement: Agreement,
    period: Period,
    board: Board | None = None,
    contents: Iterable[str] = WHOLE,
    covers: Iterable[str] = USUAL_COVERS,
    words: dict | None = None,
    compose: Compose,
    by: User | None,
) -> Report:
    """A draft with a body as at today; refuses a period that no report can be about."""
    partnership = agreement.partnership
    hold(partnership)
    today = clock.today(partnership)
    if why := cannot_report_on(period, agreement.starts, agreement.ends, today, str(agreement)):
        raise Refused(why)
    report = Report(
        partnership=partnership,
        agreement=agreement,
        board=board,
        period=period.key,
        period_start=period.start,
        period_end=period.end,
        contents=list(contents),
        covers=list(covers),
        words=words or {},
        as_at=today,
        made_at=clock.now(partnership),
        made_by=by,
    )
    _must_be_the_only_one(report)
    _compose(report, compose)
    clean(report)
    report.save()
    _record(report, "report.make", by=by, after={"sha256": report.sha256})
    return report


def _must_be_the_only_one(report: Report) -> None:
    others = Report.objects.filter(
        agreement=report.agreement, board=report.board, period=report.period
    )
    if others.exists():
        raise Refused(f"There is a {report} already. Open it from the list of reports.")


@transaction.atomic
def edit_report(
    report: Report,
    *,
    contents: Iterable[str],
    covers: Iterable[str],
    words: dict,
    compose: Compose,
    seen: str | None = None,
    by: User,
) -> Report:
    """Other parts, covers or words; its body takes in what is signed off by today."""
    report = draft(as_seen(report, seen))
    before = {"contents": report.contents, "covers": report.covers, "words": report.words}
    report.contents, report.covers = list(contents), list(covers)
    report.words = words
    after = {"contents": report.contents, "covers": report.covers, "words": report.words}
    _compose(report, compose)
    clean(report)
    report.save()
    _record(report, "report.edit", by=by, before=before, after=after)
    return report


@transaction.atomic
def refresh_report(report: Report, *, compose: Compose, by: User) -> Report:
    """Take in what was signed off since the draft was composed."""
    report = draft(as_seen(report, None))
    before = report.sha256
    _compose(report, compose)
    report.save()
    _record(
        report, "report.refresh", by=by, before={"sha256": before}, after={"sha256": report.sha256}
    )
    return report


@transaction.atomic
def discard_report(report: Report, *, by: User) -> None:
    """Only a draft that was never put forward: what somebody read for approval stays."""
    report = draft(as_seen(report, None))
    if report.attempt:
        raise Refused(f"{report} was put forward before, so it is kept. Edit it instead.")
    _record(report, "report.discard", by=by, before={"sha256": report.sha256})
    report.delete()


def draft(report: Report) -> Report:
    """The report if it is a draft; refuses if not."""
    if not report.is_draft:
        said = report.get_state_display().lower()
        raise Refused(f"{report} is {said}, so it does not change. Take it back to a draft first.")
    return report


def _compose(report: Report, compose: Compose) -> None:
    report.as_at = clock.today(report.partnership)
    report.body = compose(report)
    report.sha256 = hashlib.sha256(report.body.encode()).hexdigest()


def _record(report: Report, action: str, *, by: User | None, **told) -> None:
    audit.record(action, subject=report, by=by, partnership=report.partnership, **told)
