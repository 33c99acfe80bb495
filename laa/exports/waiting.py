"""The waiting list as rows."""

from collections.abc import Iterator

from laa.queries.waiting import Waiting

HEAD = ["Agreement", "Reference", "Title", "Strand", "For", "As printed", "What", "State"]
HEAD += ["Until", "Overdue", "Who answers", "Theme"]


def waiting_list_rows(found: list[Waiting]) -> Iterator[list]:
    yield HEAD
    for each in found:
        commitment = each.commitment
        yield [
            commitment.agreement.title,
            commitment.indicator.reference,
            commitment.indicator.title,
            each.strand.key,
            each.period_said,
            each.cell.text,
            each.kind_said,
            each.what,
            each.due,
            "overdue" if each.is_overdue else "",
            commitment.lead.name,
            commitment.theme.name,
        ]
