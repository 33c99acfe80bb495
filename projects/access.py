"""Whose project it is, asked in one place.

Everybody in a partnership may know of its projects. Their clients are for the people of the project
alone: to anybody else, whatever the role, a page about them is not found.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from laa import clock
from laa.permissions import Member, Permission
from projects.models import Project, ProjectPerson

P = Permission


def fetch_project(member: Member, slug: str) -> Project:
    found = Project.objects.visible_to(member).filter(slug=slug)
    project = found.select_related(
        "partnership__demonstration", "programme", "owner", "managing_body", "agreement", "plan"
    ).first()
    if project is None:
        raise Http404("No project of this partnership is at this address.")
    return project


def is_one_of_its_people(member: Member, project: Project) -> bool:
    """Whether they work on it as at the partnership's today."""
    if not member.may(P.WORK_ON_PROJECTS):
        return False
    people = ProjectPerson.objects.on(clock.today(member.partnership))
    return people.filter(project=project, user=member.user).exists()


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
