"""An agreement in plain words, for the people who live there."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from laa.charts.sparkline import sparkline
from laa.models import Agreement
from laa.queries.public import PublicFigure
from laa.queries.words import rated_target_said
from laa.rules.vocabulary import Accumulation, Because, Comparison, Polarity
from laa.rules.vocabulary import Rating as Word

GOOD = {Polarity.UP: "Higher is better.", Polarity.DOWN: "Lower is better."}
STARTED = {
    Comparison.BETTER: "Better than at the start.",
    Comparison.SAME: "The same as at the start.",
    Comparison.WORSE: "Worse than at the start.",
}
WHY_NOT = {
    Because.NO_FIGURE: "No figure",
    Because.NO_TARGET: "No target yet",
    Because.NO_MILESTONE: "Too early in the year to say",
    Because.CANNOT_JUDGE: "Cannot be judged",
    Because.INFORMATION_ONLY: "For information",
    Because.SUPPRESSED: "Not shown",
}
AHEAD, BEHIND = (Word.ON_TRACK, Word.BETTER), (Word.OFF_TRACK, Word.AT_RISK)
MOST_EARLIER = 8
"""Earlier figures told on the page; the open data has all of them."""


@dataclass(frozen=True)
class PublicPromise:
    """A promise on one strand, with its published figures, the newest last."""

    figures: list[PublicFigure]

    @property
    def latest(self) -> PublicFigure:
        return self.figures[-1]

    @property
    def title(self) -> str:
        label = self.latest.publication.strand.label
        return f"{self.latest.indicator.title}, {label}" if label else self.latest.indicator.title

    @property
    def target_said(self) -> str:
        """What it should be; "" where a withheld number must not be placed."""
        return rated_target_said(self.latest.rating, self.latest.indicator.unit)

    @property
    def label(self) -> str:
        """How it stands, or in a few words why nobody can say."""
        return label_of(self.latest)

    @property
    def said_beside(self) -> str:
        """Which way is good, and how it compares with where it started."""
        good = GOOD.get(self.latest.indicator.polarity, "")
        return f"{good} {STARTED.get(self.latest.against_baseline, '')}".strip()

    @property
    def when(self) -> str:
        so_far = self.latest.indicator.accumulates in (
            Accumulation.YEAR_TO_DATE,
            Accumulation.WHOLE_AGREEMENT,
        )
        label = self.latest.covers.label
        return f"So far, up to the end of {label}" if so_far else label

    @property
    def trend(self):
        values = [each.value for each in self.figures if each.value is not None]
        return sparkline(values, label=f"{len(values)} figures in order of time")

    @property
    def earlier(self) -> list[dict]:
        rows = self.figures[-2 : -2 - MOST_EARLIER : -1]
        return [
            {"when": row.covers.label, "figure": row.figure_said, "label": label_of(row).lower()}
            for row in rows
        ]


@dataclass(frozen=True)
class PublicPage:
    agreement: Agreement
    promises: list[PublicPromise]
    counts: Counter = field(default_factory=Counter)

    @property
    def by_theme(self) -> list[tuple[str, list[PublicPromise]]]:
        found: dict[str, list[PublicPromise]] = {}
        for each in self.promises:
            found.setdefault(each.latest.commitment.theme.name, []).append(each)
        return list(found.items())

    @property
    def ahead(self) -> int:
        return sum(self.counts[word] for word in AHEAD)

    @property
    def behind(self) -> int:
        return sum(self.counts[word] for word in BEHIND)

    @property
    def not_rated(self) -> int:
        return len(self.promises) - self.ahead - self.behind

    @property
    def has_illustrative(self) -> bool:
        return any(each.rating.is_illustrative for one in self.promises for each in one.figures)

    @property
    def has_suppressed(self) -> bool:
        return any(each.is_suppressed for one in self.promises for each in one.figures)

    @property
    def changed_on(self) -> date:
        return max(each.publication.public_from for one in self.promises for each in one.figures)


def label_of(row: PublicFigure) -> str:
    return WHY_NOT.get(row.because, row.label) if row.because else row.label


def public_page(agreement: Agreement, found: list[PublicFigure]) -> PublicPage:
    """From figures in printed order and order of time; no query."""
    strands = groupby(found, key=lambda row: (row.commitment.pk, row.publication.strand_id))
    promises = [PublicPromise(list(rows)) for _, rows in strands]
    return PublicPage(agreement, promises, Counter(each.latest.word for each in promises))
