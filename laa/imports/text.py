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
    shape = {"delimiter": delimiter, "quoting": csv.QUOTE_NONE}
    if is_quoted:
        shape["quoting"] = csv.QUOTE_MINIMAL
        _check_quotes(name, text, shape)
    return Document(name, list(_rows(name, text, shape)), warnings, has_pages=True)


def _rows(name: str, text: str, shape: dict):
    number = 1
    reader = csv.reader(io.StringIO(text), **shape)
    try:
        for cells in reader:
            yield Row(name, number, tuple(Cell(cell) for cell in cells))
            number = reader.line_num + 1
    except csv.Error:
        raise _unclosed(name, number) from None


def _check_quotes(name: str, text: str, shape: dict) -> None:
    """A mark that is never closed makes one cell of the rest of the file; a stray one does not."""
    number = 1
    reader = csv.reader(io.StringIO(text), strict=True, **shape)
    try:
        for _ in reader:
            number = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise _unclosed(name, number) from None


def _unclosed(name: str, number: int):
    return unreadable(
        "A cell is too long, or a quotation mark is never closed.",
        "Look at the quotation marks in this row.",
        sheet=name,
        row=number,
    )


def _decoded(name: str, data: bytes) -> tuple[str, list[str]]:
    encoding = next((code for mark, code in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data:
        raise unreadable(f"{name} is not text.", "Save it as .xlsx or .csv and try again.")
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
