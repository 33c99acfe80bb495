"""What each source of a project's money pays a quarter: planned, forecast and actual."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from laa.charts.bars import Group, bars
from laa.rules import periods
from laa.rules.blocks import Chart, Section
from projects.models import Funding, Project, Spend
from projects.rules.qualified import number_said

KINDS = (("planned", "target"), ("forecast", "forecast"), ("actual", "actual"))
"""The kinds of money, and what draws them: a plan is what a figure is held against."""

BARS = "Open bars are planned, dotted bars forecast and solid bars actual."


@dataclass(frozen=True)
class SourceSpend:
    """One source's quarters in order of time; a quarter that nobody entered is not among them."""

    funding: Funding
    rows: tuple[Spend, ...]

    @property
    def title(self) -> str:
        secured = "secured" if self.funding.is_secured else "not secured"
        return f"{self.funding} ({secured}): spend by quarter"

    @property
    def key(self) -> str:
        return f"spend-{self.funding.uuid}"

    @property
    def said(self) -> str:
        """The chart in words, for those who do not see it."""
        told = "; ".join(f"{label(row.period)}: {_row_said(row)}" for row in self.rows)
        return f"{told}. The table below holds the same."

    @property
    def groups(self) -> list[Group]:
        return [
            Group(*_place(row.period), [(drawn, getattr(row, name)) for name, drawn in KINDS])
            for row in self.rows
        ]

    def chart(self):
        """Bars of every quarter; empty where there is no number."""
        return bars(
            self.groups, identifier=self.key, title=f"{self.title}, in £", description=self.said
        )

    def section(self) -> Section:
        """The same for a report, which keeps it as plain data."""
        line = [
            {**asdict(group), "values": [[kind, _text(value)] for kind, value in group.values]}
            for group in self.groups
        ]
        chart = Chart(f"{self.title}, in £", self.said, {"bars": line})
        return Section(self.key, self.title, (chart,))


def label(quarter: str) -> str:
    return periods.period(quarter).short_label


def _place(quarter: str) -> tuple[str, str]:
    """Q1 and 2008/09."""
    year, _, within = quarter.partition("-")
    return within, year


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _row_said(row: Spend) -> str:
    return ", ".join(f"{name} {money_said(getattr(row, name))}" for name, _ in KINDS)


def money_said(value: Decimal | None) -> str:
    """None is not known, which is not zero."""
    return "not known" if value is None else number_said(value, "£")


def spend_of(project: Project, rows: Iterable[Spend] | None = None) -> list[SourceSpend]:
    """Every source that has a number in some quarter, by name."""
    if rows is None:
        rows = Spend.objects.of(project).select_related("funding")
    found: dict[Funding, list[Spend]] = {}
    for row in sorted(rows, key=lambda row: (row.funding.source, row.funding_id, row.period)):
        if any(getattr(row, name) is not None for name, _ in KINDS):
            found.setdefault(row.funding, []).append(row)
    return [SourceSpend(funding, tuple(told)) for funding, told in found.items()]


def total_of(rows: Iterable[Spend], name: str) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(known, Decimal(0)) if known else None


def spend_said(rows: list[Spend]) -> str:
    """The sums in a sentence. What is spent stands beside the plan for the same quarters only."""
    parts = [f"{name} {money_said(total_of(rows, name))}" for name, _ in KINDS]
    spent = [row for row in rows if row.actual is not None]
    if spent and len(spent) < len(rows):
        planned = money_said(total_of(spent, "planned"))
        parts[-1] += f" (known for {len(spent)} of {len(rows)} entries, planned {planned})"
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}."
