"""Any kind of record, and the portfolio, as rows."""

from collections.abc import Iterable

from projects.kinds import Kind


def record_rows(kind: Kind, rows: Iterable) -> list[list]:
    """The list as it is shown, with what is in doubt in a last column."""
    heads = [head for head, _ in kind.columns]
    return [
        [*heads, "In doubt"],
        *([*(read(row) for _, read in kind.columns), " ".join(row.doubts)] for row in rows),
    ]


def project_rows(projects: Iterable) -> list[list]:
    head = ["Project", "Programme", "Status", "Priority", "Owner", "Managed by", "Funder"]
    return [
        [*head, "Starts", "Ends", "Where"],
        *(
            [
                project.name,
                project.programme.name if project.programme else None,
                project.get_status_display(),
                project.get_priority_display(),
                project.owner.name if project.owner else None,
                project.managing_body.name,
                project.funder,
                project.starts,
                project.ends,
                project.geography,
            ]
            for project in projects
        ),
    ]
