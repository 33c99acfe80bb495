"""What needs a person: every doubt the reading has, with where to answer it."""

from collections.abc import Iterator
from dataclasses import dataclass

from laa.imports.agreement import PrintedAgreement, PrintedIndicator
from laa.imports.decisions import BASELINE, Decisions


@dataclass(frozen=True)
class Question:
    """One doubt. `period` is "" where it is about the indicator itself, not about a cell."""

    ref: str
    text: str
    period: str = ""
    is_answered: bool = False


def questions(printed: PrintedAgreement, decisions: Decisions) -> list[Question]:
    """All doubts in printed order; those that somebody has decided are marked answered."""
    return [question for each in printed.indicators for question in of_indicator(each, decisions)]


def of_indicator(each: PrintedIndicator, decisions: Decisions) -> Iterator[Question]:
    is_decided = each.ref in decisions.indicators
    for text in each.warnings:
        yield Question(each.ref, text, is_answered=is_decided)
    for period, cell in cells_of(each):
        is_answered = any(
            said["ref"] == each.ref and said["period"] == period for said in decisions.cells
        )
        for text in cell.reading.warnings:
            yield Question(each.ref, text, period, is_answered)


def cells_of(each: PrintedIndicator):
    """The baseline and each target, by the name under which decisions know them."""
    yield BASELINE, each.baseline
    for target in each.targets:
        yield target.period, target
