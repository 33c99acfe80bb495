"""H6: diary and contact notes checked against each other; travel by person and time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laa.models import AuditEvent
from projects.actions.contacts import note_in_diary, record_contact
from projects.models import Contact, DiaryEntry
from projects.queries.contacts import diary_of
from tests.page import visit
from tests.projects.rows import AT, a_client

pytestmark = pytest.mark.django_db

FIRST = date(2007, 1, 1)


@pytest.fixture
def full_diary(project, cast):
    """235 lines of the diary and 220 contact notes."""
    client, own = a_client(project), {"partnership": project.partnership, "project": project}
    days = [FIRST + timedelta(days=n) for n in range(235)]
    contacts = Contact.objects.bulk_create(
        Contact(**own, client=client, met_on=day, entered_at=AT, entered_by=cast.officer)
        for day in days[:220]
    )
    DiaryEntry.objects.bulk_create(
        DiaryEntry(**own, day=day, who=cast.officer, contact=contact)
        for day, contact in zip(days, [*contacts, *[None] * 15], strict=True)
    )
    return days


def test_the_15_without_a_note_are_named(full_diary, project):
    diary = diary_of(project)

    assert len(diary.entries) == 235
    assert [entry.day for entry in diary.without_note] == full_diary[220:]


def test_the_page_names_them(full_diary, project, client, cast):
    client.force_login(cast.officer)

    page = visit(client, f"/luton/projects/{project.slug}/diary/")

    assert "235 lines, 15 without a contact note" in page.text
    assert "Without a contact note (15)" in page.text


def test_travel_is_listed_by_person_and_time(project, cast):
    client = a_client(project)
    for day, miles in ((10, "12.5"), (20, None), (31, "4")):
        record_contact(
            project,
            client=client,
            met_on=date(2008, 1, day),
            note=f"{day}",
            miles=miles and Decimal(miles),
            by=cast.officer,
        )
    note_in_diary(
        project, day=date(2008, 2, 1), who=cast.lead, miles=Decimal(9), what="Visit", by=cast.lead
    )

    january = diary_of(project, starts=date(2008, 1, 10), ends=date(2008, 1, 31))

    assert january.miles == [(cast.officer, Decimal("16.5"), 1)]
    assert [who for who, *_ in diary_of(project).miles] == [cast.officer, cast.lead]


def test_the_page_shows_a_time_and_gives_it_as_a_file(full_diary, project, client, cast):
    client.force_login(cast.officer)
    time = "starts_day=1&starts_month=8&starts_year=2007&ends_day=&ends_month=&ends_year="

    page = visit(client, f"/luton/projects/{project.slug}/diary/?{time}")
    file = client.get(f"/luton/projects/{project.slug}/diary/?{time}&_export=csv")

    assert "23 lines from 1 August 2007" in page.text
    assert len(file.content.decode("utf-8-sig").splitlines()) == 24


@pytest.fixture
def waiting(project, cast):
    return note_in_diary(
        project, day=date(2008, 2, 1), who=cast.officer, place="Bexhill", miles=Decimal(9),
        what="Visit", by=cast.officer,
    )  # fmt: skip


def test_the_note_of_a_line_is_written_later_and_it_is_missing_no_more(
    waiting, project, client, cast
):
    client.force_login(cast.officer)
    assert "Write the note" in visit(client, f"/luton/projects/{project.slug}/diary/").text
    form = visit(client, f"/luton/projects/{project.slug}/contacts/add/?diary={waiting.uuid}")
    assert (form.boxes["place"], form.boxes["met_on_day"]) == ("Bexhill", "1")

    form.press("Save the meeting", name="Seaside Crafts", note="Met.", next="none_needed")

    (entry,) = diary_of(project).entries
    assert (entry.pk, entry.contact.note, entry.miles) == (waiting.pk, "Met.", 9)


def test_a_line_entered_by_mistake_is_taken_off_and_one_with_a_note_is_not(
    waiting, project, client, cast
):
    contact = record_contact(
        project, client=a_client(project), met_on=date(2008, 1, 10), note="-", by=cast.officer
    )
    client.force_login(cast.officer)
    base = f"/luton/projects/{project.slug}/diary/"

    assert client.post(f"{base}{contact.diary_entry.uuid}/take-off/").status_code == 404
    client.post(f"{base}{waiting.uuid}/take-off/")

    assert [entry.contact for entry in diary_of(project).entries] == [contact]


def test_a_meeting_is_put_right_with_its_line_or_taken_off(project, client, cast):
    contact = record_contact(
        project, client=a_client(project), met_on=date(2008, 1, 10), note="Wrong.", by=cast.officer,
        agreed=[{"text": "Look"}],
    )  # fmt: skip
    client.force_login(cast.officer)
    base = f"/luton/projects/{project.slug}/contacts/{contact.uuid}/edit/"

    refused = visit(client, base).press("Save", met_on_year="2010")
    assert "is still to come" in refused.text
    shown = visit(client, base).press("Save", met_on_day="11", place="Rye", note="Right.")

    contact.refresh_from_db()
    assert "The meeting is put right." in shown.text
    assert (contact.met_on, contact.note) == (date(2008, 1, 11), "Right.")
    assert (contact.diary_entry.day, contact.diary_entry.place) == (date(2008, 1, 11), "Rye")
    visit(client, base).press("Take the meeting off")
    assert not Contact.objects.exists()
    assert diary_of(project).entries == []
    told = [f"{e.before} {e.after} {e.note}" for e in AuditEvent.objects.all()]
    assert not [each for each in told if "Right." in each or "Rye" in each]
