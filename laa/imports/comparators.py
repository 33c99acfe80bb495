"""Other areas' figures from a table, read as past figures are: with the area, and its source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from laa.imports.grid import Document, Row
from laa.imports.history import HEADS, NEEDED, PastFigure, Reader, Series, find_heads, read_rows
from laa.rules.vocabulary import AreaKind

_HEADS = {
    "area": r"area|authority|council|place|name",
    "kind": r"kind|level|type|compared|geograph",
    "source": r"source|publish",
    "illustrative": r"illustrative|invented",
    **HEADS,
}
_NEEDED = ("area", *NEEDED, "source")
_KINDS = {
    AreaKind.ENGLAND: r"england|national|country",
    AreaKind.REGION: r"region",
    AreaKind.NEIGHBOUR: r"(statistical )?neighbou?r|sn\b|family|nearest",
}
_YES, _NO = {"yes", "y", "illustrative", "invented", "true"}, {"", "no", "n", "false"}
_LONGEST = {"area": 100, "source": 300}
"""Characters that are kept of what a cell says."""


@dataclass(frozen=True)
class ComparatorFigure(PastFigure):
    """One figure of another area."""

    area: str = ""
    kind: AreaKind = AreaKind.NEIGHBOUR
    source: str = ""
    is_illustrative: bool = False
    """Invented, for a demonstration."""

    @property
    def key(self) -> tuple:
        return self.strand_id, self.period, self.area.casefold()

    @property
    def named(self) -> str:
        return f"{self.ref}, {self.area}"


def read_comparators(
    document: Document, series: Mapping[tuple[str, str], Series]
) -> list[ComparatorFigure]:
    """Every figure of the table; Unreadable with all that is wrong in it."""
    at, columns = find_heads(document, _HEADS, _NEEDED)
    return read_rows(document, at, _Reader(columns, series))


class _Reader(Reader):
    def read(self, row: Row) -> ComparatorFigure | None:
        if not row.filled:
            return None
        before = len(self.problems)
        figure = super().read(row)
        area, source = self._named(row, "area"), self._named(row, "source")
        kind, is_invented = self._kind(row, area), self._invented(row)
        if len(self.problems) > before or figure is None or kind is None:
            return None
        read = {field.name: getattr(figure, field.name) for field in fields(figure)}
        told = {"area": area, "kind": kind, "source": source, "is_illustrative": is_invented}
        return ComparatorFigure(**read, **told)

    def _named(self, row: Row, name: str) -> str:
        said = self.words(row, name)
        if not said:
            self.wrong(row, name, f"No {name} is given.", f"Write the {name} of the figure.")
        elif len(said) > _LONGEST[name]:
            most = f"Shorten it to {_LONGEST[name]} letters."
            self.wrong(row, name, f"The {name} is {len(said)} letters long.", most)
        return said

    def _invented(self, row: Row) -> bool:
        """Whether the figure is said to be invented; an empty cell, or no column, is no."""
        said = self.words(row, "illustrative")
        if said.casefold() not in _YES | _NO:
            to_do = "Write yes where the figure is invented, and leave it empty where it is not."
            self.wrong(row, "illustrative", f"“{said}” is neither yes nor no.", to_do)
        return said.casefold() in _YES

    def _kind(self, row: Row, area: str) -> AreaKind | None:
        """What the area is to us; England needs no column to say so."""
        said = self.words(row, "kind")
        found = next((k for k, p in _KINDS.items() if re.match(p, said, re.IGNORECASE)), None)
        if found is None and not said and area.casefold() == "england":
            return AreaKind.ENGLAND
        if found is None:
            what = f"“{said}” is no kind of area." if said else f"What “{area}” is, is not said."
            name = "kind" if "kind" in self.columns else "area"
            self.wrong(row, name, what, "Write England, region or neighbour as its kind.")
        return found
