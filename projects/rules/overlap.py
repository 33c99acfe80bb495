"""Which projects run into each other: at the same time, and by the same people or in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations


@dataclass(frozen=True)
class Span:
    """A project as overlaps see it; `places` in lower case."""

    name: str
    starts: date
    ends: date
    owner: str = ""
    body: str = ""
    places: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Overlap:
    one: str
    two: str
    starts: date
    ends: date
    why: tuple[str, ...]

    @property
    def said(self) -> str:
        when = f"{self.starts:%-d %B %Y} to {self.ends:%-d %B %Y}"
        return f"{self.one} and {self.two}, {when}: {'; '.join(self.why)}"


def overlaps(projects: Iterable[Span]) -> list[Overlap]:
    """Pairs that share days and something else; sharing days alone is no overlap."""
    found = []
    for one, two in combinations(projects, 2):
        starts, ends = max(one.starts, two.starts), min(one.ends, two.ends)
        why = tuple(_shared(one, two))
        if starts <= ends and why:
            found.append(Overlap(one.name, two.name, starts, ends, why))
    return found


def _shared(one: Span, two: Span):
    if one.owner and one.owner == two.owner:
        yield f"both owned by {one.owner}"
    if one.body and one.body == two.body:
        yield f"both managed by {one.body}"
    if places := sorted(one.places & two.places):
        yield f"both in {', '.join(place.title() for place in places)}"
