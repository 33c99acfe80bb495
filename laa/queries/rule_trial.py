"""The newest figures, rated by the rule in force and by another one, side by side.

Those that are signed off, and to whom every return is open also those that are only entered yet.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from laa.actions.cells import Cells
from laa.actions.entry_rating import figure_of_entry, judgement_of
from laa.actions.ratings import outcome
from laa.models import Agreement, Commitment, Rating, RatingRule, ReturnLine
from laa.queries.words import rating_words
from laa.rules import figures, rating
from laa.rules.entry import Entry
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
    is_entered: bool = False
    """Entered and not signed off: it may still change."""

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
    def entered(self) -> list[Trial]:
        """Those of figures that nobody signed off yet."""
        return [trial for trial in self.trials if trial.is_entered]

    @property
    def counts(self) -> list[dict]:
        now = Counter(trial.now.rating for trial in self.trials)
        tried = Counter(trial.tried.rating for trial in self.trials)
        return [
            {"rating": word, "label": word.label, "now": now[word], "tried": tried[word]}
            for word in Word
            if now[word] or tried[word]
        ]


def try_rule(agreement: Agreement, rule: RatingRule, *, with_entered: bool = False) -> Comparison:
    """What adopting a rule would mean for the figures that stand today.

    `with_entered`: a newer figure that is entered and not signed off stands in for the signed-off
    one; only for somebody who may read every return. A promise with a rule of its own keeps it.
    What was signed off stays as it was signed off.
    """
    commitments = list(
        Commitment.objects.kept().filter(agreement=agreement).with_rules().in_printed_order()
    )
    now, tried = Cells(commitments), Cells(commitments)
    tried.share(now)
    tried.try_rule(rule)
    return Comparison(rule, _trials(commitments, now, tried, with_entered=with_entered))


def try_for_one(
    commitment: Commitment, rule: RatingRule, *, with_entered: bool = False
) -> Comparison:
    """What a rule of its own would mean for one promise's figures that stand today."""
    now, tried = Cells([commitment]), Cells([commitment])
    tried.share(now)
    tried.rules = {commitment.pk: rule}
    return Comparison(rule, _trials([commitment], now, tried, with_entered=with_entered))


def _trials(
    commitments: list[Commitment], now: Cells, tried: Cells, *, with_entered: bool
) -> list[Trial]:
    signed_off = _newest(commitments)
    entered = _entered(commitments) if with_entered else {}
    found = []
    for commitment in commitments:
        of_promise = signed_off.get(commitment.pk, {})
        lines = _newer(entered.get(commitment.indicator_id, {}), of_promise, commitment)
        rows = {**of_promise, **lines}
        for row in sorted(rows.values(), key=lambda row: (row.strand.position, row.strand_id)):
            trial = _of_line if isinstance(row, ReturnLine) else _trial
            found.append(trial(commitment, row, now, tried))
    return found


def _newer(lines: dict, ratings: dict, commitment: Commitment) -> dict[int, ReturnLine]:
    """By strand: what is entered within the term, for no earlier period than what is signed off."""
    term = commitment.agreement
    return {
        strand: line
        for strand, line in lines.items()
        if term.starts <= line.period_end <= term.ends
        and (strand not in ratings or ratings[strand].period_end <= line.period_end)
    }


def _entered(commitments: list[Commitment]) -> dict[int, dict[int, ReturnLine]]:
    """What is entered in open rounds and not signed off, by indicator and strand; the newest."""
    found: dict[int, dict[int, ReturnLine]] = {}
    rows = (
        ReturnLine.objects.filter(
            strand__indicator__in={each.indicator_id for each in commitments},
            round__closed_at=None,
        )
        .exclude(state__in=[ReturnLine.State.SIGNED_OFF, *ReturnLine.SET_ASIDE_STATES])
        .select_related("strand__indicator", "round")
        .order_by("period_end", "pk")
    )
    for line in rows:
        if line.is_due and line.figure_state and _has_its_number(line):
            found.setdefault(line.strand.indicator_id, {})[line.strand_id] = line
    return found


def _has_its_number(line: ReturnLine) -> bool:
    return line.value is not None or not FigureState(line.figure_state).has_number


def _newest(commitments: list[Commitment]) -> dict[int, dict[int, Rating]]:
    """The newest rating for which a figure was due, by commitment and strand."""
    found: dict[int, dict[int, Rating]] = {}
    rows = (
        Rating.objects.current()
        .filter(commitment__in=commitments)
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


def _of_line(commitment: Commitment, line: ReturnLine, now: Cells, tried: Cells) -> Trial:
    entry = Entry.of(line)
    figure, judgement = figure_of_entry(line, entry, now), judgement_of(entry)
    said = figures.with_unit(figure.value, commitment.indicator.unit)
    target = now.target(commitment, line.strand_id, line.when)
    return Trial(
        commitment,
        line.strand.label,
        line.when.short_label,
        figures.marked(said, line.is_illustrative) if said else figure.state.label,
        figure.value,
        *(
            _said(
                outcome(commitment, line.strand_id, figure, cells, judgement),
                line.period,
                target.period if target else "",
                is_judged=judgement is not None,
            )
            for cells in (now, tried)
        ),
        is_own=hasattr(commitment, "own_rule"),
        is_entered=True,
    )


def _figure_said(row: Rating, unit: str) -> str:
    if row.figure_value is None:
        return FigureState(row.figure_state).label
    return figures.marked(figures.with_unit(row.figure_value, unit), row.is_illustrative)


def _verdict(found: rating.Outcome, row: Rating) -> Verdict:
    return _said(found, row.period, row.target_period, is_judged=bool(row.judgement))


def _said(found: rating.Outcome, period: str, target_period: str, *, is_judged: bool) -> Verdict:
    if found.because:
        return Verdict(found, f"Not rated: {found.because.label}")
    label = rating_words(
        found.rating,
        period,
        target_period=target_period,
        is_reached=found.is_reached,
        is_judged=is_judged and found.is_reached is None,
    )
    return Verdict(found, label)
