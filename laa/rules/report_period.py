"""Which periods a report can be about."""

from datetime import date

from laa.rules.periods import Period, PeriodKind

REPORTED = (PeriodKind.QUARTER, PeriodKind.FINANCIAL_YEAR)


def cannot_report_on(
    period: Period, starts: date, ends: date, today: date, agreement: str
) -> str | None:
    """Why there can be no report of an agreement on a period, and what to do; None: there can."""
    if period.kind not in REPORTED:
        return f"“{period.label}” is no quarter and no financial year. Write it as 2008/09-Q1."
    if not period.is_within(starts, ends):
        return (
            f"{period.short_label} is outside the term of {agreement}, {starts:%-d %B %Y} to "
            f"{ends:%-d %B %Y}. Choose a period within it."
        )
    if not period.is_over(today):
        return (
            f"{period.short_label} is not over on {today:%-d %B %Y}. "
            f"Choose a period that ended before."
        )
    return None
