"""The figures on record, rated by the rule in force and by another one, side by side."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from laa.actions.cells import Cells
from laa.actions.ratings import outcome
from laa.models import Agreement, Commitment, Rating, RatingRule
from laa.queries.words import rating_words
from laa.rules import figures, rating
from laa.rules.vocabulary import Because, FigureState
from laa.rules.vocabulary import Rating as Word


@dataclass(frozen=True)
class Verdict:
    """What a figure means under one rule, now: nothing of it is stored."""

    outcome: rating.Outcome
    label: str

    @property
    def rating(self) -> str:
        return self.outcome.rating


@dataclass(frozen=True)
class Trial:
    """One promise and strand, with its newest figure rated both ways."""

    commitment: Commitment
    strand: str
    period: str
    figure: str
    value: Decimal | None
    now: Verdict
    tried: Verdict
    is_own: bool

    @property
    def changes(self) -> bool:
        return (self.now.rating, self.now.label) != (self.tried.rating, self.tried.label)


@dataclass(frozen=True)
class Comparison:
    """Every promise that has a figure, and how many come out how under either rule."""

    rule: RatingRule
    trials: list[Trial]

    @property
    def changed(self) -> list[Trial]:
        return [trial for trial in self.trials if trial.changes]

    @property
    def counts(self) -> list[dict]:
        now = Counter(trial.now.rating for trial in self.trials)
        tried = Counter(trial.tried.rating for trial in self.trials)
        return [
            {"rating": word, "label": word.label, "now": now[word], "tried": tried[word]}
            for word in Word
            if now[word] or tried[word]
        ]


def try_rule(agreement: Agreement, rule: RatingRule) -> Comparison:
    """What adopting a rule would mean for the figures that stand signed off today.

    A promise with a rule of its own keeps it. What was signed off stays as it was signed off.
    """
    commitments = list(
        Commitment.objects.kept().filter(agreement=agreement).with_rules().in_printed_order()
    )
    now, tried = Cells(commitments), Cells(commitments)
    tried.share(now)
    tried.try_rule(rule)
    return Comparison(rule, _trials(commitments, now, tried, commitment__agreement=agreement))


def try_for_one(commitment: Commitment, rule: RatingRule) -> Comparison:
    """What a rule of its own would mean for one promise's figures that stand signed off today."""
    now, tried = Cells([commitment]), Cells([commitment])
    tried.share(now)
    tried.rules = {commitment.pk: rule}
    return Comparison(rule, _trials([commitment], now, tried, commitment=commitment))


def _trials(commitments: list[Commitment], now: Cells, tried: Cells, **of) -> list[Trial]:
    newest = _newest(**of)
    return [
        _trial(commitment, row, now, tried)
        for commitment in commitments
        for row in newest.get(commitment.pk, {}).values()
    ]


def _newest(**of) -> dict[int, dict[int, Rating]]:
    """The newest rating for which a figure was due, by commitment and strand."""
    found: dict[int, dict[int, Rating]] = {}
    rows = (
        Rating.objects.current()
        .filter(**of)
        .exclude(because=Because.NOT_DUE)
        .select_related("strand")
        .order_by("strand__position", "period_end", "round__period_end", "pk")
    )
    for row in rows:
        found.setdefault(row.commitment_id, {})[row.strand_id] = row
    return found


def _trial(commitment: Commitment, row: Rating, now: Cells, tried: Cells) -> Trial:
    figure = rating.Figure(
        row.figure_value,
        FigureState(row.figure_state),
        row.when,
        row.figure_sample,
        row.figure_design_effect,
    )
    judgement = (
        rating.Judgement(Word(row.judgement), row.judgement_reason) if row.judgement else None
    )
    return Trial(
        commitment,
        row.strand.label,
        row.when.short_label,
        _figure_said(row, commitment.indicator.unit),
        row.figure_value,
        *(
            _verdict(outcome(commitment, row.strand_id, figure, cells, judgement), row)
            for cells in (now, tried)
        ),
        is_own=hasattr(commitment, "own_rule"),
    )


def _figure_said(row: Rating, unit: str) -> str:
    if row.figure_value is None:
        return FigureState(row.figure_state).label
    return figures.marked(figures.with_unit(row.figure_value, unit), row.is_illustrative)


def _verdict(found: rating.Outcome, row: Rating) -> Verdict:
    if found.because:
        return Verdict(found, f"Not rated: {found.because.label}")
    label = rating_words(
        found.rating,
        row.period,
        target_period=row.target_period,
        is_reached=found.is_reached,
        is_judged=bool(row.judgement) and found.is_reached is None,
    )
    return Verdict(found, label)
