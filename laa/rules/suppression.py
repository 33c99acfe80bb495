"""Small numbers stay hidden: also from whoever takes what is public from a total that is public.

A number that a supplier suppressed can be worked out where it is the only one of a sum that is not
public. Then another of the same sum is withheld too: the smallest part, which costs a reader least.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal

Cell = Hashable
Sum = Sequence[Cell]
"""A total, followed by its parts."""


def withheld(
    sums: Iterable[Sum], public: Mapping[Cell, Decimal], suppressed: Iterable[Cell]
) -> frozenset[Cell]:
    """The public cells that must be withheld so that no suppressed one can be worked out.

    `public` maps each cell that would be public to its number; a cell in neither is not known
    outside. Withholding one cell may lay bare another sum, so it goes on until none is.
    """
    sums = [tuple(each) for each in sums]
    shown, hidden = dict(public), set(suppressed)
    protected = frozenset(hidden)
    for cell in hidden:
        shown.pop(cell, None)
    while bare := _bare(sums, shown, hidden):
        chosen = _least_missed(bare, shown)
        del shown[chosen]
        hidden.add(chosen)
    return frozenset(hidden - protected)


def _bare(sums: Sequence[Sum], shown: Mapping[Cell, Decimal], hidden: set[Cell]) -> Sum | None:
    """A sum that gives a hidden cell away, or None."""
    for each in sums:
        unknown = [cell for cell in each if cell not in shown]
        if hidden.intersection(unknown) and (len(unknown) == 1 or _is_used_up(each, shown)):
            return each
    return None


def _is_used_up(each: Sum, shown: Mapping[Cell, Decimal]) -> bool:
    """Whether the public parts are all of a public total: then the hidden ones are noughts."""
    total, *parts = each
    return total in shown and shown[total] == sum(shown[part] for part in parts if part in shown)


def _least_missed(bare: Sum, shown: Mapping[Cell, Decimal]) -> Cell:
    """The smallest part that is not nought; the total where no part would hide anything."""
    total, *parts = bare
    others = [part for part in parts if shown.get(part)]
    if not others or _is_used_up(bare, shown):
        return total
    return min(others, key=lambda part: (shown[part], str(part)))
