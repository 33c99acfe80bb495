"""Meetings: one entry makes the note, the diary line, the client's record and what was agreed.

None of it enters the trail, but for the client's number: auditors read that, and must not learn
from it who a project's clients are.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, hold, record
from laa.actions.refusals import NothingToDo, Refused
from laa.models import User
from projects.actions.clients import add_client
from projects.actions.records import keep
from projects.models import AgreedAction, Client, Contact, DiaryEntry, Project

Next = Contact.Next


@transaction.atomic
def record_contact(
    project: Project,
    *,
    met_on: date,
    by: User,
    client: Client | None = None,
    new_client: Mapping | None = None,
    note: str = "",
    how: str = Contact.How.FACE_TO_FACE,
    minutes: int | None = None,
    place: str = "",
    miles: Decimal | None = None,
    next: str = Next.NOT_FIXED,
    next_on: date | None = None,
    agreed: Iterable[Mapping] = (),
    reviewed: Mapping[AgreedAction, str] | None = None,
    entry: DiaryEntry | None = None,
) -> Contact:
    """`new_client` holds the facts of one who was never met; `reviewed` what became of what was
    agreed before; `entry` is a line of the diary that waits for this note. All of it is saved, or
    nothing."""
    hold(project.partnership)
    _must_have_been(project, met_on)
    if client is None:
        client = add_client(project, by=by, **(new_client or {}))
    _must_be_another(project, client, met_on, note)
    contact = Contact(
        partnership=project.partnership,
        project=project,
        client=client,
        met_on=met_on,
        how=how,
        minutes=minutes,
        note=note.strip(),
        next=next,
        next_on=next_on if next == Next.AGREED else None,
        entered_at=clock.now(project.partnership),
        entered_by=by,
    )
    keep(contact, "contact.add", by=by)
    if entry is None:
        note_in_diary(project, day=met_on, who=by, place=place, miles=miles, contact=contact, by=by)
    else:
        _write_beside(entry, contact, place=place, miles=miles, by=by)
    for one in agreed:
        agree(contact, by=by, **one)
    for action, status in (reviewed or {}).items():
        set_agreed_status(action, status, by=by)
    return contact


def _write_beside(entry: DiaryEntry, contact: Contact, *, by: User, **way) -> DiaryEntry:
    """The note of a line that was in the diary without one."""
    entry = as_seen(entry, None)
    if entry.contact_id:
        raise NothingToDo("Somebody has written the note of this line of the diary already.")
    entry.contact, entry.day = contact, contact.met_on
    for name, value in way.items():
        setattr(entry, name, value)
    return keep(entry, "diaryentry.note", by=by)


@transaction.atomic
def edit_contact(
    contact: Contact, *, met_on: date, place: str, miles, by: User, seen: str | None = None, **facts
) -> Contact:
    """Put right what was typed wrong: the day, how, the note, and the way in the diary with it."""
    contact = as_seen(contact, seen)
    _must_have_been(contact.project, met_on)
    if "note" in facts and not contact.client.erased_at:
        contact.note = facts.pop("note").strip()
    facts.pop("note", None)
    for name, value in {**facts, "met_on": met_on}.items():
        setattr(contact, name, value)
    entry = DiaryEntry.objects.select_related("partnership").filter(contact=contact).first()
    if entry:
        entry.day, entry.place, entry.miles = met_on, place, miles
        keep(entry, "diaryentry.edit", by=by)
    return keep(contact, "contact.edit", by=by)


@transaction.atomic
def remove_contact(contact: Contact, *, by: User, seen: str | None = None) -> None:
    """Take off a meeting entered by mistake, with its line of the diary and what was agreed."""
    contact = as_seen(contact, seen)
    for entry in DiaryEntry.objects.select_related("partnership").filter(contact=contact):
        record(entry, "diaryentry.take_off", by=by)
        entry.delete()
    record(contact, "contact.take_off", by=by)
    contact.delete()


def agree(contact: Contact, *, text: str, by: User, **facts) -> AgreedAction:
    """Add what was agreed at a meeting."""
    row = AgreedAction(
        partnership=contact.partnership,
        project=contact.project,
        contact=contact,
        text=text.strip(),
        **facts,
    )
    if row.due and row.due < contact.met_on:
        raise Refused(f"“{row.text}” would be due before the meeting. Check its date.")
    return keep(row, "agreedaction.add", by=by)


@transaction.atomic
def set_agreed_status(action: AgreedAction, status: str, *, by: User) -> AgreedAction:
    """Say at the next meeting what became of it."""
    action = as_seen(action, None)
    if status == action.status:
        return action
    action.status = status
    return keep(action, "agreedaction.status", by=by)


@transaction.atomic
def fix_next(contact: Contact, *, next_on: date, by: User, seen: str | None = None) -> Contact:
    """A date for the next meeting, fixed after this one: the client came back."""
    contact = as_seen(contact, seen)
    if contact.next == Next.AGREED and contact.next_on == next_on:
        raise NothingToDo(f"{next_on:%-d %B %Y} is fixed already.")
    contact.next, contact.next_on = Next.AGREED, next_on
    return keep(contact, "contact.next", by=by)


@transaction.atomic
def note_in_diary(project: Project, *, day: date, who: User, by: User, **facts) -> DiaryEntry:
    """A line of the diary; without a contact it is listed until its note is written."""
    row = DiaryEntry(partnership=project.partnership, project=project, day=day, who=who, **facts)
    return keep(row, "diaryentry.add", by=by)


def _must_have_been(project: Project, met_on: date) -> None:
    today = clock.today(project.partnership)
    if met_on > today:
        raise Refused(
            f"{met_on:%-d %B %Y} is still to come. Enter a meeting once it has been held; a date "
            "to come goes under the next meeting of the last one."
        )
    if met_on < project.starts:
        raise Refused(
            f"{met_on:%-d %B %Y} is before {project} started, on {project.starts:%-d %B %Y}. "
            "Check the year."
        )


def _must_be_another(project: Project, client: Client, met_on: date, note: str) -> None:
    """The same note twice is one that was saved twice."""
    same = Contact.objects.filter(project=project, client=client, met_on=met_on)
    if same.filter(note=note.strip()).exists():
        raise NothingToDo(
            f"This meeting of {met_on:%-d %B %Y} is entered already, with the same note. "
            "If there were two on that day, say in the note what was different."
        )
