"""A return's spreadsheet in its officer's hands: filled in, sorted, saved by other programs."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.page import Page, visit

HEAD_ROW = 4


class Sheet:
    """The downloaded workbook. Cells are named by the line's reference and the column's head."""

    def __init__(self, data):
        self.book = load_workbook(io.BytesIO(data))

    @property
    def page(self):
        return self.book["Return"]

    @property
    def heads(self):
        return {cell.value: cell.column_letter for cell in self.page[HEAD_ROW] if cell.value}

    def row(self, reference):
        for row in range(HEAD_ROW + 1, self.page.max_row + 1):
            if self.page.cell(row, 1).value == reference:
                return row
        raise AssertionError(f"No row for {reference}")

    def at(self, reference, head):
        return f"{self.heads[head]}{self.row(reference)}"

    def cell(self, reference, head):
        return self.page[self.at(reference, head)]

    def fill(self, reference, **cells):
        """`fill("NI 1", Figure=4, What_you_have="…")`: a head's spaces as underscores."""
        for head, value in cells.items():
            self.cell(reference, head.replace("_", " ")).value = value
        return self

    @property
    def data(self):
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()

    @property
    def as_csv(self):
        file = io.StringIO()
        for row in self.page.values:
            csv.writer(file).writerow(["" if value is None else value for value in row])
        return file.getvalue().encode()


def download(client, path):
    answer = client.get(f"{path}spreadsheet/download/")
    assert answer.status_code == 200, answer
    return Sheet(answer.content)


def upload(client, path, data, name="return.xlsx"):
    """The page that follows: what would change, or the upload page with what is wrong."""
    file = SimpleUploadedFile(name, data)
    answer = client.post(f"{path}spreadsheet/", {"document": file}, follow=True)
    if answer.redirect_chain:
        return visit(client, answer.request["PATH_INFO"])
    return Page(client, answer)
