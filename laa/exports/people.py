"""People, permissions and runs as rows."""

from laa.models import JobRun, Membership, Role, User


def people_rows(people: dict[User, list[Membership]]) -> list[list]:
    """One row for each role somebody plays."""
    head = ["Name", "Email address", "Role", "Partner", "Account"]
    return [
        head,
        *(
            [
                person.name,
                person.email,
                membership.get_role_display(),
                membership.partner.name if membership.partner else None,
                "Active" if person.is_active else "Deactivated",
            ]
            for person, memberships in people.items()
            for membership in memberships
        ),
    ]


def permission_rows(matrix: list[tuple[str, list[bool]]]) -> list[list]:
    """`matrix` holds each permission in words, and whether each role has it, in Role's order."""
    return [
        ["May", *(role.label for role in Role)],
        *([said, *("Yes" if may else "No" for may in roles)] for said, roles in matrix),
    ]


def job_rows(runs: list[JobRun]) -> list[list]:
    counts = ("opened", "escalated", "closed", "unchanged", "told", "due", "overdue")
    head = ["Job", "As at", "Started", "Finished", "Seconds", "Steps done", "Steps"]
    head += [name.capitalize() for name in counts] + ["Rows that failed", "Error"]
    return [
        head,
        *(
            [run.name, run.as_at, _moment(run.started_at), _moment(run.finished_at)]
            + [run.duration.seconds if run.duration else None, run.progress, run.total]
            + [run.counts.get(name) for name in counts]
            + ["; ".join(f"{each['row']}: {each['why']}" for each in run.problems), run.error]
            for run in runs
        ),
    ]


def _moment(at):
    return at.strftime("%Y-%m-%d %H:%M:%S") if at else None
