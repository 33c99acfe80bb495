"""A client’s details: for the project's own people, for a purpose, until a day."""

from datetime import date

import pytest

from laa.actions.refusals import Refused
from laa.models import AuditEvent, Demonstration, Role
from projects.actions.clients import due_for_erasing, erase_client, months_after
from projects.actions.contacts import record_contact
from projects.actions.projects import let_person_go
from projects.actions.records import add_record
from projects.models import (
    Bid,
    CaseStudy,
    Client,
    Outcome,
    Pipeline,
    PipelineEntry,
    Referral,
)
from projects.queries.contacts import statistics_of
from tests.conftest import ROLES
from tests.factories import MembershipFactory
from tests.page import visit
from tests.projects.rows import a_client, a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(project, cast):
    return record_contact(
        project,
        new_client={"name": "Seaside Crafts", "email": "crafts@example.org"},
        met_on=date(2008, 1, 10),
        note="Wants a stall.",
        place="Bexhill",
        agreed=[{"text": "Ask the market"}],
        by=cast.officer,
    )


def addresses(project, contact):
    base = f"/luton/projects/{project.slug}"
    return [
        f"{base}/clients/",
        f"{base}/clients/{contact.client.uuid}/",
        f"{base}/contacts/{contact.uuid}/",
        f"{base}/contacts/add/",
        f"{base}/diary/",
        f"{base}/records/referrals/",
        f"{base}/records/bids/",
        f"{base}/records/case-studies/",
        f"{base}/records/outcomes/add/",
        f"{base}/records/pipeline-steps/",
    ]


def statuses(client, person, paths):
    client.force_login(person)
    return {client.get(path).status_code for path in paths}


def test_its_people_see_them(project, contact, client, cast):
    assert statuses(client, cast.officer, addresses(project, contact)) == {200}


@pytest.mark.parametrize("role", [role for role in ROLES if role != Role.OFFICER])
def test_nobody_else_does_whatever_their_role(role, project, contact, client, cast):
    found = statuses(client, getattr(cast, role), addresses(project, contact))

    assert found <= {403, 404}


def test_people_of_another_project_do_not(project, contact, client, luton, council, cast):
    other = MembershipFactory(partnership=luton, role=Role.OFFICER, partner=council).user
    theirs = a_project(luton, council, by=cast.lead, owner=other, name="Start-ups")

    assert statuses(client, other, addresses(project, contact)) == {404}
    through = addresses(theirs, contact)[1:3]
    assert statuses(client, other, through) == {404}


def test_who_has_left_the_project_sees_nothing(project, contact, client, cast):
    project.owner = None
    project.save()
    let_person_go(project.projectperson_set.get(user=cast.officer), by=cast.lead)

    assert statuses(client, cast.officer, addresses(project, contact)) == {404}


def test_the_project_page_names_no_client(project, contact, client, cast):
    client.force_login(cast.board_member)

    page = visit(client, f"/luton/projects/{project.slug}/")

    assert "Seaside Crafts" not in page.text
    assert "Referrals" not in page.text


def test_erased_nothing_tells_who_it_was_and_the_counts_stand(project, contact, cast):
    add_record(
        Referral, project=project, client=contact.client, to="Adviser", what_for="A stall",
        by=cast.officer, is_personal=True,
    )  # fmt: skip
    add_record(CaseStudy, project=project, client=contact.client, title="A stall", by=cast.officer)
    before = statistics_of(project)

    erase_client(contact.client, reason="They asked.", by=cast.officer)

    client = Client.objects.get()
    contact.refresh_from_db()
    assert (client.name, client.email, contact.note) == ("", "", "(erased)")
    assert contact.diary_entry.place == ""
    assert [action.text for action in contact.action_set.all()] == ["(erased)"]
    assert Referral.objects.get().what_for == ""
    assert not CaseStudy.objects.exists()
    after = statistics_of(project)
    assert (after.clients, after.contacts) == (before.clients, before.contacts) == (1, 1)


def test_erased_twice_is_refused(project, contact, cast):
    erase_client(contact.client, reason="They asked.", by=cast.officer)

    with pytest.raises(Refused, match="has been erased"):
        erase_client(Client.objects.get(), reason="Again.", by=cast.officer)


def test_details_are_kept_until_a_year_after_the_end(project, contact, luton):
    assert contact.client.keep_until == date(2011, 3, 31)
    Demonstration.objects.filter(partnership=luton).update(today=date(2011, 3, 31))
    project.partnership.demonstration.refresh_from_db()
    assert due_for_erasing(project) == []

    Demonstration.objects.filter(partnership=luton).update(today=date(2011, 4, 1))
    project.partnership.demonstration.refresh_from_db()
    assert due_for_erasing(project) == [contact.client]


@pytest.mark.parametrize(
    ("months", "day"), [(1, date(2009, 2, 28)), (12, date(2010, 1, 31)), (0, date(2009, 1, 31))]
)
def test_some_months_after_the_last_of_january(months, day):
    assert months_after(date(2009, 1, 31), months) == day


def test_all_that_is_kept_can_be_read_by_them(project, contact, client, cast):
    def add(model, **facts):
        own = {"client": contact.client, "is_personal": True, "by": cast.officer}
        return add_record(model, project=project, **own, **facts)

    add(Referral, to="An adviser", what_for="A lease", came_of_it="Signed")
    add(Bid, fund="Awards for All", outcome="won")
    add(Outcome, kind="job", on=date(2008, 5, 1), evidence="Contract")
    add(CaseStudy, title="A stall", text="It went well.")
    pipeline = add_record(
        Pipeline, project=project, name="Company", stages=["To submit", "Formed"], by=cast.officer
    )
    add(PipelineEntry, pipeline=pipeline, stage="To submit")
    client.force_login(cast.officer)

    file = client.get(f"{addresses(project, contact)[1]}?_export=csv").content.decode("utf-8-sig")

    for said in (
        "Seaside Crafts", "crafts@example.org", "Wants a stall.", "Ask the market", "Bexhill",
        str(cast.officer), "Face to face", "The client has not fixed one", "An adviser", "A lease",
        "Signed", "Awards for All: Won", "Contract", "It went well.", "To submit",
    ):  # fmt: skip
        assert said in file


def test_a_story_in_the_making_is_not_in_the_trail(project, contact, cast):
    add_record(
        CaseStudy, project=project, client=contact.client, title="Stall", text="Their whole life",
        by=cast.officer, is_personal=True,
    )  # fmt: skip

    assert not [e for e in AuditEvent.objects.all() if "whole life" in f"{e.after}{e.subject}"]


def test_a_client_is_entered_once_in_a_project(project, contact, cast):
    with pytest.raises(Refused, match="one of the project’s clients already"):
        record_contact(
            project,
            new_client={"name": "seaside crafts"},
            met_on=date(2008, 2, 1),
            note="-",
            by=cast.officer,
        )


def test_the_form_offers_no_client_of_another_project(project, luton, council, cast, client):
    theirs = a_client(a_project(luton, council, by=cast.lead, name="Start-ups"), name="Not ours")
    client.force_login(cast.officer)
    address = f"/luton/projects/{project.slug}/records/referrals/add/"

    page = visit(client, address)
    shown = page.press("Save", to="Adviser", client=str(theirs.pk))

    assert "Not ours" not in page.text
    assert "Select a valid choice" in shown.text
    assert not Referral.objects.exists()
