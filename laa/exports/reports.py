"""Reports, and the time their approval took, as rows."""

REPORT_HEAD = ["Period", "Board", "Agreement", "State", "As at", "Issued", "SHA-256 of the body"]
STEP_HEAD = ["Attempt", "Step", "Name", "Person", "Came", "Done", "Outcome", "Comment"]


def report_rows(reports) -> list[list]:
    return [
        REPORT_HEAD,
        *(
            [
                report.when.short_label,
                report.board.name if report.board else "",
                report.agreement.title,
                report.get_state_display(),
                report.as_at,
                report.issued_at,
                report.sha256,
            ]
            for report in reports
        ),
    ]


def step_rows(steps) -> list[list]:
    return [
        STEP_HEAD,
        *(
            [
                step.attempt,
                step.position,
                step.name,
                step.person.name,
                step.came_at,
                step.done_at,
                step.get_outcome_display(),
                step.comment,
            ]
            for step in steps
        ),
    ]
