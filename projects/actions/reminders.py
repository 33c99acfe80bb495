"""Reminding a project's people of clients' details that should be erased. Safe to run twice."""

from django.urls import reverse

from laa.actions.job_runs import Job, Turn
from laa.models import Partnership
from laa.notices import notify
from laa.rules.notices import HOUSEKEEPING
from projects.actions.clients import due_for_erasing
from projects.models import Project


def remind_of_retention(turn: Turn) -> None:
    """Once a month as long as details are kept past their day. They are erased by people.

    A machine that erased by itself could not be called back when the day was typed wrongly.
    """
    for project in Project.objects.filter(partnership=turn.partnership).order_by("pk"):
        with turn.row(project):
            if due := len(due_for_erasing(project)):
                turn.count("told")
                _tell(turn, project, due)


def _tell(turn: Turn, project: Project, due: int) -> None:
    noun = "client’s details are" if due == 1 else "clients’ details are"
    path = reverse("projects:clients", args=[turn.partnership.slug, project.slug])
    notify(
        project.people_on(turn.as_at),
        partnership=turn.partnership,
        kind=HOUSEKEEPING,
        key=f"retention:{project.slug}:{turn.as_at:%Y-%m}"[:250],
        text=f"{project}: {due} {noun} kept past the day they should be erased.",
        path=path,
    )


def has_projects(partnership: Partnership) -> bool:
    return Project.objects.filter(partnership=partnership).exists()


REMINDERS = Job("projects", (remind_of_retention,), ("client.",), concerns=has_projects)
