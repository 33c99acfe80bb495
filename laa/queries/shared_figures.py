"""What a total still waits for, by part and by who returns it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from laa.actions.shared_parts import SharedTotal, shared_totals
from laa.models import ReturnLine, Round, Strand
from laa.rules import periods
from laa.rules.shared import names
from laa.rules.vocabulary import FigureState


@dataclass(frozen=True)
class Awaited:
    """A total of which parts are missing for a period."""

    total: Strand
    when: periods.Period
    parts: tuple[str, ...]
    of: int

    @property
    def said(self) -> str:
        """ "Q4 2008/09: 1 of 3 parts is missing, Rother (Rother District Council)"."""
        verb = "is" if len(self.parts) == 1 else "are"
        count = f"{len(self.parts)} of {self.of} parts {verb} missing"
        return f"{self.when.short_label}: {count}, {names(self.parts)}"


def awaited(strand: Strand, total: SharedTotal | None, *, after: date | None) -> Awaited | None:
    """What is missing of a total for the newest period of which a part was signed off.

    `after` is the end of the period of which the total was told last; None: never. None where
    nothing is missing, or where the strand is no total.
    """
    begun = _begun(total) if total else None
    if begun is None or (after is not None and begun.end <= after):
        return None
    missing = total.at(begun.key, begun.end).missing
    return Awaited(strand, begun, missing, len(total.parts)) if missing else None


def _begun(total: SharedTotal) -> periods.Period | None:
    found = [
        periods.period(period)
        for part in total.parts
        for period, figure in part.figures.items()
        if figure["state"] not in (FigureState.LOADED, FigureState.FORECAST)
    ]
    return max(found, key=lambda period: period.end, default=None)


def awaited_in(round_: Round) -> list[Awaited]:
    """The totals that a round asks the parts of and that are not complete, in printed order."""
    lines = (
        ReturnLine.objects.filter(round=round_, strand__part_of__isnull=False, is_due=True)
        .select_related("strand__part_of__indicator")
        .order_by("strand__indicator__reference", "strand__part_of__position", "period_start")
    )
    asked = {(line.strand.part_of_id, line.period): line for line in lines}
    found = shared_totals({total for total, _ in asked})
    waiting = []
    for (pk, period), line in asked.items():
        missing = found[pk].at(period, line.period_end).missing
        if missing:
            of = len(found[pk].parts)
            waiting.append(Awaited(line.strand.part_of, line.when, missing, of))
    return waiting


def others_awaited(lines: Iterable[ReturnLine]) -> Mapping[int, str]:
    """Of each line that is a part, by its pk, what the total waits for beside it; two queries."""
    parts = [line for line in lines if line.strand.part_of_id and line.is_due]
    if not parts:
        return {}
    found = shared_totals({line.strand.part_of_id for line in parts})
    totals = Strand.objects.select_related("indicator").in_bulk(list(found))
    return {line.pk: _beside(line, totals, found) for line in parts}


def _beside(line: ReturnLine, totals: Mapping[int, Strand], found) -> str:
    total = found[line.strand.part_of_id]
    own = next(part.name for part in total.parts if part.strand_id == line.strand_id)
    others = [name for name in total.at(line.period, line.period_end).missing if name != own]
    said = f"A part of {totals[line.strand.part_of_id]}."
    return f"{said} Missing beside yours: {names(others)}." if others else said
