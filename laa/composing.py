"""Bodies of reports and the files that are rendered from them: above actions, queries, reports."""

from dataclasses import dataclass

from laa import clock
from laa.models import Agreement, Board, Report, ReportFile
from laa.models.submission import canonical
from laa.queries.report_body import Asked, report_body
from laa.reports.render import rendered
from laa.rules.periods import Period
from laa.rules.report_contents import WHOLE
from laa.rules.vocabulary import Cover, FileFormat

NOT_ISSUED = "Draft of {as_at:%-d %B %Y}: not issued. It may still change."
OTHER_COVER = "The report was not issued under this cover. Its body is the one that was issued."
ON_ITS_WAY = "In approval: not issued yet."


def compose(report: Report) -> str:
    """The body that the report would have now, as canonical JSON."""
    return composed(
        Asked(
            agreement=report.agreement,
            period=report.when,
            as_at=clock.today(report.partnership),
            board=report.board,
            contents=tuple(report.contents),
            words=report.words,
        )
    )


def composed(asked: Asked) -> str:
    return canonical(report_body(asked)).decode()


@dataclass(frozen=True)
class Rendered:
    """A file of a report, and how far the report is."""

    content: bytes
    said: str


def file_of(
    agreement: Agreement, period: Period, board: Board | None, cover: Cover, format: FileFormat
) -> Rendered:
    """The file that was kept at issue; before there is one, a draft that says it is one."""
    report = (
        Report.objects.filter(agreement=agreement, period=period.key, board=board)
        .select_related("agreement__partnership__demonstration", "board")
        .first()
    )
    if report and report.is_issued:
        kept = ReportFile.objects.filter(report=report, cover=cover, format=format).first()
        if kept:
            return Rendered(
                bytes(kept.content), f"issued on {clock.day_of(report.issued_at):%-d %B %Y}"
            )
        content = rendered(report.body, cover=cover, format=format, status=OTHER_COVER)
        return Rendered(content, "issued, under other covers")
    if report and not report.is_draft:
        content = rendered(report.body, cover=cover, format=format, status=ON_ITS_WAY)
        return Rendered(content, "in approval")
    return _draft(agreement, period, board, cover, format, report)


def _draft(agreement, period, board, cover, format, report: Report | None) -> Rendered:
    today = clock.today(agreement.partnership)
    body = (
        compose(report)
        if report
        else composed(Asked(agreement, period, today, board=board, contents=WHOLE))
    )
    status = NOT_ISSUED.format(as_at=today)
    said = f"a draft, as at {today:%-d %B %Y}"
    return Rendered(rendered(body, cover=cover, format=format, status=status), said)
