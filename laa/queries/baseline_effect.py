"""What the targets that rest on a baseline would become, before the baseline is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from laa.actions.cells import Cells
from laa.actions.targets import Change, fields_of
from laa.models import Baseline, Commitment, Strand, Target
from laa.queries.targets_page import PrintedCell
from laa.rules import figures
from laa.rules.notation import Reading
from laa.rules.periods import period
from laa.rules.targets import BASELINE, CHANGES, TESTS, Resolved

Readings = Sequence[tuple[PrintedCell, Reading]]


@dataclass(frozen=True)
class Becomes:
    """A target that rests on a baseline: what it comes to now, and what it would come to."""

    label: str
    text: str
    now: str
    then: str
    working: str
    warnings: tuple[str, ...]


def what_becomes(readings: Readings) -> list[Becomes]:
    """For every baseline among the changes, the targets that move with it or wait still.

    Targets that change along with it are taken as they would be. In three queries.
    """
    moved = {cell.commitment.pk: cell.commitment for cell, _ in readings if _is_baseline(cell)}
    if not moved:
        return []
    cells = Cells(moved.values())
    now = {_place(target): cells.resolved(target) for target in _resting(cells)}
    _try(cells, [pair for pair in readings if pair[0].commitment.pk in moved])
    found = [
        (target, now.get(_place(target)), cells.resolved(target)) for target in _resting(cells)
    ]
    return [
        _becomes(target, cells.commitments[target.commitment_id], before, after)
        for target, before, after in found
        if before != after or after.waits_for
    ]


def _is_baseline(cell: PrintedCell) -> bool:
    return cell.period == BASELINE


def _place(target: Target) -> tuple:
    return target.commitment_id, target.strand_id, target.period, target.text


def _resting(cells: Cells) -> Iterator[Target]:
    for targets in cells.targets.values():
        yield from (target for target in targets if target.kind in CHANGES | TESTS)


def _try(cells: Cells, readings: Iterable[tuple[PrintedCell, Reading]]) -> None:
    """Go by the cells as they would be; nothing is written."""
    for cell, reading in readings:
        for strand in cell.commitment.indicator.strands.all():
            fields = fields_of(Change(cell.commitment, cell.period, reading), strand)
            if _is_baseline(cell):
                before = cells.baseline(cell.commitment, strand.pk)
                of = reading.period or (before.period if before else "")
                tried = Baseline(commitment=cell.commitment, strand=strand, period=of, **fields)
                cells.try_baseline(cell.commitment, strand.pk, tried)
            else:
                _try_target(cells, cell, strand, fields)


def _try_target(cells: Cells, cell: PrintedCell, strand: Strand, fields: dict) -> None:
    when = period(cell.period)
    tried = Target(
        commitment=cell.commitment,
        strand=strand,
        period=when.key,
        period_start=when.start,
        period_end=when.end,
        **fields,
    )
    key = cell.commitment.pk, strand.pk
    others = [target for target in cells.targets[key] if target.period != when.key]
    cells.targets[key] = sorted([*others, tried], key=lambda target: target.period_start)


def _becomes(
    target: Target, commitment: Commitment, before: Resolved | None, after: Resolved
) -> Becomes:
    indicator = commitment.indicator
    labels = {strand.pk: strand.label for strand in indicator.strands.all()}
    named = (indicator.reference, period(target.period).short_label, labels[target.strand_id])
    return Becomes(
        ", ".join(filter(None, named)),
        target.text,
        _said(before, indicator.unit) if before else "another target",
        _said(after, indicator.unit),
        after.working,
        after.warnings,
    )


def _said(resolved: Resolved, unit: str) -> str:
    if resolved.value is not None:
        return figures.with_unit(resolved.value, unit)
    return f"waits for {resolved.waits_for}" if resolved.waits_for else "can be judged"
