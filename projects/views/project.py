"""Projects: all of them side by side, one by itself, set up and changed."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership, post_only
from laa.exports.tables import asked_for
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from projects import access
from projects.actions import projects as actions
from projects.exports.records import project_rows
from projects.forms.project import PersonForm, ProgrammeForm, ProjectForm, StatusForm
from projects.models import Programme, ProjectPerson
from projects.queries.issued import issued_of
from projects.queries.portfolio import portfolio
from projects.queries.project_page import project_page

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def projects(request, member: Member):
    """Every project, its owner and dates; who owns many; which overlap."""
    found = portfolio(member.partnership, clock.today(member.partnership))
    tables = {"projects": partial(project_rows, found.projects)}
    if file := asked_for(request, tables, name="Projects"):
        return file
    return render(request, "projects/projects.html", {"portfolio": found})


@in_partnership(P.SEE_SIGNED_OFF)
def project_detail(request, member: Member, project: str):
    project = access.fetch_project(member, project)
    is_one = access.is_one_of_its_people(member, project)
    page = project_page(project, is_one_of_its_people=is_one)
    context = {
        "project": project,
        "page": page,
        "issued": issued_of(project),
        "is_one_of_its_people": is_one,
        "may_change": is_one or member.may(P.SET_UP),
    }
    return render(request, "projects/project_detail.html", context)


@in_partnership(P.SET_UP)
def project_add(request, member: Member):
    form = ProjectForm(request.POST or None, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if project := saved(form, actions.add_project, **options):
            messages.success(request, f"{project} is a project now.")
            return redirect("projects:project-detail", member.partnership.slug, project.slug)
    return _form(request, member, form, "Add a project")


@in_partnership(P.SET_UP)
def project_edit(request, member: Member, project: str):
    project = access.fetch_project(member, project)
    form = ProjectForm(request.POST or None, partnership=member.partnership, row=project)
    if request.method == "POST" and form.is_valid():
        options = {"project": project, "by": request.user, **form.cleaned_data}
        if now := saved(form, actions.edit_project, **options):
            messages.success(request, f"{now} is saved.")
            return redirect("projects:project-detail", member.partnership.slug, now.slug)
    return _form(request, member, form, f"Edit {project}", project)


@in_partnership(P.SET_UP)
def project_status(request, member: Member, project: str):
    """Pause it, end it, take it up again."""
    project = access.fetch_project(member, project)
    form = StatusForm(request.POST or None, row=project)
    if request.method == "POST" and form.is_valid():
        options = {"project": project, "by": request.user, **form.cleaned_data}
        if now := saved(form, actions.set_project_status, **options):
            messages.success(request, f"{now} is {now.get_status_display().lower()} now.")
            return redirect("projects:project-detail", member.partnership.slug, now.slug)
    return _form(request, member, form, f"How {project} stands", project)


@post_only
@in_partnership(P.WORK_ON_PROJECTS, P.SET_UP)
def project_plan(request, member: Member, project: str):
    """Start its plan, which the engine of all plans keeps."""
    project = access.fetch_to_change(member, project)
    done(request, "The plan is started.", actions.start_plan, project, by=request.user)
    return redirect("projects:project-detail", member.partnership.slug, project.slug)


@in_partnership(P.SET_UP)
def project_people(request, member: Member, project: str):
    """Who works on it, and so may know its clients."""
    project = access.fetch_project(member, project)
    today = clock.today(member.partnership)
    form = PersonForm(request.POST or None, project=project, today=today)
    if request.method == "POST" and form.is_valid():
        options = {"project": project, "by": request.user, **form.cleaned_data}
        if person := saved(form, actions.add_person, **options):
            messages.success(request, f"{person.user} works on {project} now.")
            return redirect("projects:project-people", member.partnership.slug, project.slug)
    people = ProjectPerson.objects.on(today).filter(project=project).select_related("user")
    context = {"project": project, "people": people, "form": form}
    return render(request, "projects/project_people.html", context)


@post_only
@in_partnership(P.SET_UP)
def project_person_end(request, member: Member, project: str, person):
    project = access.fetch_project(member, project)
    rows = ProjectPerson.objects.filter(project=project).select_related("user", "project")
    person = get_object_or_404(rows, uuid=person)
    said = f"{person.user} does not work on {project} any more, and no longer sees its clients."
    done(request, said, actions.let_person_go, person, by=request.user)
    return redirect("projects:project-people", member.partnership.slug, project.slug)


@in_partnership(P.SET_UP)
def programme_add(request, member: Member):
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if saved(form, actions.add_programme, **options):
            return redirect("projects:projects", member.partnership.slug)
    return _form(request, member, form, "Add a programme")


@in_partnership(P.SET_UP)
def programme_edit(request, member: Member, programme: str):
    rows = Programme.objects.filter(partnership=member.partnership)
    programme = get_object_or_404(rows, slug=programme)
    form = ProgrammeForm(request.POST or None, row=programme)
    if request.method == "POST" and form.is_valid():
        options = {"programme": programme, "by": request.user, **form.cleaned_data}
        if saved(form, actions.edit_programme, **options):
            return redirect("projects:projects", member.partnership.slug)
    return _form(request, member, form, f"Edit {programme}")


def _form(request, member: Member, form, title: str, project=None):
    slug = member.partnership.slug
    back, said = reverse("projects:projects", args=[slug]), "Projects"
    if project is not None:
        back = reverse("projects:project-detail", args=[slug, project.slug])
        said = str(project)
    context = {"form": form, "title": title, "back_url": back, "back": said}
    return render(request, "laa/setup_form.html", context)
