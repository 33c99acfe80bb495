"""Everything a partnership's agreements wait for: what, for whom, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from laa.actions.cells import Cells
from laa.models import Baseline, Commitment, Strand, Target
from laa.rules.vocabulary import CellState

TARGET, PLACEHOLDER, BASELINE, BASE = "target", "placeholder", "baseline", "base"
KINDS = {
    TARGET: "A target to be set",
    PLACEHOLDER: "A printed 0 to be confirmed",
    BASELINE: "A baseline to come",
    BASE: "A target that waits for its base",
}


@dataclass(frozen=True)
class Waiting:
    """One thing that is waited for. `due` None where the document names no day."""

    kind: str
    commitment: Commitment
    strand: Strand
    cell: Target | Baseline
    what: str
    due: date | None
    is_overdue: bool

    @property
    def kind_said(self) -> str:
        return KINDS[self.kind]

    @property
    def period_said(self) -> str:
        return self.cell.when.short_label if isinstance(self.cell, Target) else "Baseline"


def waiting_list(commitments: Iterable[Commitment], *, today: date) -> list[Waiting]:
    """What is waiting, the earliest day first, what has no day last; in four queries."""
    cells = Cells(commitments)
    strands = Strand.objects.filter(indicator__commitments__in=cells.commitments).in_bulk()
    found = []
    for (commitment_id, strand_id), rows in cells.targets.items():
        commitment, strand = cells.commitments[commitment_id], strands[strand_id]
        if strand.part_of_id:
            # A part of a shared figure has no target of its own: its total has.
            rows = [target for target in rows if target.state != CellState.TO_BE_SET]
        for target in rows:
            if said := _target(cells, target):
                found.append(_waiting(*said, commitment, strand, target, today))
    for (commitment_id, strand_id), row in cells.baselines.items():
        is_of_a_part = strands[strand_id].part_of_id and row.state == CellState.TO_BE_SET
        if row.is_waiting and not is_of_a_part:
            commitment, strand = cells.commitments[commitment_id], strands[strand_id]
            said = CellState(row.state).label
            found.append(_waiting(BASELINE, said, commitment, strand, row, today))
    return sorted(found, key=_by_day)


def _target(cells: Cells, target: Target) -> tuple[str, str] | None:
    """What kind of waiting it is, and for what; None where the target can be used."""
    if target.state == CellState.PLACEHOLDER_ZERO:
        return PLACEHOLDER, CellState.PLACEHOLDER_ZERO.label
    if target.is_waiting:
        return TARGET, CellState(target.state).label
    if target.state == CellState.RELATIVE and (waits := cells.resolved(target).waits_for):
        return BASE, f"Awaiting {waits}"
    return None


def _waiting(kind, what, commitment, strand, cell, today: date) -> Waiting:
    is_overdue = cell.due is not None and cell.due < today
    return Waiting(kind, commitment, strand, cell, what, cell.due, is_overdue)


def _by_day(each: Waiting):
    return (each.due is None, each.due or date.max, each.commitment.printed_row, each.period_said)
