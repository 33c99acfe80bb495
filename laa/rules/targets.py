"""What a printed target comes to: a number, or what it is waiting for.

A target may be a change of something that is not known yet (“2% decrease on baseline”), of a year
that is still to come (“2% increase on 9/10 baseline”), or print its result beside the change
(“-32% (29.3)”). The number is worked out whenever it is read and is stored nowhere, so that it
moves with its base. The cases are those of Luton's agreement of 2008.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from laa.rules.figures import plain
from laa.rules.notation.dates import read_period
from laa.rules.periods import Period, PeriodKind, period
from laa.rules.vocabulary import CellKind, CellState, Frequency, Unit

BASELINE = "baseline"
"""The canonical name of the row's own baseline. Any other base is the key of a period."""

CHANGES = frozenset({CellKind.PERCENT_CHANGE, CellKind.POINTS_CHANGE})
TESTS = frozenset({CellKind.SIGNIFICANT_CHANGE, CellKind.MEASURABLE_IMPROVEMENT})

_BASE_WORD = re.compile(r"\b(?:the|base ?lines?|base|levels?|outturns?|rate|figure)\b", re.I)


@dataclass(frozen=True)
class Printed:
    """A target as it was read. `value` None is no number; in a range it is the lower end."""

    kind: CellKind
    state: CellState
    text: str = ""
    value: Decimal | None = None
    change: Decimal | None = None
    base: str = ""
    secondary: Decimal | None = None


@dataclass(frozen=True)
class Base:
    """What a change is a change of. `value` None is not known yet, which is not zero."""

    name: str
    value: Decimal | None = None
    is_firm: bool = True


@dataclass(frozen=True)
class Resolved:
    """What a target comes to. `value` None is no number: `waits_for` says what has to come first.

    `upper` is the upper end of a range. `working` says how a number came about, "" where it stands
    in the document.
    """

    value: Decimal | None = None
    upper: Decimal | None = None
    waits_for: str = ""
    working: str = ""
    warnings: tuple[str, ...] = ()


def base_key(words: str, years: Frequency = Frequency.FINANCIAL_YEAR) -> str | None:
    """The canonical name of a printed base: "baseline" or a period's key; None if neither.

    >>> base_key("9/10 baseline")
    '2009/10'
    """
    bare = _BASE_WORD.sub(" ", words).strip(" .,")
    if not bare:
        return BASELINE if words.strip() else None
    try:
        return period(bare).key
    except ValueError:
        found = read_period(" ".join(bare.split()), years)
        return found.key if found else None


def resolve(printed: Printed, base: Base | None = None, *, unit: str = "") -> Resolved:
    """What a target comes to, given what its base is now.

    `base` None is a base that nobody could place. A printed result stands, and is checked.
    """
    if CellState(printed.state).is_waiting or printed.state == CellState.BLANK:
        return Resolved()
    if printed.kind in TESTS:
        return Resolved(waits_for=_first_survey(base))
    if printed.kind == CellKind.RANGE:
        return Resolved(printed.value, printed.secondary)
    if printed.kind not in CHANGES:
        return Resolved(printed.value)
    if printed.value is not None:
        return Resolved(printed.value, warnings=_disagreements(printed, base))
    return _of_base(printed, base, unit)


def _first_survey(base: Base | None) -> str:
    return "" if base is None or base.value is not None else base.name


def _of_base(printed: Printed, base: Base | None, unit: str) -> Resolved:
    if printed.change is None:
        return Resolved(waits_for="somebody to say how much it changes")
    if base is None:
        return Resolved(waits_for="somebody to say what it is a change of")
    if base.value is None:
        return Resolved(waits_for=base.name)
    is_percent = printed.kind == CellKind.PERCENT_CHANGE
    if is_percent and not base.value:
        return Resolved(
            waits_for="somebody to set a number",
            warnings=(f"A percentage of {base.name}, which is 0, is 0.",),
        )
    value = changed(base.value, printed.change, is_percent=is_percent)
    return Resolved(
        value,
        working=_working(printed.change, base, is_percent=is_percent),
        warnings=tuple(_doubts(printed, base, unit)),
    )


def changed(base: Decimal, change: Decimal, *, is_percent: bool) -> Decimal:
    """The base and the change on it. A rise is a rise, whatever the sign of the base."""
    return base + (abs(base) * change / 100 if is_percent else change)


def _working(change: Decimal, base: Base, *, is_percent: bool) -> str:
    size = plain(abs(change))
    how_much = f"{size}%" if is_percent else f"{size} {'point' if size == '1' else 'points'}"
    way = "more" if change >= 0 else "less"
    return f"{how_much} {way} than {base.name}, {plain(base.value)}"


def _doubts(printed: Printed, base: Base, unit: str):
    if printed.kind == CellKind.PERCENT_CHANGE and unit == Unit.PERCENT:
        points = plain(changed(base.value, printed.change, is_percent=False))
        yield f"It is read as percent, not as percentage points; as points it would be {points}."
    if not base.is_firm:
        yield f"{base.name[:1].upper()}{base.name[1:]} is not firm, so this may move."


def _disagreements(printed: Printed, base: Base | None) -> tuple[str, ...]:
    """A warning where no rounding of base and change gives the printed result."""
    if printed.change is None or base is None or base.value is None:
        return ()
    is_percent = printed.kind == CellKind.PERCENT_CHANGE
    ends = [
        changed(value, change, is_percent=is_percent)
        for value in _could_be(base.value)
        for change in _could_be(printed.change)
    ]
    lowest, highest = _could_be(printed.value)
    if min(ends) <= highest and lowest <= max(ends):
        return ()
    exact = plain(round(changed(base.value, printed.change, is_percent=is_percent), 2))
    return (
        f"“{printed.text.lstrip('* ')}” prints {plain(printed.value)}, but the change on "
        f"{base.name}, {plain(base.value)}, gives {exact}. The printed number is used.",
    )


def _could_be(number: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the most that is printed as this number."""
    half = Decimal(5).scaleb(min(number.normalize().as_tuple().exponent, 0) - 1)
    return number - half, number + half


def is_too_early(target: Period, kind: CellKind, figure: Period) -> bool:
    """Whether a target for a span of years is still open when the figure's period ends.

    Such a target is one for the whole span, not one for every year. A change between two surveys
    can be tested whenever a survey was made.
    """
    if target.kind != PeriodKind.SPAN or kind == CellKind.SIGNIFICANT_CHANGE:
        return False
    if not figure.stands_for_a_year:
        return figure.end < target.end
    # The last year of its kind: a calendar year ends before the financial year that closes it.
    return figure.end.replace(year=figure.end.year + 1, day=28) <= target.end
