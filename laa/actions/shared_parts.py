"""The parts of totals with what came in of each: read once, for every period."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from laa.models import Strand
from laa.rules import shared
from laa.rules.vocabulary import FigureState, Unit

_FIGURE = ("period", "version", "state", "value", "numerator", "denominator", "is_illustrative")


@dataclass
class SharedPart:
    """A strand that is part of a total, with the newest figure of each period by its key."""

    strand_id: int
    label: str
    supplier: str
    retired_on: date | None
    figures: dict[str, dict] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The part and who returns it: "Rother (Rother District Council)"."""
        if self.label in ("", self.supplier):
            return self.supplier
        return f"{self.label} ({self.supplier})"

    def at(self, period: str) -> shared.Part:
        found = self.figures.get(period)
        if found is None:
            return shared.Part(self.name)
        return shared.Part(
            self.name,
            FigureState(found["state"]),
            found["value"],
            found["numerator"],
            found["denominator"],
        )


@dataclass
class SharedTotal:
    """A strand that is the sum of others."""

    strand_id: int
    unit: Unit
    parts: list[SharedPart] = field(default_factory=list)

    def at(self, period: str, end: date) -> shared.Total:
        """What the parts come to for a period; one that was retired before its end is no part."""
        return shared.total_of([part.at(period) for part in self._of(end)], self.unit)

    def is_illustrative(self, period: str, end: date) -> bool:
        """Whether the total has an invented part."""
        figures = [part.figures.get(period, {}) for part in self._of(end)]
        return any(figure.get("is_illustrative") for figure in figures)

    def _of(self, end: date) -> list[SharedPart]:
        return [each for each in self.parts if not each.retired_on or each.retired_on > end]


def shared_totals(totals: Iterable[int]) -> dict[int, SharedTotal]:
    """Totals by their strand's pk, with parts and figures, in one query; no parts, no total."""
    rows = (
        Strand.objects.filter(part_of__in=set(totals))
        .order_by("position", "key", "pk", "figures__version")
        .values(
            "pk",
            "part_of",
            "part_of__indicator__unit",
            "label",
            "retired_on",
            "supplier__name",
            "indicator__supplier__name",
            *[f"figures__{name}" for name in _FIGURE],
        )
    )
    found: dict[int, SharedTotal] = {}
    parts: dict[int, SharedPart] = {}
    for row in rows:
        total = found.setdefault(
            row["part_of"], SharedTotal(row["part_of"], Unit(row["part_of__indicator__unit"]))
        )
        if row["pk"] not in parts:
            supplier = row["supplier__name"] or row["indicator__supplier__name"]
            part = SharedPart(row["pk"], row["label"], supplier, row["retired_on"])
            parts[part.strand_id] = part
            total.parts.append(part)
        if row["figures__period"]:
            # In order of their versions, so that the newest of a period stays.
            figure = {name: row[f"figures__{name}"] for name in _FIGURE}
            parts[row["pk"]].figures[figure["period"]] = figure
    return found
