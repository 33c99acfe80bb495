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
