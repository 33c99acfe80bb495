"""The reports that the public may read."""

from datetime import date

from laa import clock
from laa.models import Agreement, Report, ReportPublication
from laa.rules.vocabulary import Cover


def public_reports(agreement: Agreement, today: date) -> list[ReportPublication]:
    """Those whose day has come, the newest period first, without their bodies."""
    found = ReportPublication.objects.public(today).filter(report__agreement=agreement)
    found = found.select_related("report__board", "report__agreement").defer("report__body")
    return list(found.order_by("-report__period_end", "report__board__name", "pk"))


def public_report(partnership: str, agreement: str, report: str) -> Report | None:
    """None where the public may not read it, just as if it did not exist."""
    found = Report.objects.issued().filter(
        uuid=report, agreement__slug=agreement, partnership__slug=partnership
    )
    found = found.select_related("agreement__partnership__demonstration", "board").first()
    if found is None:
        return None
    found.partnership = found.agreement.partnership
    today = clock.today(found.partnership)
    return found if found.publications.public(today).exists() else None


def public_files(report: Report):
    """The files under the public cover. The JSON is left out: it says more than it shows."""
    return report.files.filter(cover=Cover.PUBLIC).exclude(format="json").defer("content")
