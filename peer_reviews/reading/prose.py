"""Reads a report's running text: its lists under the headings that every such report has."""

import re
from dataclasses import dataclass

from peer_reviews.reading.items import (
    NOTABLE,
    QUICK_WIN,
    RECOMMENDATION,
    SIGNPOST,
    Item,
    item,
)

_BEFORE = r"(?:(?:appendix|annex) \w+|\d+(?:\.\d+)*)?[.:)\s–-]*"
_HEADINGS = (
    (RECOMMENDATION, r"(?:summary of |our |the )?(?:key |main )*recommendations"),
    (QUICK_WIN, r"quick wins?"),
    (NOTABLE, r"(?:notable|good|best|innovative) practices?"),
    (SIGNPOST, r"sign-?post(?:s|ing)"),
)
_STARTS = tuple(
    (kind, re.compile(f"{_BEFORE}{words}[.:]?", re.IGNORECASE)) for kind, words in _HEADINGS
)
_ANY_HEADING = re.compile(r"(?:appendix|annex) \w+\b.*|#+ .*|\d+(?:\.\d+)*\.? [A-Z].*", re.I)
_NUMBERED = re.compile(r"(?:recommendation |r)?(\d+(?:\.\d+)?)[.):]?\s+(.+)", re.IGNORECASE)
_BULLET = re.compile(r"(\s*)(?:[-•*●▪o]|–)\s+(.+)")
_COMPLETE = (".", "!", "?", ":", ")", "”", '"')


@dataclass(frozen=True)
class Line:
    """A paragraph as printed. `is_heading` and `level` where the document says so by its style."""

    number: int
    text: str
    is_heading: bool = False
    level: int | None = None

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


class _Open:
    """An item that may go on in the next paragraph."""

    def __init__(self, kind: str, number: str, text: str, level: int, place: str):
        self.kind, self.number, self.level, self.place = kind, number, level, place
        self.parts = [text]

    @property
    def is_complete(self) -> bool:
        return self.parts[-1].rstrip("*").endswith(_COMPLETE)

    def closed(self) -> Item:
        text = " ".join(self.parts)
        return item(self.kind, text, number=self.number, level=self.level, place=self.place)


def read_lines(lines: list[Line]) -> list[Item]:
    """Every item under a heading of one of the four kinds; the rest of the text is passed over."""
    found: list[_Open] = []
    kind, count = "", 0
    for line in lines:
        if not line.words:
            continue
        if start := _kind_started(line):
            kind, count = start, 0
        elif kind and (made := _item(line, kind, count)):
            if not made.number and made.level == 0:
                count += 1
                made.number = str(count) if kind == RECOMMENDATION else ""
            elif made.number:
                count = int(made.number.split(".")[0])
            found.append(made)
        elif kind and _ends(line, count):
            kind = ""
        elif kind and count and found and (kind == RECOMMENDATION or not found[-1].is_complete):
            found[-1].parts.append(line.words)
    return [each.closed() for each in found]


def _kind_started(line: Line) -> str:
    words = line.words.strip("#* ")
    return next((kind for kind, pattern in _STARTS if pattern.fullmatch(words)), "")


def _item(line: Line, kind: str, count: int) -> _Open | None:
    """A bullet, or the number that follows the one before; anything else is no item."""
    place = f"line {line.number}"
    if line.is_heading:
        return None
    if match := _BULLET.fullmatch(line.text.rstrip()):
        level = line.level if line.level is not None else int(bool(match[1]) and count > 0)
        return _Open(kind, "", match[2].strip(), level, place)
    match = _NUMBERED.fullmatch(line.words)
    if match and _follows(match[1], count) and not _is_bare_heading(match[2], count):
        return _Open(kind, match[1], match[2], 0, place)
    return None


def _follows(number: str, count: int) -> bool:
    whole, _, part = number.partition(".")
    return int(whole) == count if part and part != "0" else int(whole) == count + 1


def _is_bare_heading(text: str, count: int) -> bool:
    """“3. Summary of the approach” after two recommendations: short, not bold, no full stop."""
    bold = "**" in text
    return count > 0 and not bold and len(text.split()) <= 7 and not text.endswith(_COMPLETE)


def _ends(line: Line, count: int) -> bool:
    return line.is_heading or (count > 0 and bool(_ANY_HEADING.fullmatch(line.words)))
