"""First agreements print two targets for a year: without the reward's stretch, and with it.

One is the promise, the other is kept beside it as a note. Which is which a person says; until then
the stretched one is shown as the promise, and nothing is loaded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from laa.imports.heads import Column, Heads, Part
from laa.imports.stretch import promise_of
from laa.rules.vocabulary import Promise


@dataclass(frozen=True)
class Both:
    """The heads of the columns that print two targets for one year, as they stand."""

    stretched: tuple[str, ...] = ()
    unstretched: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stretched)

    def of(self, promise: Promise) -> tuple[str, ...]:
        return self.stretched if promise == Promise.STRETCHED else self.unstretched


def with_promise(heads: Heads, chosen: Promise | None) -> Heads:
    """The heads with one target a year where one is stretched and the other is not."""
    promise = chosen or Promise.STRETCHED
    kept = {c.period for c in _targets(heads) if promise_of(c.said) == promise}
    beside = {
        column.index: Part.BESIDE
        for column in _targets(heads)
        if column.period in kept and promise_of(column.said) not in (promise, None)
    }
    return heads.with_parts(beside)


def both_of(tables: Iterable[Heads]) -> Both:
    """What the document prints twice; false where it prints one target for each year."""
    beside = [column for heads in tables for column in heads.of(Part.BESIDE)]
    periods = {column.period for column in beside}
    promised = [c for heads in tables for c in _targets(heads) if c.period in periods]
    found = {promise: _heads([*beside, *promised], promise) for promise in Promise}
    return Both(found[Promise.STRETCHED], found[Promise.UNSTRETCHED]) if beside else Both()


def _heads(columns: list[Column], promise: Promise) -> tuple[str, ...]:
    columns = sorted(columns, key=lambda column: column.index)
    return tuple(dict.fromkeys(c.said for c in columns if promise_of(c.said) == promise))


def _targets(heads: Heads) -> list[Column]:
    return [column for column in heads.of(Part.TARGET) if column.period]


def said_of(both: Both, chosen: Promise | None) -> Iterator[str]:
    """The warning that names the columns; nothing where no year has two targets."""
    if not both:
        return
    promise = chosen or Promise.STRETCHED
    other = next(each for each in Promise if each != promise)
    said = (
        f"Years have two targets. Taken as the promise: {_listed(both.of(promise))}. "
        f"Kept beside it as a note: {_listed(both.of(other))}."
    )
    yield said if chosen else f"{said} Say which of them is the promise."


def _listed(heads: tuple[str, ...]) -> str:
    return ", ".join(f"“{head}”" for head in heads)
