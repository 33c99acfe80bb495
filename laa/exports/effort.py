"""Effort against value as rows."""

from laa.queries.effort import EffortRow

HEAD = [
    "Reference",
    "Title",
    "Supplier",
    "Returns entered in 12 months",
    "Hours for one",
    "Hours in 12 months",
    "Opened",
    "Exported",
    "Used in a report",
    "Unused",
]


def effort_rows(rows: list[EffortRow]) -> list[list]:
    return [
        HEAD,
        *(
            [
                row.indicator.reference,
                row.indicator.title,
                row.indicator.supplier.name if row.indicator.supplier else None,
                row.entered,
                row.hours,
                row.hours_a_year,
                row.opened,
                row.exported,
                row.reported,
                "unused" if row.is_unused else None,
            ]
            for row in rows
        ),
    ]
