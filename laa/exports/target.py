"""Every version of a promise's targets as rows."""

from collections.abc import Iterator

from laa.queries.targets_page import PrintedCell

HEAD = [
    "For",
    "Strand",
    "Version",
    "As agreed",
    "Number",
    "Read as",
    "Why",
    "Who agreed",
    "Agreed on",
    "Recorded",
]


def version_rows(cells: list[PrintedCell]) -> Iterator[list]:
    yield HEAD
    for cell in cells:
        for row in cell.versions:
            yield [
                cell.label,
                row.strand.key,
                row.version,
                row.text,
                row.value,
                row.get_state_display(),
                row.reason,
                row.agreed_by,
                row.agreed_on,
                row.recorded_at.date(),
            ]
