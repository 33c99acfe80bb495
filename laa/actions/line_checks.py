"""The questions that a return's lines give cause for, and what officers answered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Prefetch, prefetch_related_objects

from laa import audit, clock
from laa.actions.line_promises import LinePromises
from laa.actions.refusals import ChangedSinceSeen, NothingToDo, ReasonMissing, Unanswered
from laa.actions.round_locks import keep_open
from laa.models import Figure, LineAnswer, ReturnLine, Strand, User
from laa.rules import breaks, periods
from laa.rules.checks import (
    COUNTS,
    MOST,
    Question,
    Series,
    counts_question,
    questions,
    sum_question,
)
from laa.rules.figures import plain
from laa.rules.shared import RATIOS
from laa.rules.vocabulary import Accumulation, Unit


class Aim(NamedTuple):
    """What a figure is held against; None: nothing."""

    target: Decimal | None = None
    baseline: Decimal | None = None


Aims = Mapping[int, Aim]
"""What each line's figure is held against, by the line's pk."""

AllSeries = Mapping[tuple[int, str, date], list[Decimal]]
"""The figures before a period, oldest first, by strand, kind of period and its last day."""


@dataclass(frozen=True)
class Asked:
    """A question about a line, with the answer to it; None while nobody answered."""

    line: ReturnLine
    question: Question
    answer: LineAnswer | None

    @property
    def is_answered(self) -> bool:
        """An answer is about one figure: another figure is asked about again."""
        return self.answer is not None and self.answer.value == self.line.value

    @property
    def box(self) -> str:
        """The name of the box that the answer is typed in."""
        return f"{self.line.uuid}-{self.question.key}"


def asked_of(
    lines: Sequence[ReturnLine],
    aims: Aims,
    *,
    beside: Sequence[ReturnLine] | None = None,
    series: AllSeries | None = None,
) -> dict[int, list[Asked]]:
    """The questions of each line that has any, by its pk, in two queries at most.

    `beside` are the lines among which a total finds its parts; None: they are all in `lines`.
    `series` None reads the figures before.
    """
    lines = [line for line in lines if line.is_due]
    series = earlier_figures(lines) if series is None else series
    sums = _sums(lines if beside is None else beside)
    found: dict[int, list[Question]] = {}
    for line in lines:
        asked = [*_of_counts(line), *sums.get(line.pk, ())]
        asked += _of_figure(line, series, aims.get(line.pk, Aim()))
        if asked:
            found[line.pk] = asked[:MOST]
    by_pk = {line.pk: line for line in with_answers([line for line in lines if line.pk in found])}
    return {pk: [_asked(by_pk[pk], one) for one in asked] for pk, asked in found.items()}


def _asked(line: ReturnLine, question: Question) -> Asked:
    answers = (answer for answer in line.answers.all() if answer.check_key == question.key)
    return Asked(line, question, next(answers, None))


def with_answers(lines: list[ReturnLine]) -> list[ReturnLine]:
    """The lines, each with what was answered to the questions about it."""
    answers = LineAnswer.objects.select_related("answered_by").order_by("check_key")
    prefetch_related_objects(lines, Prefetch("answers", queryset=answers))
    return lines


def unanswered(lines: Sequence[ReturnLine], aims: Aims | None = None) -> list[Asked]:
    """What is still to be answered; `aims` None works out what the lines are held against."""
    aims = aims_of(lines) if aims is None else aims
    found = asked_of(lines, aims, beside=_beside(lines))
    return [one for asked in found.values() for one in asked if not one.is_answered]


def must_be_answered(lines: Sequence[ReturnLine], promises: LinePromises) -> None:
    if open_ := unanswered(lines, aims_of(lines, promises)):
        raise Unanswered(open_)


@transaction.atomic
def answer_question(line: ReturnLine, key: str, *, text: str, by: User) -> LineAnswer:
    """Keep what the officer says to a question, with the figure that it is about.

    Raises NothingToDo where the line gives no cause for that question any more.
    """
    keep_open(line.round)
    asked = asked_of([line], aims_of([line]), beside=_beside([line])).get(line.pk, [])
    one = next((one for one in asked if one.question.key == key), None)
    if one is None:
        raise NothingToDo(f"{line} is not asked about any more; nothing needs an answer.")
    if not text.strip():
        raise ReasonMissing("Answer in a few words, so that the certifier need not ask again.")
    facts = {
        "partnership_id": line.partnership_id,
        "question": one.question.text,
        "answer": text.strip(),
        "value": line.value,
        "answered_at": clock.now(line.partnership),
        "answered_by": by,
    }
    answer, _ = LineAnswer.objects.update_or_create(line=line, check_key=key, defaults=facts)
    audit.record(
        "line.answer",
        subject=line,
        by=by,
        partnership=line.partnership,
        before=_let_go(line) if key == COUNTS else None,
        after={"question": one.question.text, "answer": answer.answer},
    )
    return answer


def _let_go(line: ReturnLine) -> dict[str, str]:
    """Take the counts off a line whose rate stands without them; gives them for the trail."""
    gone = {name: plain(getattr(line, name)) for name in ("numerator", "denominator")}
    rows = ReturnLine.objects.filter(
        pk=line.pk, version=line.version, state__in=ReturnLine.EDITABLE_STATES
    )
    if not rows.update(numerator=None, denominator=None, version=F("version") + 1):
        raise ChangedSinceSeen([line])
    line.numerator = line.denominator = None
    line.version += 1
    return gone


def aims_of(lines: Sequence[ReturnLine], promises: LinePromises | None = None) -> Aims:
    """The milestone or target, and the baseline, of each line's agreement of its period."""
    promises = promises or LinePromises(lines)
    return {line.pk: Aim(promises.aim(line), promises.baseline(line)) for line in lines}


def _of_counts(line: ReturnLine) -> list[Question]:
    unit = Unit(line.strand.indicator.unit)
    counts = (line.numerator, line.denominator)
    question = counts_question(line.value, *counts, unit) if unit in RATIOS else None
    return [question] if question else []


def _of_figure(line: ReturnLine, series: AllSeries, aim: Aim) -> list[Question]:
    indicator = line.strand.indicator
    return questions(
        Series(
            value=line.value,
            earlier=series[line.strand_id, line.when.kind, line.period_end],
            target=aim.target,
            baseline=aim.baseline,
            unit=Unit(indicator.unit),
            accumulates=Accumulation(indicator.accumulates),
        )
    )


def earlier_figures(lines: Sequence[ReturnLine]) -> AllSeries:
    """The figures before each line's period, of its kind and by its definition, oldest first."""
    rows = (
        Figure.objects.current()
        .with_a_number()
        .filter(strand__in={line.strand_id for line in lines})
        .with_next_break()
        .order_by("period_end")
    )
    by_strand = defaultdict(list)
    for figure in rows:
        by_strand[figure.strand_id].append(figure)
    return {
        (line.strand_id, line.when.kind, line.period_end): [
            figure.value
            for figure in by_strand[line.strand_id]
            if figure.period_end < line.period_end
            and figure.when.kind == line.when.kind
            and not _is_apart(figure, line)
        ]
        for line in lines
    }


def _is_apart(figure: Figure, line: ReturnLine) -> bool:
    """Whether the definition changed between the two, so that they are no one series."""
    begun = [periods.period(figure.next_break)] if figure.next_break else []
    return breaks.parts(figure.when, line.when, begun) is not None


def _beside(lines: Sequence[ReturnLine]) -> list[ReturnLine]:
    """The lines of the same rounds about the same indicators, whoever returns them."""
    rows = ReturnLine.objects.filter(
        round__in={line.round_id for line in lines},
        strand__indicator__in={line.strand.indicator_id for line in lines},
        is_due=True,
    )
    return list(rows.select_related("strand__indicator"))


def _sums(lines: Sequence[ReturnLine]) -> dict[int, list[Question]]:
    """Of a total returned beside its parts, whether they make it; not while one is missing."""
    groups = defaultdict(list)
    for line in lines:
        groups[line.round_id, line.strand.indicator_id, line.period].append(line)
    found = {}
    for group in groups.values():
        total = next((line for line in group if line.strand.key == Strand.ALL), None)
        if total is None or len(group) < 3 or any(line.value is None for line in group):
            continue
        parts = [line.value for line in group if line is not total]
        unit = Unit(total.strand.indicator.unit)
        if question := sum_question(total.value, parts, unit):
            found[total.pk] = [question]
    return found
