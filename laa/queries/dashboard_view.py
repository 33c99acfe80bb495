"""A dashboard as somebody wants it: which lines, in which order, which columns, how deeply."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property

from laa.queries.dashboard import Dashboard, Row
from laa.queries.dashboard_more import More
from laa.queries.heatmap import Heatmap, heatmap
from laa.queries.multiples import Multiple, multiples
from laa.rules.vocabulary import Comparison
from laa.rules.vocabulary import Rating as Word

COLUMNS = {
    "rating": "Rating",
    "judged": "Judged",
    "figure": "Last figure",
    "last_year": "Last year",
    "quarters": "Year so far",
    "target": "Target",
    "direction": "Direction",
    "long_direction": "Against last year",
    "outlook": "Outlook",
    "trend": "Trend",
    "lead": "Lead",
    "plan": "Plan",
    "note": "Notes",
}
"""Every column beside the indicator itself, in order."""

OPERATIONAL = frozenset({"judged", "last_year", "quarters", "long_direction", "plan", "note"})
"""Those of operational depth: boards get the headlines."""

HEADLINES = frozenset({"rating", "figure", "target", "direction", "outlook", "trend", "lead"})
USUAL = HEADLINES | {"last_year", "quarters", "judged", "long_direction"}
"""What is shown at operational depth until somebody chooses; notes are long."""

VIEWS = {"table": "Table", "heatmap": "Heatmap", "charts": "Charts"}

WORST_FIRST = [Word.OFF_TRACK, Word.AT_RISK, Word.NOT_RATED, Word.ON_TRACK, Word.BETTER]
_DIRECTIONS = [Comparison.WORSE, Comparison.SAME, Comparison.BETTER]

SORTS: dict[str, Callable[[Row], object]] = {
    "indicator": lambda row: row.commitment.indicator.reference,
    "rating": lambda row: WORST_FIRST.index(row.rating),
    "direction": lambda row: (
        _DIRECTIONS.index(row.direction) if row.direction in _DIRECTIONS else len(_DIRECTIONS)
    ),
    "lead": lambda row: row.commitment.lead.name.casefold(),
}
"""Columns that sort the table, upwards; what is worst comes first."""


def may_show(is_operational: bool) -> dict[str, str]:
    """The columns there are at a depth, with their heads."""
    return {
        name: head for name, head in COLUMNS.items() if is_operational or name not in OPERATIONAL
    }


@dataclass(frozen=True)
class Shown:
    """What is shown of a dashboard. `wanted` None: the usual columns of the depth."""

    dashboard: Dashboard
    is_operational: bool = False
    view: str = "table"
    sort: str = ""
    wanted: Collection[str] | None = None
    matches: Callable[[Row], bool] | None = field(default=None)

    @cached_property
    def rows(self) -> list[Row]:
        rows = [r for r in self.dashboard.rows if self.matches is None or self.matches(r)]
        key = SORTS.get(self.sort.removeprefix("-"))
        return sorted(rows, key=key, reverse=self.sort.startswith("-")) if key else rows

    @property
    def is_narrowed(self) -> bool:
        return self.matches is not None

    @cached_property
    def columns(self) -> dict[str, str]:
        """The columns shown, by name, with their heads; never one of another depth."""
        usual = USUAL if self.is_operational else HEADLINES
        wanted = usual if self.wanted is None else self.wanted
        there = may_show(self.is_operational)
        return {name: head for name, head in there.items() if name in wanted}

    @property
    def is_usual(self) -> bool:
        """Whether it has just the headlines, for which there are widths that suit them."""
        return set(self.columns) == HEADLINES

    @property
    def heads(self) -> list[dict]:
        """Heads with what a press on them sorts by, and how they sort now."""
        heads = {"indicator": "Indicator", **self.columns}
        return [
            {"name": name, "text": text, "sort": self._next(name), "is": self._is(name)}
            for name, text in heads.items()
        ]

    def _next(self, name: str) -> str:
        if name not in SORTS:
            return ""
        return f"-{name}" if self.sort == name else name

    def _is(self, name: str) -> str:
        return {name: "ascending", f"-{name}": "descending"}.get(self.sort, "")

    @property
    def groups(self) -> list[tuple[str, str, list[Row]]]:
        """The lines by theme, with the theme's slug; sorted ones in one group of their own."""
        if self.sort:
            return [("all", "All lines", self.rows)] if self.rows else []
        found: dict[object, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.commitment.theme, []).append(row)
        return [(theme.slug, theme.name, rows) for theme, rows in found.items()]

    @property
    def pairs(self) -> list[tuple[str, str, list[tuple[Row, More | None]]]]:
        """The groups with what operational depth adds to each line."""
        return [
            (slug, name, [(row, More(row) if self.is_operational else None) for row in rows])
            for slug, name, rows in self.groups
        ]

    @property
    def heatmap(self) -> Heatmap:
        return heatmap(self.rows)

    @property
    def multiples(self) -> list[Multiple]:
        return multiples(self.rows)
