"""Who enters what, as rows."""

from laa.queries.entering import Entry

ENTERING_HEAD = ["Reference", "Title", "Supplier", "Officer", "Deputy", "Other suppliers"]


def entering_rows(entries: list[Entry]) -> list[list]:
    return [
        ENTERING_HEAD,
        *(
            [
                entry.indicator.reference,
                entry.indicator.title,
                entry.indicator.supplier.name,
                entry.officer.name if entry.officer else None,
                entry.deputy.name if entry.deputy else None,
                "; ".join(f"{s.label or 'All'}: {s.supplier}" for s in entry.others),
            ]
            for entry in entries
        ),
    ]
