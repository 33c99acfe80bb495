"""Projects and programmes: set up, changed, paused; who works on them."""

from datetime import date

from django.db import transaction

from laa import clock
from laa.actions.action_plans import make_plan
from laa.actions.changes import as_seen, change, hold, make, record
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.slugs import free_slug
from laa.models import ActionPlan, Partnership, User
from laa.rules.reserved import RESERVED
from projects.models import Programme, Project, ProjectPerson

Status = Project.Status


@transaction.atomic
def add_programme(*, partnership: Partnership, name: str, by: User | None, **facts) -> Programme:
    hold(partnership)
    slug = free_slug(
        Programme.objects.filter(partnership=partnership), name, reserved=RESERVED["programme"]
    )
    row = Programme(partnership=partnership, slug=slug, name=name.strip(), **facts)
    return make(row, action="programme.add", by=by)


@transaction.atomic
def edit_programme(
    programme: Programme, *, by: User, seen: str | None = None, **facts
) -> Programme:
    return change(as_seen(programme, seen), facts, action="programme.edit", by=by)


@transaction.atomic
def add_project(*, partnership: Partnership, name: str, by: User | None, **facts) -> Project:
    """Set up a project; its owner is one of its people from the first day on."""
    hold(partnership)
    rows = Project.objects.filter(partnership=partnership)
    _must_be_another(partnership, name)
    slug = free_slug(rows, name, reserved=RESERVED["project"])
    row = Project(partnership=partnership, slug=slug, name=name.strip(), **facts)
    project = make(row, action="project.add", by=by)
    if project.owner:
        _take_on(project, project.owner, by=by)
    return project


@transaction.atomic
def edit_project(project: Project, *, by: User, seen: str | None = None, **facts) -> Project:
    project = as_seen(project, seen)
    _must_be_another(project.partnership, facts.get("name", project.name), but_for=project)
    project = change(project, facts, action="project.edit", by=by)
    if project.owner and not _part_of(project, project.owner).exists():
        _take_on(project, project.owner, by=by)
    return project


@transaction.atomic
def set_project_status(
    project: Project, status: str, *, reason: str, by: User, seen: str | None = None
) -> Project:
    """Pause, end or take it up again; what is not running is nobody's load."""
    project = as_seen(project, seen)
    if status not in Status.values:
        raise Refused("Choose how the project stands.")
    if status == project.status:
        raise NothingToDo(f"{project} is {project.get_status_display().lower()} already.")
    if not reason.strip():
        raise ReasonMissing("Say why; it stays beside the change.")
    values = {"status": status}
    return change(project, values, action="project.status", by=by, note=reason.strip())


@transaction.atomic
def start_plan(project: Project, *, by: User) -> ActionPlan:
    """The project's plan, kept by the engine that all plans share."""
    project = as_seen(project, None)
    if project.plan_id:
        raise NothingToDo(f"{project} has a plan already.")
    plan = make_plan(
        partnership=project.partnership,
        partner=project.managing_body,
        title=f"Project plan: {project}"[:200],
        aim=project.objectives,
        by=by,
    )
    change(project, {"plan": plan}, action="project.plan", by=by)
    return plan


@transaction.atomic
def add_person(project: Project, user: User, *, by: User | None) -> ProjectPerson:
    hold(project.partnership)
    if _part_of(project, user).exists():
        raise NothingToDo(f"{user} works on {project} already.")
    return _take_on(project, user, by=by)


@transaction.atomic
def let_person_go(person: ProjectPerson, *, by: User, seen: str | None = None) -> ProjectPerson:
    """From tomorrow on they know nothing of its clients; what they entered stays."""
    person = as_seen(person, seen)
    if person.ends:
        raise NothingToDo(f"{person.user} does not work on it any more.")
    if person.project.owner_id == person.user_id:
        raise Refused(f"{person.user} owns {person.project}. Name another owner first.")
    before = clock.today(person.partnership)
    if person.starts == before:
        record(person, "projectperson.take_off", by=by)
        person.delete()
        return person
    return change(person, {"ends": day_before(before)}, action="projectperson.end", by=by)


def day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _part_of(project: Project, user: User):
    return ProjectPerson.objects.on(clock.today(project.partnership)).filter(
        project=project, user=user
    )


def _take_on(project: Project, user: User, *, by: User | None) -> ProjectPerson:
    starts = min(project.starts, clock.today(project.partnership))
    if ProjectPerson.objects.filter(project=project, user=user).exists():
        starts = clock.today(project.partnership)
    row = ProjectPerson(partnership=project.partnership, project=project, user=user, starts=starts)
    return make(row, action="projectperson.add", by=by)


def _must_be_another(partnership, name: str, but_for: Project | None = None) -> None:
    others = Project.objects.filter(partnership=partnership, name__iexact=name.strip())
    if others.exclude(pk=but_for.pk if but_for else None).exists():
        raise Refused(f"There is a project called “{name}” already. Choose another name.")
