"""How each contributes to a promise, as rows."""

from laa.clock import day_of
from laa.models import Commitment
from laa.queries.contributions import Parts

HEAD = ["Agreement", "Reference", "Partner", "What it does", "Said by", "Said on"]


def contribution_rows(commitment: Commitment, found: Parts) -> list[list]:
    """A row for each contributor; of one that has not said yet the words are empty."""
    return [HEAD, *(_row(commitment, part) for part in found.parts)]


def _row(commitment: Commitment, part) -> list:
    said = part.said
    return [
        commitment.agreement.title,
        commitment.indicator.reference,
        part.partner.name,
        said.text if said else None,
        said.said_by.name if said else None,
        day_of(said.said_at) if said else None,
    ]
