"""Figures to look at again, as rows."""

from laa.queries.data_quality import DataQuality, Finding
from laa.rules.data_quality import Fault


def finding_rows(findings: list[Finding]) -> list[list]:
    return [
        [
            "What is the matter",
            "Reference",
            "Strand",
            "Title",
            "Period",
            "Supplier",
            "Round",
            "How",
        ],
        *(
            [
                str(each.fault),
                each.indicator.reference,
                each.strand.label,
                each.indicator.title,
                each.period,
                each.partner.name,
                each.round.period if each.round else None,
                each.said,
            ]
            for each in findings
        ),
    ]


def partner_rows(found: DataQuality) -> list[list]:
    return [
        ["Supplier", *(str(fault) for fault in Fault)],
        *([partner.name, *(n for _, n in counts)] for partner, counts in found.by_partner),
    ]
