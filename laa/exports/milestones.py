"""Milestones as rows: a target a row, its quarters beside it."""

from laa.queries.milestones import YearOf

HEAD = ["Reference", "Title", "Strand", "Year", "Target", "Q1", "Q2", "Q3", "How they were made"]


def milestone_rows(years: list[YearOf]) -> list[list]:
    """A number stays a number; a quarter without a milestone stays empty."""
    return [HEAD, *(_row(year) for year in years)]


def _row(year: YearOf) -> list:
    indicator = year.commitment.indicator
    found = [year.milestones.get(quarter.key) for quarter in year.quarters]
    methods = {one.get_method_display() for one in found if one and one.value is not None}
    return [
        indicator.reference,
        indicator.title,
        year.strand.label,
        year.target.period,
        year.resolved.value,
        *(one.value if one else None for one in found),
        ", ".join(sorted(methods)),
    ]
