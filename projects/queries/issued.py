"""What a project issued, to be listed: without the bodies and files, which are large."""

from projects.models import IssuedReport, Project


def issued_of(project: Project, quarter: str | None = None) -> list[IssuedReport]:
    """Newest first. `quarter` None: everything; blank: the end-of-project reports alone."""
    found = IssuedReport.objects.filter(project=project).select_related("issued_by")
    if quarter is not None:
        found = found.filter(quarter=quarter)
    return list(found.defer("body", "pdf", "docx"))
