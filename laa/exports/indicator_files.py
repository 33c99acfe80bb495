"""The files that bear out an indicator's figures, as rows."""

from collections.abc import Iterable

from laa.clock import day_of
from laa.queries.indicator_files import FigureFile

HEAD = ["Period", "Strand", "Returned by", "File", "Bytes", "Added on", "Added by", "Withdrawn on"]


def file_rows(found: Iterable[FigureFile]) -> list[list]:
    return [HEAD, *(_row(each) for each in found)]


def _row(each: FigureFile) -> list:
    file, line = each.file, each.line
    return [
        line.period,
        line.strand.label or line.strand.key,
        line.quarterly_return.partner.name,
        file.name,
        file.size,
        day_of(file.uploaded_at),
        str(file.uploaded_by),
        file.withdrawn_at and day_of(file.withdrawn_at),
    ]
