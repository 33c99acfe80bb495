"""A project's clients and diary, and all that is kept about one client, as rows."""

from collections.abc import Iterable

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
    rows = [["What", "When", "Says"]]
    rows += [["Name", None, client.name], ["E-mail address", None, client.email]]
    rows += [["Telephone", None, client.phone], ["Kept until", client.keep_until, None]]
    rows += [["Belongs to", None, str(group)] for group in client.groups.all()]
    for one in client.involvement_set.select_related("project"):
        rows.append([f"Part in {one.project}", None, one.get_part_display()])
        rows.append([f"What came of it in {one.project}", None, one.outcome])
    for contact in client.contact_set.prefetch_related("action_set").order_by("met_on", "pk"):
        rows.append(["Contact note", contact.met_on, contact.note])
        for action in contact.action_set.all():
            said = f"{action.text} ({action.get_status_display()})"
            rows.append(["Agreed", action.due, said])
    rows += [
        ["Referred to", one.on, f"{one.to} {one.what_for}"] for one in client.referral_set.all()
    ]
    rows += [["Grant bid", one.handed_in_on, one.fund] for one in client.bid_set.all()]
    rows += [["Outcome", one.on, f"{one}: {one.evidence}"] for one in client.outcome_set.all()]
    rows += [["Case study", one.consent_on, one.text] for one in client.casestudy_set.all()]
    rows += [["Pipeline", one.since, one.stage] for one in client.pipelineentry_set.all()]
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
