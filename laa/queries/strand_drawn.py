"""An indicator's strands with what is drawn beside their figures, read in one query."""

from dataclasses import dataclass, field

from django.db.models import F

from laa.actions.shared_parts import SharedPart, SharedTotal
from laa.models import Comparator, Figure, Indicator, SeriesBreak, Strand
from laa.rules.vocabulary import Unit

_PERIOD = ("pk", "period", "period_start", "period_end")
_BREAK = (*_PERIOD, "reason")
_COMPARATOR = (*_PERIOD, "area", "kind", "state", "value", "source", "is_illustrative")
_FIGURE = ("state", "value", "numerator", "denominator", "is_illustrative")


@dataclass
class Drawn:
    """A strand, its new definitions and other areas' figures of it, both in order of time."""

    strand: Strand
    breaks: list[SeriesBreak] = field(default_factory=list)
    comparators: list[Comparator] = field(default_factory=list)


def drawn_strands(indicator: Indicator) -> list[Drawn]:
    """The indicator's strands in their order.

    The rows are definitions × other areas' figures: few of the one, and seldom any of the other.
    """
    rows = (
        Strand.objects.filter(indicator=indicator)
        .select_related("supplier")
        .annotate(
            **{f"break_{name}": F(f"breaks__{name}") for name in _BREAK},
            **{f"other_{name}": F(f"comparators__{name}") for name in _COMPARATOR},
        )
        .order_by(
            "position", "key", "pk", "breaks__period_start", "comparators__period_end",
            "comparators__period_start", "comparators__area",
        )
    )  # fmt: skip
    found: dict[int, Drawn] = {}
    seen = set()
    for row in rows:
        if row.pk not in found:
            row.indicator = indicator
            found[row.pk] = Drawn(row)
        drawn = found[row.pk]
        for kept, model, prefix, names in (
            (drawn.breaks, SeriesBreak, "break", _BREAK),
            (drawn.comparators, Comparator, "other", _COMPARATOR),
        ):
            told = {name: getattr(row, f"{prefix}_{name}") for name in names}
            if told["pk"] and (prefix, told["pk"]) not in seen:
                seen.add((prefix, told["pk"]))
                kept.append(model(strand_id=row.pk, partnership_id=row.partnership_id, **told))
    return list(found.values())


def totals_of(strands: list[Strand], figures: list[Figure], unit: Unit) -> dict[int, SharedTotal]:
    """As `shared_totals`, of one indicator whose strands and current figures are at hand."""
    found: dict[int, SharedTotal] = {}
    for strand in strands:
        if strand.part_of_id is None:
            continue
        total = found.setdefault(strand.part_of_id, SharedTotal(strand.part_of_id, unit))
        supplier = strand.supplier or strand.indicator.supplier
        told = {
            figure.period: {name: getattr(figure, name) for name in _FIGURE}
            for figure in figures
            if figure.strand_id == strand.pk
        }
        part = SharedPart(strand.pk, strand.label, supplier.name, strand.retired_on, told)
        total.parts.append(part)
    return found
