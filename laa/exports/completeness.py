"""Who has returned what, as rows; every count with what it is out of."""

from laa.queries.completeness import Completeness, Row
from laa.queries.completeness_matrix import Matrix
from laa.rules.completeness import Tally

ROW_HEAD = [
    "Agreement",
    "Theme",
    "Reference",
    "Title",
    "Lead partner",
    "Suppliers",
    "Officer",
    "Deputy",
    "State",
    "Timing",
    "Lines",
    "Lines outstanding",
]
TALLY_HEAD = [
    "Asked for",
    "Entered",
    "Percent entered",
    "Outstanding",
    "On time",
    "Returned late",
    "Overdue",
    "Given longer",
    "Set aside",
]


def completeness_rows(rows: list[Row]) -> list[list]:
    return [ROW_HEAD, *(_row(row) for row in rows)]


def _row(row: Row) -> list:
    promise = row.commitment
    return [
        promise.agreement.title,
        promise.theme.name,
        promise.indicator.reference,
        promise.indicator.title,
        promise.lead.name,
        "; ".join(map(str, row.suppliers)),
        "; ".join(person.name for person in row.officers),
        "; ".join(person.name for person in row.deputies),
        row.said,
        str(row.standing.timing) if row.standing else None,
        len(row.asked),
        len(row.outstanding),
    ]


def theme_rows(found: Completeness) -> list[list]:
    return [
        ["Agreement", "Theme", *TALLY_HEAD],
        *([theme.agreement.title, theme.name, *_counts(t)] for theme, t in found.by_theme),
    ]


def supplier_rows(found: Completeness) -> list[list]:
    rows = ([partner.name, *_counts(t)] for partner, t in found.by_supplier)
    return [["Supplier", *TALLY_HEAD], *rows]


def _counts(t: Tally) -> list:
    return [
        t.asked,
        t.entered,
        t.share,
        t.outstanding,
        t.on_time,
        t.late,
        t.overdue,
        t.extended,
        t.set_aside,
    ]


def matrix_rows(found: Matrix) -> list[list]:
    """A row for each supplier and round, so that a spreadsheet can turn it as it likes."""
    return [
        ["Supplier", "Round", *TALLY_HEAD],
        *(
            [partner.name, round_.period, *_counts(t)]
            for partner, tallies in found.rows
            for round_, t in tallies
            if t is not None
        ),
    ]
