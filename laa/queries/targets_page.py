"""Targets and baselines of some promises, with every version each has had."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from laa.models import Baseline, Commitment, Target
from laa.rules import figures
from laa.rules.periods import period
from laa.rules.targets import BASELINE
from laa.rules.vocabulary import CellState


@dataclass
class PrintedCell:
    """A cell of one promise over its strands: what it says now, and what it said before."""

    commitment: Commitment
    period: str
    rows: list[Target | Baseline] = field(default_factory=list)
    versions: list[Target | Baseline] = field(default_factory=list)

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
            _add(found[row.commitment_id], row, commitments)
    return [list(found[commitment.pk].values()) for commitment in commitments]


def _add(cells: dict[str, PrintedCell], row, commitments: list[Commitment]) -> None:
    key = row.period if isinstance(row, Target) else BASELINE
    commitment = cells[BASELINE].commitment
    cell = cells.setdefault(key, PrintedCell(commitment, key))
    cell.versions.append(row)
    if getattr(row, "superseded_by", None) is None:
        cell.rows.append(row)
