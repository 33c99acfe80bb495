"""What a document is made of, whatever it is rendered to: words, facts, tables, charts."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """What stands in a table's cell. `number` is its value where it is one, "" where it is words.

    A rating says its word in `text` and is named in `rating`, for those who show its shape.
    """

    text: str
    number: str = ""
    unit: str = ""
    rating: str = ""


@dataclass(frozen=True)
class Words:
    """A paragraph. `kind` "mark" stands out, "quiet" stands back."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True)
class Bullets:
    """Points of one list, each a sentence or a few words."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names with what they are: read aloud as one line after another."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Table:
    """A table under its caption; `widths` are shares of the line."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """A trend, or bars; `text` says in words what it shows. `line` holds its figures and aims.

    A line of bars is {"bars": [{"label", "year", "values": [[kind, number as text or None], …]}]}.
    """

    title: str
    text: str
    line: dict


Block = Words | Bullets | Facts | Table | Chart


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = field(default=())
    starts_page: bool = True
    """On paper, of the outermost sections: whether it begins on a page of its own."""


@dataclass(frozen=True)
class Document:
    """A cover and the body under it."""

    cover: dict
    sections: tuple[Section, ...]


def cells(*texts: str) -> tuple[Cell, ...]:
    """A row of a table from texts."""
    return tuple(Cell(str(text)) for text in texts)


def number(value: int) -> Cell:
    """A count as a cell that a spreadsheet adds up."""
    return Cell(str(value), number=str(value))
