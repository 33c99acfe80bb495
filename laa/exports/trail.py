"""What was done, as rows."""

from laa.queries.trail import Happened

TRAIL_HEAD = ["When", "Who", "Did what", "To what", "Why", "Changed"]


def trail_rows(happened: list[Happened]) -> list[list]:
    return [
        TRAIL_HEAD,
        *(
            [each.at, each.who, each.did, each.what, each.note, "; ".join(each.changes)]
            for each in happened
        ),
    ]
