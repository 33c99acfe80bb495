"""A signed-off rating as dashboards read it: plain values, thousands at a time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laa.rules import periods
from laa.rules.vocabulary import UNSURE_STATES, FigureState
from laa.rules.vocabulary import Rating as Word


@dataclass(frozen=True)
class Point:
    """One signed-off rating of a promise, as the dashboard needs it."""

    period: str
    period_end: date
    round: str
    rating: str
    because: str
    against_baseline: str
    value: Decimal | None
    state: str
    target_text: str
    target_value: Decimal | None
    target_state: str
    outlook: str
    commentary: str
    recovery: str
    recovery_due: date | None
    help_needed: str
    is_illustrative: bool
    target_period: str = ""
    target_upper: Decimal | None = None
    is_reached: bool | None = None
    judgement: str = ""
    aim: Decimal | None = None
    rule_name: str = ""
    rule_version: int = 0

    @property
    def is_rated(self) -> bool:
        return self.rating != Word.NOT_RATED

    @property
    def unsure_said(self) -> str:
        """ "provisional" or "estimated" of a number that is not final; else ""."""
        is_unsure = self.value is not None and self.state in UNSURE_STATES
        return FigureState(self.state).label.lower() if is_unsure else ""

    @property
    def short_period(self) -> str:
        return periods.period(self.period).short_label


POINT_FIELDS = (
    "period",
    "period_end",
    "round__period",
    "rating",
    "because",
    "against_baseline",
    "figure_value",
    "figure_state",
    "target_text",
    "target_value",
    "target_state",
    "outlook",
    "commentary",
    "recovery",
    "recovery_due",
    "help_needed",
    "is_illustrative",
    "target_period",
    "target_upper",
    "is_reached",
    "judgement",
    "aim",
    "rule_name",
    "rule_version",
)
