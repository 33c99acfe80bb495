"""What a reader returns, and the words it is given."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from laa.rules.vocabulary import CellKind, CellState, Frequency, Polarity, Unit

ALL = "all"
"""The strand of a cell that is not split."""


@dataclass(frozen=True)
class Role:
    """Where a cell stands: some words mean one thing in a target and another in a baseline."""

    is_target: bool
    years: Frequency = Frequency.FINANCIAL_YEAR
    polarity: Polarity | None = None


@dataclass(frozen=True)
class Reading:
    """A printed cell, typed. Without a number `values` is empty, which is not zero.

    `values` holds a number per strand: “all”, or “m” and “f”. A range keeps its lower end in
    `values` and its upper end in `secondary`. `change` is the printed change, a reduction negative,
    in percent or in points as `kind` says; `base` is what it is a change of: “baseline”, the key of
    a period, words that name neither, or "" where the text does not say. `due` is by when a
    placeholder was to be filled. `unit` is the unit the cell itself prints; None if it prints none.
    `labels` are the printed names of strands that are not the whole and no sex.
    """

    kind: CellKind
    state: CellState
    text: str = ""
    values: Mapping[str, Decimal] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    change: Decimal | None = None
    base: str = ""
    due: date | None = None
    secondary: Decimal | None = None
    period: str = ""
    unit: Unit | None = None
    is_starred: bool = False
    warnings: tuple[str, ...] = ()


_FULLWIDTH = re.compile("[\uff01-\uff5e]+")
_SAME = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "’": "'", "‘": "'"})


def said(text: str) -> str:
    """The words of a cell: one blank between them, plain digits and signs, no star in front."""
    plain = _FULLWIDTH.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    return " ".join(plain.translate(_SAME).split()).lstrip("* ").strip()


NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"


def number(text: str) -> Decimal:
    """The number that printed digits say, with or without commas and its printed places."""
    return Decimal(text.replace(",", "")) + 0
