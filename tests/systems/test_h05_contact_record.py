"""H5: one entry of a meeting gives note, client, diary, actions, statistics and the e-mail."""

from datetime import date

import pytest

from laa.models import AuditEvent
from projects.models import AgreedAction, Client, Contact, DiaryEntry, Involvement
from projects.queries.contacts import statistics_of
from tests.page import visit

pytestmark = pytest.mark.django_db

ADD = "/luton/projects/seaside-growth/contacts/add/"
TYPED = {
    "name": "Seaside Crafts",
    "email": "crafts@example.org",
    "met_on_day": "10",
    "met_on_month": "1",
    "met_on_year": "2008",
    "minutes": "75",
    "place": "Bexhill",
    "miles": "12.5",
    "note": "Wants to sell what its members make.",
    "agreed": "Client: write down the idea by 7/2/2008\nLook for a grant",
    "next": "agreed",
    "next_on_day": "7",
    "next_on_month": "2",
    "next_on_year": "2008",
}


@pytest.fixture
def entry(client, project, cast):
    client.force_login(cast.officer)
    return visit(client, ADD)


def counts(project):
    found = statistics_of(project)
    return found.clients, found.contacts


def test_entered_once_it_is_everywhere(entry, project):
    shown = entry.press("Save the meeting", **TYPED)

    assert counts(project) == (1, 1)
    contact = Contact.objects.get()
    assert contact.note == "Wants to sell what its members make."
    assert contact.client.name == "Seaside Crafts"
    entry = DiaryEntry.objects.get()
    assert (entry.contact, entry.place, entry.miles) == (contact, "Bexhill", 12.5)
    agreed = [(a.text, a.doer, a.due) for a in AgreedAction.objects.all()]
    assert agreed == [
        ("write down the idea", "client", date(2008, 2, 7)),
        ("Look for a grant", "project", None),
    ]
    assert "Subject: Our meeting on 10 January 2008" in shown.text
    assert "1. write down the idea (the client, by 7 February 2008)" in shown.text
    assert "We meet again on 7 February 2008." in shown.text
    assert "We keep your details for this purpose: To advise clients." in shown.text


def test_two_meetings_with_one_client_are_one_client_and_two_contacts(entry, client, project):
    entry.press("Save the meeting", **TYPED)
    known = Client.objects.get()

    again = visit(client, f"{ADD}?client={known.uuid}")
    again.press(
        "Save the meeting",
        client=str(known.pk),
        met_on_day="7",
        met_on_month="2",
        met_on_year="2008",
        note="Has a plan.",
        next="none_needed",
    )

    assert counts(project) == (1, 2)


def test_the_same_meeting_saved_twice_is_refused_and_nothing_is_lost(entry, client, project):
    entry.press("Save the meeting", **TYPED)
    known = Client.objects.get()

    shown = visit(client, ADD).press(
        "Save the meeting", **{**TYPED, "name": "", "email": "", "client": str(known.pk)}
    )

    assert "is entered already, with the same note" in shown.text
    assert shown.boxes["note"] == TYPED["note"]
    assert counts(project) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Choose a client from the list, or name a new one."),
        ({"met_on_month": "13"}, "Day of the meeting must be a real date"),
        ({"met_on_year": "2010"}, "is still to come"),
        ({"met_on_year": "1998"}, "is before Seaside growth started"),
        ({"next_on_day": "", "next_on_month": "", "next_on_year": ""}, "Give the date of the next"),
        ({"next": "none_needed"}, "You gave a date"),
        ({"next_on_year": "2007"}, "The next meeting is before this one"),
        ({"agreed": "Write by 31/2/2008"}, "Line 1 ends with no real date"),
        ({"agreed": "Look\nClient:"}, "Line 2 says who and not what"),
        ({"agreed": "Write it by 9/1/2008"}, "would be due before the meeting"),
        ({"minutes": "many"}, "many"),
        ({"note": ""}, "Enter contact note"),
    ],
)
def test_bad_input_says_what_to_do_and_writes_nothing(changes, said, entry, project):
    shown = entry.press("Save the meeting", **{**TYPED, **changes})

    assert said in shown.text
    assert shown.boxes["place"] == "Bexhill"
    for model in (Contact, Client, DiaryEntry, AgreedAction, Involvement):
        assert not model.objects.exists()


def test_the_trail_knows_the_number_and_not_the_name(entry, project):
    entry.press("Save the meeting", **TYPED)

    told = [f"{e.subject} {e.before} {e.after} {e.note}" for e in AuditEvent.objects.all()]
    assert any("Client 1" in each for each in told)
    for word in ("Seaside Crafts", "crafts@", "members make", "write down", "Bexhill"):
        assert not [each for each in told if word in each]
