"""The reading of a document as rows, to be checked beside it on paper."""

from collections.abc import Iterator

from laa.queries.import_page import ImportPage


def reading_rows(page: ImportPage) -> Iterator[list]:
    yield ["Indicator", "Title", "Designation", "Theme", "Lead", "Cell", "Printed", "Read as"]
    for row in page.rows:
        each = row.indicator
        for cell in row.cells:
            yield [
                each.ref,
                each.title,
                each.designation,
                each.theme,
                each.lead_name,
                cell.label,
                cell.text,
                cell.decided or cell.said,
            ]


def problem_rows(page: ImportPage) -> Iterator[list]:
    yield ["Indicator", "About", "What needs a person", "Decided"]
    for question in page.questions:
        about = question.period or "the indicator"
        yield [question.ref, about, question.text, "yes" if question.is_answered else "no"]
