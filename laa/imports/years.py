"""Whether the tables' years are the agreement's."""

from collections.abc import Iterator

from laa.imports.grid import letter
from laa.imports.heads import Column, Heads, Part
from laa.imports.problems import Problem
from laa.imports.table import Tables
from laa.imports.year_heads import how_to_write, names_a_time
from laa.rules import periods
from laa.rules.periods import Period, PeriodKind


def check_years(tables: Tables, first_year: int, problems: list[Problem]) -> Iterator[str]:
    """Warnings about the years; what cannot stand goes into `problems`."""
    for heads in tables.heads:
        problems += _of(heads, tables, first_year)
        columns = heads.of(Part.TARGET)
        if any(column.is_doubtful for column in columns):
            yield (
                "The target columns name no years; the first is taken as "
                f"{periods.financial_year(first_year)}."
            )
        singles = [c for c in columns if c.period and c.period.kind == PeriodKind.CALENDAR_YEAR]
        if singles:
            yield (
                f"“{singles[0].head}” is read as a calendar year. Write it as 2008/09 if it is a "
                "financial year."
            )


def _of(heads: Heads, tables: Tables, first_year: int) -> Iterator[Problem]:
    columns = [column for column in heads.of(Part.TARGET) if column.period]
    sheet = next((row.sheet for row in tables.rows if row.heads is heads), "")
    row = next((row.row.number for row in tables.rows if row.heads is heads), None)
    unread = _unread(heads)
    if not columns:
        yield Problem(
            "The table has no column of targets.",
            _how_to(unread) or "Give each target column its year as head, such as 2008/09.",
            sheet,
        )
        return
    seen = set()
    for column in columns:
        if column.period in seen:
            yield Problem(
                f"{column.period} is the head of two target columns.",
                "Keep one of them, or correct its year.",
                sheet,
                column=letter(column.index),
            )
        seen.add(column.period)
    first = min(columns, key=lambda column: column.period.start)
    if first_year not in (first.period.start.year, first.period.end.year):
        yield Problem(
            f"The first targets are for {first.period.label}, but the agreement begins in "
            f"{periods.financial_year(first_year)}.",
            _how_to(unread) or _another_year(heads, tables),
            sheet,
            row and row - heads.rows,
            letter((unread or [first])[0].index),
        )


def _unread(heads: Heads) -> list[Column]:
    """Heads that name a time, and no year that anybody can read."""
    columns = [*heads.of(Part.TARGET), *heads.of(Part.UNKNOWN)]
    return [c for c in columns if not c.period and names_a_time(c.head)]


def _how_to(unread: list[Column]) -> str:
    if not unread:
        return ""
    listed = ", ".join(f"“{column.head}”" for column in unread)
    return f"{listed} could not be read as a year. {how_to_write(unread[0].head)}"


def _another_year(heads: Heads, tables: Tables) -> str:
    """Another first year helps only where every table begins in it."""
    firsts = {_first(each) for each in tables.heads if not each.is_statutory}
    first = _first(heads)
    if len(firsts) > 1:
        return "Correct the head. Another agreement in the same file has to be loaded by itself."
    if first.kind != PeriodKind.FINANCIAL_YEAR:
        return "Correct the head, and write it as a financial year, such as 2008/09."
    return (
        f"Correct the head, or take {first.key} as the first year (--first-year "
        f"{first.start.year})."
    )


def _first(heads: Heads) -> Period | None:
    found = [column.period for column in heads.of(Part.TARGET) if column.period]
    return min(found, default=None)
