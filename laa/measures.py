"""Figures that records compute: an app beside the core declares them on its AppConfig.

`measures = {"app.what": callable(strand, period, as_at)}`; an indicator names one in `measure`. The
core asks by that name and knows nothing of the records.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.apps import apps

from laa.models import ReturnLine, Strand
from laa.rules.periods import Period
from laa.rules.vocabulary import Accumulation
from laa.rules.years import told_of


@dataclass(frozen=True)
class Proof:
    """One record behind a number. `who` is for those who may know it."""

    day: date
    what: str
    who: str = ""
    number: int = 1


@dataclass(frozen=True)
class Counted:
    """What the records say of a period as at a day, and the list behind the number."""

    definition: str
    proofs: tuple[Proof, ...]

    @property
    def value(self) -> Decimal:
        return Decimal(sum(proof.number for proof in self.proofs))


def measures() -> dict[str, Callable[[Strand, Period, date], Counted]]:
    """Those of the installed apps, by name."""
    found = {}
    for config in apps.get_app_configs():
        found |= getattr(config, "measures", {})
    return found


def counted_for(line: ReturnLine, begins: date | None, as_at: date) -> Counted | None:
    """What the records say of the days a line's figure tells of; `begins` is its agreement's."""
    indicator = line.strand.indicator
    if not indicator.measure:
        return None
    days = told_of(line.when, Accumulation(indicator.accumulates), begins or line.when.start)
    return counted(line.strand, days, as_at)


def counted(strand: Strand, period: Period, as_at: date) -> Counted | None:
    """The figure that records compute; None where the indicator's are typed by people."""
    measure = measures().get(strand.indicator.measure)
    return measure(strand, period, as_at) if measure else None
