"""Clients: who they are, what was kept about them, and that it goes."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership, post_only
from laa.exports.tables import asked_for
from laa.models import User
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from projects import access
from projects.actions import client_joins, joins
from projects.actions import clients as actions
from projects.exports.clients import about_client, client_rows
from projects.forms.contact import ClientForm, EraseForm
from projects.models import Client, ClientJoin, JoinProposal, Project
from projects.queries.contacts import clients_of, missed_follow_ups, statistics_of
from projects.queries.matches import asked_of, matches_of

P = Permission


@in_partnership(P.WORK_ON_PROJECTS)
def clients(request, member: Member, project: str):
    """Everybody the project works with, the counts, and who is waiting for what."""
    project = access.fetch_worked_on(member, project)
    today = clock.today(member.partnership)
    rows = clients_of(project, today)
    if file := asked_for(
        request, {"clients": partial(client_rows, rows)}, name=f"{project} Clients"
    ):
        return file
    context = {
        "project": project,
        "rows": rows,
        "statistics": statistics_of(project),
        "missed": missed_follow_ups(project, today),
        "due": actions.due_for_erasing(project),
    }
    return render(request, "projects/clients.html", context)


@in_partnership(P.WORK_ON_PROJECTS)
def client_detail(request, member: Member, project: str, client):
    project = access.fetch_worked_on(member, project)
    client = _fetch(project, client)
    tables = {"record": partial(about_client, client)}
    if file := asked_for(request, tables, name=str(client)):
        return file
    contacts = client.contact_set.select_related("project", "entered_by")
    context = {
        "project": project,
        "client": client,
        "involvement": client.involvement_set.get(project=project),
        "contacts": contacts.prefetch_related("action_set").order_by("-met_on", "-pk"),
        "joins": client.join_set.select_related("joined_by"),
        "others": client.involvement_set.exclude(project=project).select_related("project"),
    }
    return render(request, "projects/client_detail.html", context)


@in_partnership(P.WORK_ON_PROJECTS)
def client_edit(request, member: Member, project: str, client):
    project = access.fetch_worked_on(member, project)
    client = _fetch(project, client)
    own = client.involvement_set.get(project=project)
    initial = {"part": own.part, "outcome": own.outcome}
    form = ClientForm(request.POST or None, project=project, row=client, initial=initial)
    if request.method == "POST" and form.is_valid():
        options = {"client": client, "project": project, "by": request.user}
        if saved(form, actions.edit_client, **options, **form.cleaned_data):
            messages.success(request, "The client’s record is saved.")
            return redirect(_page(project, client))
    return _form(request, form, project, client, f"Edit {client.said}")


@in_partnership(P.WORK_ON_PROJECTS)
def client_erase(request, member: Member, project: str, client):
    project = access.fetch_worked_on(member, project)
    client = _fetch(project, client)
    form = EraseForm(request.POST or None, row=client)
    if request.method == "POST" and form.is_valid():
        options = {"client": client, "by": request.user, **form.cleaned_data}
        if saved(form, actions.erase_client, **options):
            messages.success(request, f"All that told who {client} was is erased.")
            return redirect("projects:clients", member.partnership.slug, project.slug)
    text = (
        "Name, address, notes, what was agreed and case studies go for good, in every project that "
        "knows the client. Their number and the dates of meetings stay, for the counts, and so do "
        "case studies in reports that were issued with their consent."
    )
    return _form(request, form, project, client, f"Erase {client.said}", text, "Erase for good")


@post_only
@in_partnership(P.WORK_ON_PROJECTS)
def clients_erase_due(request, member: Member, project: str):
    project = access.fetch_worked_on(member, project)
    said = "Details past the day until which they are kept are erased."
    done(request, said, actions.erase_due, project, by=request.user)
    return redirect("projects:clients", member.partnership.slug, project.slug)


@in_partnership(P.WORK_ON_PROJECTS)
def matches(request, member: Member, project: str):
    """Clients that another project may have too: asked, and answered."""
    project = access.fetch_worked_on(member, project)
    if request.method == "POST":
        _propose(request, project)
        return redirect("projects:matches", member.partnership.slug, project.slug)
    context = {
        "project": project,
        "matches": matches_of(project),
        "asked": asked_of(project),
    }
    return render(request, "projects/matches.html", context)


def _propose(request, project: Project) -> None:
    pairs = {f"{m.client.uuid}:{m.other.uuid}": m for m in matches_of(project)}
    match = pairs.get(request.POST.get("pair", ""))
    if match is None:
        messages.error(request, "This match is no longer there. Look at the list again.")
        return
    said = "The other project’s people are asked."
    done(request, said, joins.propose_join, match.client, match.other, by=request.user)


@post_only
@in_partnership(P.WORK_ON_PROJECTS)
def match_answer(request, member: Member, project: str, proposal):
    """The project that was asked says whether it is the same client, and who leads."""
    project = access.fetch_worked_on(member, project)
    rows = JoinProposal.objects.filter(other__in=Client.objects.known_to(project))
    rows = rows.select_related("client__lead", "other__lead", "partnership")
    proposal = get_object_or_404(rows, uuid=proposal)
    leads = [user for user in (proposal.client.lead, proposal.other.lead) if user]
    chosen = request.POST.get("lead", "")
    lead: User | None = next((user for user in leads if str(user.uuid) == chosen), None)
    is_same = request.POST.get("answer") == "same"
    said = "They are one client now." if is_same else "They are kept apart."
    options = {"is_same": is_same, "lead": lead, "by": request.user}
    done(request, said, joins.answer_join, proposal, **options)
    return redirect("projects:matches", member.partnership.slug, project.slug)


@post_only
@in_partnership(P.WORK_ON_PROJECTS)
def client_part(request, member: Member, project: str, client, join):
    """Take a join back: the two were not the same after all."""
    project = access.fetch_worked_on(member, project)
    client = _fetch(project, client)
    rows = ClientJoin.objects.select_related("partnership")
    join = get_object_or_404(rows, kept=client, uuid=join)
    said = "They are two clients again, each with its own meetings."
    done(request, said, client_joins.undo_join, join, by=request.user)
    return redirect("projects:clients", member.partnership.slug, project.slug)


def _fetch(project: Project, uuid) -> Client:
    rows = Client.objects.known_to(project).select_related("lead", "partnership__demonstration")
    return get_object_or_404(rows, uuid=uuid)


def _page(project: Project, client: Client) -> str:
    slugs = [project.partnership.slug, project.slug]
    return reverse("projects:client-detail", args=[*slugs, client.uuid])


def _form(request, form, project, client, title, text="", button=""):
    context = {"form": form, "title": title, "text": text, "button": button}
    context |= {"back_url": _page(project, client), "back": client.said}
    return render(request, "laa/setup_form.html", context)
