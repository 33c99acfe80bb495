"""A report in whatever it came: a Word document, a sheet, a text file, or pasted words."""

import csv
import io

from docx import Document as open_word
from docx.table import Table

from laa.imports.files import LARGEST_FILE, open_document
from laa.imports.grid import Cell, Document, Row
from laa.imports.problems import unreadable
from peer_reviews.reading.items import KINDS, RECOMMENDATION, Item, Reading
from peer_reviews.reading.prose import Line, read_lines
from peer_reviews.reading.table import heads_of, read_table

HOLDS = "the report’s recommendations"
TO_DO = (
    "It needs a heading such as “Key recommendations”, “Quick Wins”, “Notable Practice” or "
    "“Signposting” with a list below it, or a table with a column “Recommendation”."
)


def read_report(name: str, data: bytes) -> Reading:
    """Every item of the file; Unreadable says what the file is instead and what to do."""
    if len(data) > LARGEST_FILE:
        raise unreadable(f"{name} is larger than 10 MB.", "Keep the pages with the lists.")
    if data.startswith(b"PK") and b"word/" in data:
        return _checked(name, _read_word(name, data))
    if name.casefold().endswith((".csv", ".tsv", ".xlsx")) or data.startswith(b"PK"):
        return _checked(name, read_table(_in_columns(open_document(name, data, holds=HOLDS))))
    if data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"MZ")):
        # Said in the core's words, which know each of them.
        open_document(name, data, holds=HOLDS)
    return read_pasted(_decoded(name, data), name=name)


def read_pasted(text: str, *, name: str = "Pasted text") -> Reading:
    """The items of words that somebody pasted: running text, or rows with tabs between cells."""
    lines = [Line(n, words) for n, words in enumerate(text.splitlines(), start=1)]
    rows = [
        Row("Text", line.number, tuple(Cell(cell) for cell in line.text.split("\t")))
        for line in lines
    ]
    if any(heads_of(row) for row in rows):
        return _checked(name, read_table(Document(name, rows)))
    return _checked(name, read_lines(lines))


def _in_columns(document: Document) -> Document:
    """With its two columns, where a text has no more than those: the core looks for three."""
    if any(len(row.cells) > 1 for row in document.rows):
        return document
    lines = csv.reader(row.cells[0].text for row in document.rows)
    rows = [
        Row(row.sheet, row.number, tuple(Cell(cell) for cell in cells))
        for row, cells in zip(document.rows, lines, strict=False)
    ]
    return Document(document.name, rows)


def _decoded(name: str, data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(f"{name} is no text.", "Save it as .docx, .txt or .csv and try again.")


def _read_word(name: str, data: bytes) -> list[Item]:
    try:
        blocks = list(open_word(io.BytesIO(data)).iter_inner_content())
    except Exception as error:
        # A damaged document raises whatever the parser stumbles on first.
        raise unreadable(
            f"{name} is damaged, or is no Word document.", "Open it in Word, save it and retry."
        ) from error
    lines, rows = [], []
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Table):
            for position, row in enumerate(block.rows, start=1):
                cells = tuple(Cell(cell.text) for cell in row.cells)
                rows.append(Row(f"Table in paragraph {number}", position, cells))
        else:
            lines.append(_line(number, block))
    return [*read_lines(_counted(lines)), *read_table(Document(name, rows))]


def _line(number: int, paragraph) -> Line:
    """A paragraph as the reader of text knows it: its list and its bold words made visible."""
    style = (paragraph.style.name or "").casefold()
    text = "".join(f"**{r.text}**" if r.bold and r.text.strip() else r.text for r in paragraph.runs)
    text = text.replace("****", "").strip()
    if style.startswith(("heading", "title")):
        return Line(number, paragraph.text.strip(), is_heading=True)
    properties = paragraph._p.pPr
    listed = properties is not None and properties.numPr is not None
    if text and (style.startswith("list") or listed):
        level = int(style.endswith(" 2")) or _depth(properties)
        mark = "#." if "number" in style else "-"
        return Line(number, f"{mark} {text}", level=level)
    return Line(number, text)


def _depth(properties) -> int:
    numbering = properties.numPr if properties is not None else None
    depth = numbering.ilvl if numbering is not None else None
    return min(depth.val, 1) if depth is not None else 0


def _counted(lines: list[Line]) -> list[Line]:
    """Word keeps no numbers in its text: they are counted, from 1 under each heading."""
    counted, number = [], 0
    for line in lines:
        if line.text.startswith("#. "):
            number += 1
            line = Line(line.number, f"{number}. {line.text[3:]}", level=line.level)
        elif line.is_heading:
            number = 0
        counted.append(line)
    return counted


def _checked(name: str, items: list[Item]) -> Reading:
    if not items:
        raise unreadable(f"{name} has no list that can be read.", TO_DO)
    warnings = []
    numbers = [item.number for item in items if item.kind == RECOMMENDATION]
    for number in sorted({n for n in numbers if numbers.count(n) > 1}):
        warnings.append(f"Recommendation {number} is printed {numbers.count(number)} times.")
    whole = [int(n) for n in numbers if n.isdigit()]
    missing = sorted(set(range(1, max(whole, default=0) + 1)) - set(whole))
    if missing:
        warnings.append(f"Missing in the numbering: {', '.join(map(str, missing))}.")
    for kind in KINDS:
        if not any(item.kind == kind for item in items):
            warnings.append(f"No {KINDS[kind].casefold()} was found.")
    return Reading(name, items, warnings)
