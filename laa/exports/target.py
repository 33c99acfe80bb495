"""Every version of a promise's targets as rows."""

from collections.abc import Iterator, Sequence

from laa.clock import day_of
from laa.queries.targets_page import PrintedCell
from laa.rules.periods import period
from laa.rules.targets import BASELINE

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
                day_of(row.recorded_at),
            ]


def refresh_rows(groups: Sequence[Sequence[PrintedCell]]) -> Iterator[list]:
    """The table to fill in: a row for each promise, in each cell what stands there."""
    found = {cell.period for cells in groups for cell in cells} - {BASELINE}
    when = [BASELINE, *sorted(found, key=lambda key: (period(key).start, period(key).end))]
    yield ["Reference", "Title", "Baseline", *when[1:]]
    for cells in groups:
        text = {cell.period: cell.text for cell in cells}
        indicator = cells[0].commitment.indicator
        yield [indicator.reference, indicator.title, *(text.get(key, "") for key in when)]
