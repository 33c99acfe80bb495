"""A workbook as large as the National Indicator Set, for measuring what reading it costs."""

import io

from openpyxl import Workbook

from laa.catalogue import entries
from laa.imports.agreement import read_agreement
from laa.imports.answer import as_json
from laa.imports.files import open_document

HEADS = ("Theme", "Indicator", "Baseline", "2008/09", "2009/10", "2010/11", "Partners")
CELLS = (
    ("{0}.0%", "*{1}.0%", "*{2}.5%", "*{3}.5%"),
    ("0.{0} ({0} offences)", "*0.{1} ({1} offences)", "*0.{2} ({2} offences)", "*0.{3} (9 calls)"),
    ("N/A", "*Target setting deferred until 2009", None, None),
    ("{0}", "{1}", "{2}", "{3}"),
    ("{0}(m) {1}(f)", "*{1} (m) {2}(f)", "*{2}(m) {3}(f)", "*{3}(m) {0}(f)"),
)
"""Kinds of rows; the numbers differ from row to row, so that no cell is read from memory."""


def national_workbook() -> bytes:
    """198 rows with the cells that agreements print, one kind after another."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEADS)
    for number, national in enumerate(entries()):
        numbers = range(1000 + 4 * number, 1004 + 4 * number)
        cells = [cell and cell.format(*numbers) for cell in CELLS[number % len(CELLS)]]
        sheet.append(
            (f"Theme {number % 4 + 1}", str(national), *cells, "LBC*, Luton tPCT, Police, VAL")
        )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def dry_run(data: bytes) -> dict:
    return as_json(read_agreement(open_document("national.xlsx", data), 2008))
