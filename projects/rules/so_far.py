"""How a year stands from its quarters or months, where nobody has told of the year itself."""

from collections.abc import Iterable
from decimal import Decimal

from laa.rules import periods
from laa.rules.periods import Period, PeriodKind
from laa.rules.vocabulary import Accumulation, Frequency, Unit

EVERY = {PeriodKind.QUARTER: Frequency.QUARTER, PeriodKind.MONTH: Frequency.MONTH}


def so_far(
    told: Iterable[tuple[Period, Decimal]], year: Period, accumulates: Accumulation, unit: Unit
) -> tuple[Decimal, str] | None:
    """The year's value and how far it goes, such as "to Q2 2008/09"; "" once the year is whole.

    What stands alone is added up, and says which part is missing; shares and levels do not add.
    Anything else is where the newest part stands. None: there is nothing to say it from.
    """
    parts = {p: v for p, v in told if p.kind in EVERY and periods.target_year(p) == year}
    if not parts:
        return None
    last = max(parts, key=lambda part: (part.end, part.start))
    if accumulates != Accumulation.PERIOD:
        return parts[last], "" if last.end == year.end else f"to {last.short_label}"
    if unit in (Unit.PERCENT, Unit.LEVEL):
        return None
    wanted = periods.every(EVERY[last.kind], year.start, last.end)
    missing = [part.short_label for part in wanted if part not in parts]
    said = "" if last.end == year.end and not missing else f"to {last.short_label}"
    if missing:
        said += f", without {' and '.join(missing)}"
    return sum((parts[part] for part in wanted if part in parts), Decimal(0)), said
