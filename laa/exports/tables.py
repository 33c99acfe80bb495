"""Any table as .xlsx or .csv: a number stays a number, text never becomes a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.timezone import is_aware, make_naive

from laa.exports.safe import safe_cell

FORMATS = ("xlsx", "csv")
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def download(rows: Iterable[Iterable], *, format: str, name: str) -> HttpResponse:
    """Rows, the head first, as a file. Of a django-tables2 table: `table.as_values()`."""
    rows = [[safe_cell(value) for value in row] for row in rows]
    body = as_xlsx(rows, title=name) if format == "xlsx" else as_csv(rows)
    response = HttpResponse(body, content_type=CONTENT_TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{format}"'
    return response


def asked_for(
    request, tables: Mapping[str, Callable[[], Iterable[Iterable]]], *, name: str
) -> HttpResponse | None:
    """The file that the address asks for, or None where it asks for the page.

    `tables` maps the name in `?_export=csv&_table=name` to a function that gives its rows; without
    a name it is the first.
    """
    if request.GET.get("_export") not in FORMATS:
        return None
    wanted = request.GET.get("_table") or next(iter(tables))
    if wanted not in tables:
        raise Http404(f"There is no table “{wanted}” on this page.")
    title = f"{name} {wanted}" if len(tables) > 1 else name
    return download(tables[wanted](), format=request.GET["_export"], name=title)


def as_csv(rows: list[list]) -> bytes:
    """Comma-separated, with the mark that makes Excel read it as UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_written(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(value):
    """A number without the zeros that one database adds and another does not."""
    if isinstance(value, Decimal) and "." in (text := f"{value:f}"):
        return text.rstrip("0").rstrip(".")
    return value


def as_xlsx(rows: list[list], *, title: str) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy"})
        moment = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy hh:mm"})
        sheet = book.add_worksheet(_sheet_name(title))
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    value = float(value)
                style = day if isinstance(value, date) else body
                if isinstance(value, datetime):
                    # Excel knows no time zones: the time is the one that pages show.
                    value, style = make_naive(value) if is_aware(value) else value, moment
                sheet.write(number, column, value, style if number else head)
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(rows[0]) - 1)
        sheet.autofit(max_width=400)
    return file.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31] or "Sheet1"
