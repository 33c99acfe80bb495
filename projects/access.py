"""Whose project it is, asked in one place.

Everybody in a partnership may know of its projects. Their clients are for the people of the project
alone: to anybody else, whatever the role, a page about them is not found.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404

from laa import clock
from laa.permissions import Member, Permission
from projects.models import Project, ProjectPerson

P = Permission


def fetch_project(member: Member, slug: str) -> Project:
    """The project, and by the same query whether they are one of its people: `is_worked_on`."""
    found = Project.objects.visible_to(member).filter(slug=slug)
    project = (
        found.select_related(
            "partnership__demonstration", "programme", "owner", "managing_body", "agreement", "plan"
        )
        .annotate(is_worked_on=Exists(_people(member).filter(project=OuterRef("pk"))))
        .first()
    )
    if project is None:
        raise Http404("No project of this partnership is at this address.")
    return project


def is_one_of_its_people(member: Member, project: Project) -> bool:
    """Whether they work on it as at the partnership's today; `project` as fetched for them."""
    return member.may(P.WORK_ON_PROJECTS) and project.is_worked_on


def _people(member: Member):
    return ProjectPerson.objects.on(clock.today(member.partnership)).filter(user=member.user)


def fetch_worked_on(member: Member, slug: str) -> Project:
    """The project, for its own people; not found by anybody else."""
    project = fetch_project(member, slug)
    if not is_one_of_its_people(member, project):
        raise Http404("No project of yours is at this address.")
    return project


def may_change(member: Member, project: Project) -> bool:
    return member.may(P.SET_UP) or is_one_of_its_people(member, project)


def fetch_to_change(member: Member, slug: str) -> Project:
    project = fetch_project(member, slug)
    if not may_change(member, project):
        raise PermissionDenied(f"Only the people of {project} may change its records.")
    return project
