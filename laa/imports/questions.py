"""What needs a person: every doubt the reading has, with where to answer it."""

from collections.abc import Iterator
from dataclasses import dataclass

from laa.imports.agreement import PrintedAgreement, PrintedIndicator
from laa.imports.decisions import BASELINE, Decisions
from laa.imports.doubts import ANY_CELL


@dataclass(frozen=True)
class Question:
    """One doubt. `period` is "" where it is about the indicator itself, not about a cell."""

    ref: str
    text: str
    period: str = ""
    is_answered: bool = False


def questions(printed: PrintedAgreement, decisions: Decisions) -> list[Question]:
    """All doubts in printed order. Answered is a doubt whose own fact or cell is decided."""
    return [question for each in printed.indicators for question in of_indicator(each, decisions)]


def of_indicator(each: PrintedIndicator, decisions: Decisions) -> Iterator[Question]:
    cells = {said["period"] for said in decisions.cells if said["ref"] == each.ref}
    facts = decisions.indicators.get(each.ref, {})
    decided = {*cells, *(name for name, value in facts.items() if value not in (None, ""))}
    if cells:
        decided.add(ANY_CELL)
    for doubt in each.doubts:
        yield Question(each.ref, doubt.text, is_answered=doubt.about in decided)
    for period, cell in cells_of(each):
        for text in cell.reading.warnings:
            yield Question(each.ref, text, period, period in cells)


def cells_of(each: PrintedIndicator):
    """The baseline and each target, by the name under which decisions know them."""
    yield BASELINE, each.baseline
    for target in each.targets:
        yield target.period, target
