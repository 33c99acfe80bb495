"""What a person decided about a document: a file that can be applied again.

JSON, all parts optional (docs/imports.md has an example):

    {"agreement":  {"slug", "kind", "source", "strategy", "strategy_years",
                  "recorded_on", "promise"},
     "partners":   [{"slug", "name", "abbreviation", "part_of", "aliases": [...]}],
     "aliases":    {"printed name": "slug"},
     "splits":     {"printed name": ["slug", ...]},
     "themes":     {"printed theme": {"slug", "name"}},
     "boards":     [{"slug", "name", "kind", "depth", "themes": [...] or null,
                     "seats": [lines as printed], "starred": what a star says}],
     "indicators": {"NI 186": {"polarity", "unit", "title", "lead", ...}},
     "cells":      [{"ref", "period" ("baseline" or a key), "state", "value", ...}]}
"""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from laa.imports.problems import Problem, Unreadable, unreadable
from laa.rules.periods import NotAPeriod, period
from laa.rules.vocabulary import (
    Accumulation,
    CellKind,
    CellState,
    Frequency,
    Polarity,
    Promise,
    Unit,
)

BASELINE = "baseline"

_TEXT, _NUMBER, _COUNT, _DAY, _LIST = str, Decimal, int, date, list
_INDICATOR = {
    "title": _TEXT,
    "slug": _TEXT,
    "definition": _TEXT,
    "source": _TEXT,
    "polarity": Polarity,
    "polarity_basis": _TEXT,
    "unit": Unit,
    "unit_detail": _TEXT,
    "places": _COUNT,
    "accumulates": Accumulation,
    "frequency": Frequency,
    "lag_days": _COUNT,
    "lowest": _NUMBER,
    "highest": _NUMBER,
    "supplier": _TEXT,
    "lead": _TEXT,
    "theme": _TEXT,
    "designation": _TEXT,
    "strands": dict,
    "proposed": _LIST,
}
_CELL = {
    "ref": _TEXT,
    "period": _TEXT,
    "strand": _TEXT,
    "kind": CellKind,
    "state": CellState,
    "value": _NUMBER,
    "change": _NUMBER,
    "base": _TEXT,
    "secondary": _NUMBER,
    "due": _DAY,
    "of": _TEXT,
    "because": _TEXT,
    "typed": _TEXT,
}
_AGREEMENT = {
    "slug": _TEXT,
    "kind": _TEXT,
    "source": _TEXT,
    "strategy": _TEXT,
    "strategy_years": _COUNT,
    "recorded_on": _DAY,
    "promise": Promise,
}
_PARTNER = {
    "slug": _TEXT,
    "name": _TEXT,
    "abbreviation": _TEXT,
    "part_of": _TEXT,
    "aliases": _LIST,
}
_BOARD = {
    "slug": _TEXT,
    "name": _TEXT,
    "kind": _TEXT,
    "depth": _TEXT,
    "themes": _LIST,
    "seats": _LIST,
    "starred": _TEXT,
}
_THEME = {"slug": _TEXT, "name": _TEXT}


@dataclass(frozen=True)
class Decisions:
    """Decisions with their values typed; empty where nobody decided anything."""

    agreement: dict[str, Any] = field(default_factory=dict)
    partners: list[dict[str, Any]] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    splits: dict[str, list[str]] = field(default_factory=dict)
    themes: dict[str, dict[str, Any]] = field(default_factory=dict)
    boards: list[dict[str, Any]] = field(default_factory=list)
    indicators: dict[str, dict[str, Any]] = field(default_factory=dict)
    cells: list[dict[str, Any]] = field(default_factory=list)

    @property
    def promise(self) -> Promise | None:
        """Which of two targets for one year is the promise; None where nobody said."""
        return self.agreement.get("promise")

    def of_cell(self, ref: str, period: str, strand: str) -> dict[str, Any]:
        """What was decided of one cell, later decisions over earlier ones."""
        merged: dict[str, Any] = {}
        for cell in self.cells:
            if (cell["ref"], cell["period"], cell.get("strand", strand)) == (ref, period, strand):
                merged |= cell
        return merged


def read_decisions(text: str | bytes) -> Decisions:
    """The decisions of a file; Unreadable with everything that is wrong in it."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(
            f"The decisions are no JSON: {error}.", "Download them again, or correct the file."
        ) from None
    if not isinstance(given, dict):
        raise unreadable("The decisions are no JSON object.", "Begin with { and end with }.")
    reader = _Reader()
    decisions = Decisions(
        agreement=reader.row(given.get("agreement", {}), _AGREEMENT, "agreement"),
        partners=reader.rows(given.get("partners", []), _PARTNER, "partners", ("slug",)),
        aliases=reader.texts(given.get("aliases", {}), "aliases"),
        splits=reader.lists(given.get("splits", {}), "splits"),
        themes=reader.named(given.get("themes", {}), _THEME, "themes"),
        boards=reader.rows(given.get("boards", []), _BOARD, "boards", ("slug", "name")),
        indicators=reader.named(given.get("indicators", {}), _INDICATOR, "indicators"),
        cells=reader.rows(given.get("cells", []), _CELL, "cells", ("ref", "period")),
    )
    reader.check_periods(decisions.cells)
    reader.unknown(given, Decisions.__dataclass_fields__, "the decisions")
    if reader.problems:
        raise Unreadable(reader.problems)
    return decisions


class _Reader:
    """Types the values, and collects what cannot be typed."""

    def __init__(self):
        self.problems: list[Problem] = []

    def rows(self, given, fields, where: str, needed: tuple[str, ...]) -> list[dict]:
        if not isinstance(given, list):
            self._wrong(f"“{where}” is no list.", "Put it in [ and ].")
            return []
        found = []
        for number, row in enumerate(given, start=1):
            typed = self.row(row, fields, f"{where}, entry {number}")
            missing = [name for name in needed if not typed.get(name)]
            for name in missing:
                self._wrong(f"{where}, entry {number} has no “{name}”.", "Add it.")
            found += [] if missing else [typed]
        return found

    def named(self, given, fields, where: str) -> dict[str, dict]:
        if not isinstance(given, dict):
            self._wrong(f"“{where}” is no object.", "Put it in { and }.")
            return {}
        return {name: self.row(row, fields, f"{where}, {name}") for name, row in given.items()}

    def lists(self, given, where: str) -> dict[str, list[str]]:
        if not isinstance(given, dict):
            self._wrong(f"“{where}” is no object.", "Put it in { and }.")
            return {}
        for name, names in given.items():
            if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
                self._wrong(f"{where}, {name} is no list of names.", "Put them in [ and ].")
        return {name: names for name, names in given.items() if isinstance(names, list)}

    def texts(self, given, where: str) -> dict[str, str]:
        if not isinstance(given, dict):
            self._wrong(f"“{where}” is no object.", "Put it in { and }.")
            return {}
        return {name: self._typed(value, str, f"{where}, {name}") for name, value in given.items()}

    def row(self, given, fields: dict[str, Any], where: str) -> dict[str, Any]:
        if not isinstance(given, dict):
            self._wrong(f"{where} is no object.", "Put it in { and }.")
            return {}
        self.unknown(given, fields, where)
        return {
            name: self._typed(value, fields[name], f"{where}, {name}")
            for name, value in given.items()
            if name in fields
        }

    def unknown(self, given: dict, fields, where: str) -> None:
        for name in given:
            if name not in fields:
                known = ", ".join(fields)
                self._wrong(f"{where}: “{name}” is not known.", f"Use one of {known}.")

    def check_periods(self, cells: list[dict]) -> None:
        for cell in cells:
            try:
                cell["period"] == BASELINE or period(cell["period"])
            except NotAPeriod as error:
                self._wrong(f"cells, {cell['ref']}: {error}", f"Or write {BASELINE}.")

    def _typed(self, value, kind, where: str):
        if value is None:
            return None
        try:
            return _convert(value, kind)
        except (ValueError, TypeError, InvalidOperation):
            self._wrong(f"{where}: “{value}” is not {_said(kind)}.", "Correct it.")
            return None

    def _wrong(self, what: str, to_do: str) -> None:
        self.problems.append(Problem(what, to_do, "decisions"))


def _convert(value, kind):
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal:
        if isinstance(value, bool) or not (number := Decimal(str(value))).is_finite():
            raise ValueError
        return number
    if kind in (str, list, dict, int):
        if not isinstance(value, kind) or isinstance(value, bool):
            raise TypeError
        return value
    return kind(value)


def _said(kind) -> str:
    if kind in (str, list, dict):
        return {str: "text", list: "a list", dict: "an object"}[kind]
    if kind in (Decimal, int):
        return "a number"
    if kind is date:
        return "a date such as 2009-03-31"
    return f"one of {', '.join(kind.values)}"
