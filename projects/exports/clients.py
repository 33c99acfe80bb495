"""A project's clients and diary, and all that is kept about one client, as rows."""

from collections.abc import Iterable

from laa.clock import day_of
from projects.models import Client, DiaryEntry, Involvement


def client_rows(involvements: Iterable[Involvement]) -> list[list]:
    head = ["Number", "Name", "Part", "Lead person", "Meetings", "Last met", "Next meeting"]
    return [
        [*head, "What came of it", "Kept until"],
        *(
            [
                one.client.number,
                one.client.said,
                one.get_part_display(),
                one.client.lead.name if one.client.lead else None,
                one.meetings,
                one.last_met,
                one.next_on,
                one.outcome,
                one.client.keep_until,
            ]
            for one in involvements
        ),
    ]


def about_client(client: Client) -> list[list]:
    """Everything that is kept about somebody, for them to read."""
    return [["What", "When", "Says"], *_own(client), *_meetings(client), *_came_of_it(client)]


def _own(client: Client) -> list[list]:
    rows = [
        ["Number", None, client.number],
        ["Name", None, client.name],
        ["Kind", None, "Group or organisation" if client.is_group else "Individual"],
        ["E-mail address", None, client.email],
        ["Telephone", None, client.phone],
        ["Lead person", None, client.lead.name if client.lead else None],
        ["Kept until", client.keep_until, None],
    ]
    rows += [["Belongs to", None, str(group)] for group in client.groups.all()]
    for one in client.involvement_set.select_related("project"):
        rows.append([f"Part in {one.project}", None, one.get_part_display()])
        rows.append([f"What came of it in {one.project}", None, one.outcome])
    rows += [["Made one with", day_of(j.joined_at), j.was["name"]] for j in client.join_set.all()]
    return rows


def _meetings(client: Client) -> list[list]:
    rows = []
    contacts = client.contact_set.select_related("project", "entered_by", "diary_entry")
    for contact in contacts.prefetch_related("action_set").order_by("met_on", "pk"):
        long = f", {contact.minutes} minutes" if contact.minutes else ""
        said = f"{contact.get_how_display()}{long}, with {contact.entered_by}, {contact.project}"
        rows.append(["Meeting", contact.met_on, said])
        rows.append(["Contact note", contact.met_on, contact.note])
        if entry := getattr(contact, "diary_entry", None):
            miles = "" if entry.miles is None else f"{entry.miles.normalize():f} miles"
            told = ", ".join(filter(None, (entry.what, entry.place, miles)))
            rows.append(["Diary", entry.day, told])
        rows.append(["Next meeting", contact.next_on, contact.get_next_display()])
        for action in contact.action_set.all():
            said = f"{action.text} ({action.get_doer_display()}; {action.get_status_display()})"
            rows.append(["Agreed", action.due, said])
    return rows


def _came_of_it(client: Client) -> list[list]:
    rows = [
        ["Referred to", one.on, ". ".join(filter(None, (one.to, one.what_for, one.came_of_it)))]
        for one in client.referral_set.all()
    ]
    rows += [
        ["Grant bid", one.handed_in_on, f"{one.fund}: {one.get_outcome_display()}"]
        for one in client.bid_set.all()
    ]
    rows += [["Outcome", one.on, f"{one}: {one.evidence}"] for one in client.outcome_set.all()]
    for one in client.casestudy_set.all():
        rows.append(["Case study", one.consent_on, f"{one.title}: {one.text}"])
        rows.append(["Consent", one.consent_on, one.consent_from])
        rows.append(["Consent withdrawn", one.withdrawn_on, None])
    for entry in client.pipelineentry_set.select_related("pipeline").prefetch_related("change_set"):
        rows += [[str(entry.pipeline), step.on, step.stage] for step in entry.change_set.all()]
    return rows


def diary_rows(entries: Iterable[DiaryEntry]) -> list[list]:
    return [
        ["Day", "Who", "Place", "Miles", "What for", "Contact note"],
        *(
            [
                entry.day,
                entry.who.name,
                entry.place,
                entry.miles,
                entry.contact.client.said if entry.contact else entry.what,
                "Yes" if entry.contact else "Missing",
            ]
            for entry in entries
        ),
    ]
