"""A document as rows of cells, whatever kind of file it came in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from laa.imports.problems import Problem


@dataclass(frozen=True)
class Cell:
    """A cell's words. `span` is how many columns it is merged across; None where nobody can say."""

    text: str = ""
    span: int | None = None
    words: str = field(init=False, compare=False, repr=False)
    """The text with single blanks. Every cell is asked for it, many times."""

    def __post_init__(self):
        object.__setattr__(self, "words", " ".join(self.text.split()))

    def __bool__(self) -> bool:
        return bool(self.words)


BLANK = Cell()


@dataclass(frozen=True)
class Row:
    """A row as the file counts it, so that a person finds it there."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]

    def __getitem__(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else BLANK

    @cached_property
    def filled(self) -> list[int]:
        return [index for index, cell in enumerate(self.cells) if cell]


@dataclass(frozen=True)
class Document:
    """All rows in order. In a text or Word document a table goes on over the pages.

    `problems` are what opening it found; what its rows say is looked at all the same.
    """

    name: str
    rows: list[Row]
    warnings: list[str] = field(default_factory=list)
    has_pages: bool = False
    problems: list[Problem] = field(default_factory=list)

    def parts(self) -> Iterator[list[Row]]:
        """The stretches in which one table may run: a workbook's sheets, else everything."""
        if self.has_pages:
            yield self.rows
            return
        sheets: dict[str, list[Row]] = {}
        for row in self.rows:
            sheets.setdefault(row.sheet, []).append(row)
        yield from sheets.values()


def letter(index: int) -> str:
    """The column as a spreadsheet names it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
