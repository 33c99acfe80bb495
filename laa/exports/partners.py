"""Partners as rows."""

from laa.queries.partners import PartnerRow

PARTNER_HEAD = [
    "Name",
    "Abbreviation",
    "Part of",
    "Other names",
    "Leads on",
    "Supplies",
    "People",
    "Retired on",
]


def partner_rows(tree: list[PartnerRow]) -> list[list]:
    return [PARTNER_HEAD, *(_row(row) for row in tree)]


def _row(row: PartnerRow) -> list:
    partner = row.partner
    return [
        partner.name,
        partner.abbreviation,
        partner.part_of.name if partner.part_of else None,
        "; ".join(alias.name for alias in partner.aliases.all()),
        row.leads,
        row.supplies,
        row.people,
        partner.retired_on,
    ]
