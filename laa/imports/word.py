"""Tables of Word documents, one after another, as they run over the pages."""

import io

from docx import Document as open_word
from docx.oxml.ns import qn
from docx.table import Table

from laa.imports.glossary import is_heading
from laa.imports.grid import BLANK, Cell, Document, Row
from laa.imports.problems import unreadable


def read(name: str, data: bytes) -> Document:
    try:
        document = open_word(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
    except Exception as error:
        # A damaged document raises whatever the parser stumbles on first.
        raise unreadable(
            f"{name} is damaged, or is no Word document.", "Open it in Word, save it and retry."
        ) from error
    if not document.tables:
        raise unreadable(
            f"{name} has no table.", "The agreement has to be a table; choose another document."
        )
    return Document(name, list(_all_rows(blocks)), has_pages=True)


def _all_rows(blocks):
    """The tables' rows. Of the text between them only a glossary's heading says what follows."""
    number = 0
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            yield from _rows(block, number)
        elif is_heading(block.text):
            yield Row("Text", 0, (Cell(block.text),))


def _rows(table, number: int):
    for position, line in enumerate(table._tbl.tr_lst, start=1):
        cells: list[Cell] = [BLANK] * line.grid_before
        for box in line.tc_lst:
            is_continued = box.vMerge == "continue"
            cells.append(BLANK if is_continued else Cell(_words(box), box.grid_span))
            cells += [BLANK] * (box.grid_span - 1)
        yield Row(f"Table {number}", position, tuple(cells))


def _words(box) -> str:
    """Each paragraph's text; what a tracked change deleted is no part of it."""
    paragraphs = (
        "".join(
            "\t" if node.tag == qn("w:tab") else " " if node.tag == qn("w:br") else node.text or ""
            for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
        )
        for paragraph in box.iter(qn("w:p"))
    )
    return "\n".join(paragraphs)
