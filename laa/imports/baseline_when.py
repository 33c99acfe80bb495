"""The column that says when the baseline was, beside the one that says what it was."""

from dataclasses import dataclass

from laa.imports.heads import Column, Part
from laa.imports.table import Printed
from laa.rules.notation.dated import read_dated
from laa.rules.periods import Period
from laa.rules.vocabulary import Frequency


@dataclass(frozen=True)
class When:
    """What a row prints there. `period` is None where that is blank, or no period."""

    column: Column | None = None
    words: str = ""
    period: Period | None = None

    @property
    def key(self) -> str:
        return self.period.key if self.period else ""

    @property
    def alone(self) -> tuple[str, ...]:
        """The doubt where a year is printed and no baseline: 2006 is no figure."""
        if not self.period:
            return ()
        return (f"Only its time is printed, “{self.words}”. Type the baseline if there is one.",)

    def doubts(self, printed: str) -> list[str]:
        """`printed` is the period that the baseline's own cell names, "" if it names none."""
        if self.words and not self.period:
            return [f"“{self.words}” under “{self.column.head}” is no period; it is kept as text."]
        if self.period and printed and printed != self.key:
            return [f"“{self.column.head}” says “{self.words}”, the baseline itself {printed}."]
        return []


_NOT_PRINTED = When()


def read_when(printed: Printed, years: Frequency) -> When:
    columns = printed.heads.of(Part.BASELINE_WHEN)
    if not columns:
        return _NOT_PRINTED
    column = columns[0]
    words = printed.row[column.index].words
    return When(column, words, read_dated(words, years) if words else None)
