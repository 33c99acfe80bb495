"""What is public of an agreement and what is not, as rows."""

from collections.abc import Iterable

from laa.queries.publishing import Entry

HEAD = ["Period", "Reference", "Title", "Strand", "Figure", "What it is", "Public", "From"]


def publishing_rows(found: Iterable[Entry]) -> list[list]:
    return [HEAD, *(_row(each) for each in found)]


def _row(entry: Entry) -> list:
    rating = entry.rating
    indicator = rating.commitment.indicator
    return [
        rating.period,
        indicator.reference,
        indicator.title,
        rating.strand.label,
        rating.figure_value,
        rating.get_figure_state_display(),
        entry.state,
        entry.publication.public_from if entry.publication else None,
    ]
