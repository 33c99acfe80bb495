"""Text with tabs, commas or semicolons, in the encodings offices use."""

import codecs
import csv
import io

from laa.imports.grid import Cell, Document, Row
from laa.imports.problems import unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(name: str, data: bytes) -> Document:
    text, warnings = _decoded(name, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _delimiter(text)
    # A published text has no quoting; a quotation mark in it is only that.
    is_quoted = text.startswith('"') or f'{delimiter}"' in text or '\n"' in text
    reader = csv.reader(
        io.StringIO(text),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
    )
    return Document(name, list(_rows(name, reader)), warnings, has_pages=True)


def _rows(name: str, reader):
    number = 1
    try:
        for cells in reader:
            yield Row(name, number, tuple(Cell(cell) for cell in cells))
            number = reader.line_num + 1
    except csv.Error:
        raise unreadable(
            "A cell is too long, or a quotation mark is never closed.",
            "Look at the quotation marks in this row.",
            sheet=name,
            row=number,
        ) from None


def _decoded(name: str, data: bytes) -> tuple[str, list[str]]:
    encoding = next((code for mark, code in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data:
        raise unreadable(f"{name} is not text.", "Save it as .csv, .xlsx or .docx and try again.")
    for code in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if code != "cp1252":
            return text, []
        return text, [f"{name} is read as Windows-1252 text. Check £ signs and quotation marks."]
    raise unreadable(f"{name} is in an unknown encoding.", "Save it as CSV UTF-8 and try again.")


def _delimiter(text: str) -> str:
    """What parts the most lines into three or more; tabs count double, since prose has commas."""
    lines = text.split("\n", 1000)[:1000]
    parted = {mark: sum(line.count(mark) >= 2 for line in lines) for mark in "\t,;"}
    parted["\t"] *= 2
    return max(parted, key=parted.__getitem__)
