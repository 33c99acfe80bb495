"""The national set as rows, and who uses one of it."""

from collections.abc import Collection, Iterable

from laa.catalogue import NationalIndicator
from laa.queries.national_indicators import Use

HEAD = [
    "Reference",
    "Title",
    "How sure the title is",
    "Good is",
    "Says who",
    "Unit",
    "Of what",
    "How often",
    "Days until a figure (estimate)",
    "Survey",
    "Department",
    "Parts",
    "Note",
    "Used here",
]


def national_rows(found: Iterable[NationalIndicator], used: Collection[str]) -> list[list]:
    """Everything the catalogue knows, one row an indicator."""
    return [
        HEAD,
        *(
            [
                each.reference,
                each.title,
                each.title_kind.label,
                each.polarity.label,
                each.polarity_basis.label,
                each.unit.label,
                each.unit_detail,
                each.frequency.label,
                each.lag_days,
                each.survey,
                each.department,
                "; ".join(each.parts),
                each.note,
                "Yes" if each.reference in used else "No",
            ]
            for each in found
        ),
    ]


def use_rows(uses: list[Use]) -> list[list]:
    """The partnership's own indicators under a national reference."""
    return [
        ["Reference", "Title here", "Agreements", "Wording"],
        *(
            [
                use.indicator.reference,
                use.indicator.title,
                "; ".join(agreement.title for agreement in use.agreements),
                use.wording_said,
            ]
            for use in uses
        ),
    ]
