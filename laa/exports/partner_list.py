"""What partners signed up to, as rows."""

from laa.queries.partner_list import PartnerList, Standing

LIST_HEAD = [
    "Agreement",
    "Reference",
    "Title",
    "Theme",
    "Designation",
    "Part",
    "Through",
    "Flag",
    "How",
]
LISTS_HEAD = ["Partner", "Part of", "Leads", "Contributes to"]


def partner_list_rows(found: PartnerList) -> list[list]:
    return [
        LIST_HEAD,
        *(
            [
                part.commitment.agreement.title,
                part.commitment.indicator.reference,
                part.commitment.indicator.title,
                part.commitment.theme.name,
                part.commitment.get_designation_display(),
                part.role,
                part.partner.name,
                "flagged" if part.is_flagged else "",
                "not said yet" if part.is_silent else "",
            ]
            for part in found.parts
        ),
    ]


def supplied_rows(found: PartnerList) -> list[list]:
    """A row for every strand of which the partner, or a service within it, owes the figure."""
    return [
        ["Reference", "Title", "Strand", "How often"],
        *(
            [
                each.indicator.reference,
                each.indicator.title,
                strand.label or strand.key,
                each.indicator.get_frequency_display(),
            ]
            for each in found.supplies
            for strand in each.strands
        ),
    ]


def partner_lists_rows(found: list[Standing]) -> list[list]:
    return [
        LISTS_HEAD,
        *(
            [
                each.partner.name,
                each.partner.part_of.name if each.partner.part_of else "",
                each.leads,
                each.contributes,
            ]
            for each in found
        ),
    ]
