"""How early and how rightly warnings would have come, judged by the years that are over.

A warning is worth what it adds to what anybody would guess: that this year ends as last year did.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median

from laa.rules import periods
from laa.rules.flagging import RATED, RUNNING, Cause, Word, causes, is_hidden
from laa.rules.vocabulary import Rating


@dataclass(frozen=True)
class Told:
    """One strand's signed-off words, one a period, earliest first.

    `projected` holds the periods after which a line through the figures missed the target, `hidden`
    those after which it was off track under a total that was not.
    """

    words: Sequence[Word]
    projected: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Year:
    """A year of one strand that is over: how it ended, and what was said before its end.

    `ahead` is how many periods before the end each cause first stood. `missed_before` None: the
    year before was not rated.
    """

    is_missed: bool
    ahead: dict[Cause, int] = field(default_factory=dict)
    missed_before: bool | None = None


@dataclass(frozen=True)
class Score:
    """One way to warn, held against what came. Shares are None where there is nothing to share."""

    caught: int
    missed: int
    false_alarms: int
    warned: int
    ahead: Decimal | None = None
    """Periods between the warning and the end of the year, the middle one of those caught."""

    @property
    def share_caught(self) -> Decimal | None:
        return _share(self.caught, self.missed)

    @property
    def share_right(self) -> Decimal | None:
        """Of the warnings, those that were followed by a miss."""
        return _share(self.warned - self.false_alarms, self.warned)


def hidden_under(words: Sequence[Word], total: Sequence[Word]) -> frozenset[str]:
    """The periods after which a strand's words say off track and its total's do not.

    Of both, the newest rating of a period that was over by then counts.
    """
    return frozenset(
        word.period
        for word in words
        if is_hidden(_rated_by(words, word.period), _rated_by(total, word.period))
    )


def _rated_by(words: Sequence[Word], key: str) -> str | None:
    end = periods.period(key).end
    rated = (word.rating for word in reversed(words) if word.rating in RATED and _ends(word) <= end)
    return next(rated, None)


def _ends(word: Word) -> date:
    return periods.period(word.period).end


def years_of(told: Told, *, running: int = RUNNING) -> list[Year]:
    """The years that ended rated and in which something was signed off before their end.

    `running` is how many periods one after another the partnership flags as such. Where both the
    last quarter and the year itself are rated, the year's own word is how it ended.
    """
    ended: dict[periods.Period, bool] = {}
    for word in told.words:
        when = periods.period(word.period)
        if periods.ends_its_year(when) and word.rating in RATED:
            ended[periods.target_year(when)] = word.rating == Rating.OFF_TRACK
    return [
        Year(is_missed, said, ended.get(periods.before(year)))
        for year, is_missed in ended.items()
        if (said := _said_before(told, year, running)) is not None
    ]


def _said_before(told: Told, year: periods.Period, running: int) -> dict[Cause, int] | None:
    """The causes that stood in the year before its end; None: nothing was signed off by then."""
    whens = [periods.period(word.period) for word in told.words]
    earlier = [
        place
        for place, when in enumerate(whens)
        if when.is_within(year.start, year.end) and when.end < year.end
    ]
    ahead: dict[Cause, int] = {}
    for position, place in enumerate(earlier):
        standing = causes(told.words[: place + 1], running=running)
        if told.words[place].period in told.projected:
            standing.add(Cause.PROJECTED_MISS)
        if told.words[place].period in told.hidden:
            standing.add(Cause.RED_STRAND)
        for cause in standing:
            ahead.setdefault(cause, len(earlier) - position)
    return ahead if earlier else None


def score(years: Iterable[Year], reasons: frozenset[Cause] = frozenset(Cause)) -> Score:
    """The flags of some reasons; of all of them, the one that stood first counts."""
    judged = [
        (year, [ahead for cause, ahead in year.ahead.items() if cause in reasons]) for year in years
    ]
    warned = [(year, max(ahead)) for year, ahead in judged if ahead]
    caught = [ahead for year, ahead in warned if year.is_missed]
    return Score(
        caught=len(caught),
        missed=sum(year.is_missed for year, _ in judged),
        false_alarms=len(warned) - len(caught),
        warned=len(warned),
        ahead=Decimal(median(caught)) if caught else None,
    )


def as_last_year(years: Iterable[Year]) -> Score:
    """The guess to beat: what missed last year misses again. Nothing known is no warning."""
    years = list(years)
    warned = [year for year in years if year.missed_before]
    caught = sum(year.is_missed for year in warned)
    return Score(
        caught=caught,
        missed=sum(year.is_missed for year in years),
        false_alarms=len(warned) - caught,
        warned=len(warned),
    )


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / whole).quantize(Decimal("0.001")) if whole else None
