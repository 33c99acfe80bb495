"""Reviews as rows: the plan, the findings, the progress, the library and surveys."""

from peer_reviews.queries.progress import STATUS_SAID, Statement
from peer_reviews.queries.register import Register
from peer_reviews.queries.surveys import SurveyPage

PLAN_HEAD = [
    "Number", "Recommendation", "Answer", "Reason", "Stands at", "Action", "Addressed through",
    "Owner", "Due", "Timescale as printed", "Action stands at", "Measure", "Missing",
]  # fmt: skip


def register_rows(register: Register) -> list[list]:
    """A row for each action of each recommendation; one for a recommendation without any."""
    rows = [PLAN_HEAD]
    for row in register.rows:
        each = row.recommendation
        for action, at in row.at.pairs or [(None, None)]:
            rows.append(
                [
                    each.number,
                    each.title,
                    row.at.answer_said,
                    row.at.answer.text if row.at.answer else "",
                    str(row.at.standing),
                    at.title if at else "",
                    at.through if at else "",
                    at.owner if at else "",
                    at.due if at else None,
                    action.due_text if action else each.timescale,
                    STATUS_SAID[at.status] if at else "",
                    each.measure,
                    ", ".join(row.missing),
                ]
            )
    return rows


def progress_rows(statement: Statement) -> list[list]:
    head = ["Number", "Recommendation", "Answer", "Stands at", "Reason or progress", "As at"]
    return [
        head,
        *(
            [
                row.recommendation.number,
                row.recommendation.title,
                row.answer_said,
                str(row.standing),
                row.reason,
                statement.as_at,
            ]
            for row in statement.rows
        ),
    ]


def finding_rows(found) -> list[list]:
    rows = [["Component", "Kind", "Finding", "Printed at", "Leads to"]]
    for each in found:
        for finding in (*each.strengths, *each.areas):
            leads = ", ".join(r.number for r in finding.recommendations.all())
            rows.append(
                [
                    str(each.component),
                    finding.get_kind_display(),
                    finding.text,
                    finding.printed_at,
                    leads,
                ]
            )
    return rows


def practice_rows(found) -> list[list]:
    return [
        ["Kind", "Topic", "What it is", "Organisations", "Part of", "Review"],
        *(
            [
                each.get_kind_display(),
                each.topic,
                each.text,
                ", ".join(each.places),
                str(each.part_of or ""),
                str(each.review),
            ]
            for each in found
        ),
    ]


def wave_rows(page: SurveyPage) -> list[list]:
    head = ["Held", "Share (%)", "Answered", "Points since the wave before", "Verdict", "Because"]
    return [
        head,
        *(
            [
                wave.held_on,
                wave.share,
                wave.sample,
                change.points if change else None,
                change.verdict if change else "",
                change.because if change else "",
            ]
            for wave, change in page.table
        ),
    ]
