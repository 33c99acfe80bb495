"""Targets and baselines of some promises, with every version each has had."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from laa.imports.refresh import Standing
from laa.models import Baseline, Commitment, Target
from laa.rules import figures
from laa.rules.periods import PeriodKind, every, period
from laa.rules.targets import BASELINE
from laa.rules.vocabulary import CellState, Frequency, Polarity


@dataclass
class PrintedCell:
    """A cell of one promise over its strands: what it says now, and what it said before."""

    commitment: Commitment
    period: str
    rows: list[Target | Baseline] = field(default_factory=list)
    versions: list[Target | Baseline] = field(default_factory=list)
    span: str = ""
    """The period of the waiting span of which this is a single year, without a cell of its own."""

    @property
    def label(self) -> str:
        return "Baseline" if self.period == BASELINE else period(self.period).short_label

    @property
    def text(self) -> str:
        return self.rows[0].text if self.rows else ""

    @property
    def is_waiting(self) -> bool:
        return any(row.is_waiting for row in self.rows)

    @property
    def field_name(self) -> str:
        return f"{self.commitment.indicator.slug}_{self.period}"

    @cached_property
    def standing(self) -> Standing:
        """The cell as readings need it."""
        indicator = self.commitment.indicator
        return Standing(
            indicator.reference,
            self.period,
            self.text,
            tuple(strand.key for strand in indicator.strands.all()),
            Frequency(indicator.frequency),
            Polarity(indicator.polarity),
        )

    @property
    def state_said(self) -> str:
        return CellState(self.rows[0].state).label if self.rows else ""

    @property
    def said(self) -> str:
        unit = self.commitment.indicator.unit
        return "; ".join(
            f"{row.strand.label} {figures.with_unit(row.value, unit)}".strip()
            for row in self.rows
            if row.value is not None
        )


def targets_page(commitments: Iterable[Commitment]) -> list[list[PrintedCell]]:
    """For each promise its baseline and its targets in order of time, in four queries."""
    commitments = list(commitments)
    found: dict[int, dict[str, PrintedCell]] = defaultdict(dict)
    for commitment in commitments:
        found[commitment.pk][BASELINE] = PrintedCell(commitment, BASELINE)
    for model, order in ((Baseline, ()), (Target, ("period_start",))):
        rows = model.objects.filter(commitment__in=commitments).select_related(
            "strand", "recorded_by", "superseded_by"
        )
        for row in rows.order_by("commitment", *order, "strand__position", "version"):
            _add(found[row.commitment_id], row)
    return [_with_years(found[commitment.pk]) for commitment in commitments]


def _add(cells: dict[str, PrintedCell], row: Target | Baseline) -> None:
    key = row.period if isinstance(row, Target) else BASELINE
    cell = cells.setdefault(key, PrintedCell(cells[BASELINE].commitment, key))
    cell.versions.append(row)
    if getattr(row, "superseded_by", None) is None:
        cell.rows.append(row)


def _with_years(cells: dict[str, PrintedCell]) -> list[PrintedCell]:
    """The cells; behind a span that waits, a blank one for each of its years that has none."""
    found = []
    for key, cell in cells.items():
        found.append(cell)
        if cell.is_waiting and key != BASELINE and period(key).kind == PeriodKind.SPAN:
            span = period(key)
            years = every(Frequency.FINANCIAL_YEAR, span.start, span.end)
            found += [
                PrintedCell(cell.commitment, year.key, span=key)
                for year in years
                if year.key not in cells
            ]
    return found
