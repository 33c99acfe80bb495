"""Meetings: entered once, shown with the text for the client and what was agreed before."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership, post_only
from laa.exports.tables import asked_for
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from projects import access
from projects.actions import contacts as actions
from projects.actions.records import remove_record
from projects.exports.clients import diary_rows
from projects.forms.contact import (
    ContactEditForm,
    ContactForm,
    DiaryForm,
    NextForm,
    PeriodForm,
    ReviewForm,
)
from projects.models import Client, Contact, DiaryEntry, Project
from projects.queries.contacts import agreed_before, diary_of, to_review
from projects.rules.letter import record_of_meeting

P = Permission


@in_partnership(P.WORK_ON_PROJECTS)
def contact_add(request, member: Member, project: str):
    """Enter a meeting once; with `?client=` it also goes through what was agreed before.

    With `?diary=` it is the note of a line that is in the diary already.
    """
    project = access.fetch_worked_on(member, project)
    client = _asked_for(request, project)
    review = to_review(client) if client else []
    asked = request.POST.get("diary") or request.GET.get("diary")
    entry = _waiting(project).filter(uuid=_uuid(asked)).first() if asked else None
    initial = {"client": client, "part": "client"}
    if entry:
        initial |= {"met_on": entry.day, "place": entry.place, "miles": entry.miles}
    form = ContactForm(request.POST or None, project=project, to_review=review, initial=initial)
    if request.method == "POST" and form.is_valid():
        options = {"project": project, "by": request.user, "entry": entry, **form.facts}
        if contact := saved(form, actions.record_contact, **options):
            messages.success(request, "The meeting is entered: note, diary and client’s record.")
            return redirect(_page(project, contact))
    context = {"project": project, "form": form, "client": client, "review": review}
    return render(request, "projects/contact_form.html", {**context, "entry": entry})


def _waiting(project: Project):
    """Lines of the diary without a contact note."""
    rows = DiaryEntry.objects.of(project).filter(contact=None)
    return rows.select_related("partnership__demonstration")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _asked_for(request, project: Project) -> Client | None:
    uuid = request.GET.get("client", "")
    known = Client.objects.known_to(project).filter(erased_at=None)
    return next((client for client in known if str(client.uuid) == uuid), None)


@in_partnership(P.WORK_ON_PROJECTS)
def contact_detail(request, member: Member, project: str, contact):
    """One meeting: its note, the text for the client, and what became of what was agreed before."""
    project = access.fetch_worked_on(member, project)
    contact = _fetch(project, contact)
    before = agreed_before(contact)
    form = ReviewForm(request.POST or None, actions=before)
    if request.method == "POST" and form.is_valid():
        for action, status in form.statuses.items():
            actions.set_agreed_status(action, status, by=request.user)
        messages.success(request, "What became of it is saved.")
        return redirect(_page(project, contact))
    agreed = list(contact.action_set.all())
    context = {
        "project": project,
        "contact": contact,
        "agreed": agreed,
        "before": before,
        "not_said": [action for action in before if not action.status],
        "form": form,
        "letter": _letter(contact, agreed),
        "entry": getattr(contact, "diary_entry", None),
    }
    return render(request, "projects/contact_detail.html", context)


def _letter(contact: Contact, agreed) -> str:
    return record_of_meeting(
        name=f"{contact.client.said} <{contact.client.email}>"
        if contact.client.email
        else contact.client.said,
        project=contact.project.name,
        met_on=contact.met_on,
        note=contact.note,
        agreed=[(a.text, a.get_doer_display(), a.due) for a in agreed],
        next_on=contact.next_on,
        purpose=contact.project.purpose,
    )


@in_partnership(P.WORK_ON_PROJECTS)
def contact_next(request, member: Member, project: str, contact):
    """A client who had fixed no date has come back."""
    project = access.fetch_worked_on(member, project)
    contact = _fetch(project, contact)
    form = NextForm(request.POST or None, row=contact)
    if request.method == "POST" and form.is_valid():
        options = {"contact": contact, "by": request.user, **form.cleaned_data}
        if saved(form, actions.fix_next, **options):
            messages.success(request, "The next meeting is fixed.")
            return redirect(_page(project, contact))
    context = {"form": form, "title": "Fix the next meeting", "back_url": _page(project, contact)}
    return render(request, "laa/setup_form.html", {**context, "back": "The meeting"})


@in_partnership(P.WORK_ON_PROJECTS)
def contact_edit(request, member: Member, project: str, contact):
    """Put a meeting right, or take it off where it should never have been entered."""
    project = access.fetch_worked_on(member, project)
    contact = _fetch(project, contact)
    if request.POST.get("do") == "remove":
        options = {"by": request.user, "seen": request.POST.get("seen")}
        done(request, "The meeting is taken off.", actions.remove_contact, contact, **options)
        return redirect("projects:clients", member.partnership.slug, project.slug)
    entry = getattr(contact, "diary_entry", None)
    initial = {"place": entry.place, "miles": entry.miles} if entry else {}
    form = ContactEditForm(request.POST or None, row=contact, initial=initial)
    if request.method == "POST" and form.is_valid():
        options = {"contact": contact, "by": request.user, **form.cleaned_data}
        if saved(form, actions.edit_contact, **options):
            messages.success(request, "The meeting is put right.")
            return redirect(_page(project, contact))
    context = {"form": form, "title": "Correct the meeting", "back_url": _page(project, contact)}
    context["text"] = (
        "The client’s own details are changed on the client’s page. Taking the meeting off takes "
        "its line of the diary and what was agreed with it."
    )
    return render(
        request,
        "laa/setup_form.html",
        {**context, "back": "The meeting", "undo": "Take the meeting off"},
    )


@post_only
@in_partnership(P.WORK_ON_PROJECTS)
def diary_remove(request, member: Member, project: str, entry):
    """Take off a line that has no note; one that has goes with its meeting."""
    project = access.fetch_worked_on(member, project)
    entry = get_object_or_404(_waiting(project), uuid=entry)
    done(request, "The line is taken off.", remove_record, entry, by=request.user)
    return redirect("projects:diary", member.partnership.slug, project.slug)


@in_partnership(P.WORK_ON_PROJECTS)
def diary(request, member: Member, project: str):
    """Every line of the diary with the way there, those without a note first of all."""
    project = access.fetch_worked_on(member, project)
    period = PeriodForm(request.GET if "starts_day" in request.GET else None)
    days = period.cleaned_data if period.is_bound and period.is_valid() else {}
    found = diary_of(project, **days)
    tables = {"diary": partial(diary_rows, found.entries)}
    if file := asked_for(request, tables, name=f"{project} Diary"):
        return file
    form = DiaryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        options = {"project": project, "by": request.user, "who": request.user}
        if saved(form, actions.note_in_diary, **options, **form.cleaned_data):
            messages.success(request, "The line is in the diary. Its contact note is missing.")
            return redirect("projects:diary", member.partnership.slug, project.slug)
    context = {"project": project, "diary": found, "form": form, "period": period, "days": days}
    return render(request, "projects/diary.html", context)


def _fetch(project: Project, uuid) -> Contact:
    """A meeting with a client of the project, whichever project held it."""
    rows = Contact.objects.filter(client__in=Client.objects.known_to(project))
    rows = rows.select_related(
        "client__lead", "project", "entered_by", "partnership__demonstration", "diary_entry"
    )
    return get_object_or_404(rows.prefetch_related("action_set"), uuid=uuid)


def _page(project: Project, contact: Contact) -> str:
    slugs = [project.partnership.slug, project.slug]
    return reverse("projects:contact-detail", args=[*slugs, contact.uuid])
