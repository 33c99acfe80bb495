"""Any agreement's tables as one of the five kinds of file that are read."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from docx import Document
from openpyxl import Workbook

KINDS = ("txt", "tsv", "csv", "xlsx", "docx")

NO_HEADS = ("", "", "", "08/09", "09/10", "10/11", "")
HEADS = (
    ("Priority", "Indicator(s)", "Baseline", "LAA Improvement Target", "", "", "Partners"),
    NO_HEADS,
)


@dataclass(frozen=True)
class Merged:
    """A cell merged across `width` columns: in text its words, then blanks."""

    text: str
    width: int = 3


def spread(row) -> list:
    """The row with a blank for every further column of a merged cell."""
    cells = []
    for cell in row:
        if isinstance(cell, Merged):
            cells += [cell.text, *[""] * (cell.width - 1)]
        else:
            cells.append(cell)
    return cells


def agreement_row(ref="NI 001", title="A title", cells=("1", "2", "3", "4"), **other) -> list:
    """One row under HEADS. `cells` are the baseline and its targets; one target is merged."""
    baseline, *targets = cells
    if len(targets) == 1:
        targets = [Merged(targets[0])]
    name = f"{ref} {title}".strip()
    return [
        other.get("theme", "Safer Communities"),
        name,
        baseline,
        *targets,
        other.get("partners", "LBC*, Police"),
    ]


def text_of(*tables) -> str:
    """Tab-separated text, a blank line between two tables."""
    blocks = ["".join("\t".join(spread(row)) + "\n" for row in table) for table in tables]
    return "\n".join(blocks)


def csv_of(*tables) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        writer.writerows(spread(row) for row in table)
    return out.getvalue()


def workbook_of(sheets: dict) -> Workbook:
    """A workbook with a sheet a table; merged cells are merged as a spreadsheet merges them."""
    book = Workbook()
    book.remove(book.active)
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(table, start=1):
            column = 1
            for cell in row:
                merged = isinstance(cell, Merged)
                value = cell.text if merged else cell
                sheet.cell(number, column, value if value != "" else None)
                if merged:
                    last = column + cell.width - 1
                    sheet.merge_cells(None, number, column, number, last)
                column += cell.width if merged else 1
    return book


def word_of(*tables):
    """A Word document with a table a page; a string among them is a heading."""
    document = Document()
    for number, rows in enumerate(tables):
        if isinstance(rows, str):
            document.add_heading(rows)
            continue
        if number:
            document.add_page_break()
        wide = max(len(spread(row)) for row in rows)
        table = document.add_table(rows=len(rows), cols=wide)
        for row, printed in zip(table.rows, rows, strict=True):
            places, column = row.cells, 0
            for cell in printed:
                if isinstance(cell, Merged):
                    whole = places[column].merge(places[column + cell.width - 1])
                    whole.text = cell.text
                    column += cell.width
                else:
                    places[column].text = str(cell)
                    column += 1
    return document


def write(path: Path, *tables) -> Path:
    """The tables in a file of the kind its name ends with; a workbook gets a sheet for each."""
    if path.suffix == ".xlsx":
        workbook_of({f"Table {n}": t for n, t in enumerate(tables, start=1)}).save(path)
    elif path.suffix == ".docx":
        word_of(*tables).save(path)
    elif path.suffix == ".csv":
        path.write_bytes(csv_of(*tables).encode())
    else:
        path.write_bytes(text_of(*tables).encode())
    return path
