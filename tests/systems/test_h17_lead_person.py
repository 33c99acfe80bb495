"""H17: the same organisation in two projects: offered, joined by both, one lead, both see."""

from datetime import date

import pytest

from laa.actions.refusals import NothingToDo, Refused
from laa.models import Notice, Role
from projects.actions.client_joins import undo_join
from projects.actions.clients import add_client, erase_client
from projects.actions.contacts import record_contact
from projects.actions.joins import answer_join, propose_join
from projects.actions.records import add_record
from projects.models import Client, ClientJoin, Pipeline, PipelineEntry
from projects.queries.contacts import clients_of
from projects.queries.matches import matches_of
from tests.factories import MembershipFactory
from tests.page import visit
from tests.projects.rows import a_client, a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(luton, council):
    return MembershipFactory(partnership=luton, role=Role.OFFICER, partner=council).user


@pytest.fixture
def other_project(luton, council, cast, adviser):
    return a_project(luton, council, by=cast.lead, owner=adviser, name="Start-ups")


@pytest.fixture
def two(project, other_project, cast, adviser):
    one = a_client(project, name="Hastings Arts & Crafts", lead=cast.officer)
    two = a_client(other_project, name="Hastings Arts and Crafts", lead=adviser)
    for where, client, by in ((project, one, cast.officer), (other_project, two, adviser)):
        record_contact(where, client=client, met_on=date(2008, 1, 10), note="Met.", by=by)
    return one, two


def test_the_match_is_offered_to_both(two, project, other_project):
    one, other = two

    assert [(m.client, m.other) for m in matches_of(project)] == [(one, other)]
    assert [(m.client, m.other) for m in matches_of(other_project)] == [(other, one)]


def test_another_name_is_no_match(project, other_project):
    a_client(project, name="Hastings Arts")
    a_client(other_project, name="Hastings Farts")

    assert matches_of(project) == []


def test_individuals_match_by_their_address_only(project, other_project):
    for where, email in ((project, "a@example.org"), (other_project, "A@example.org")):
        a_client(where, name="Sam Smith", is_group=False, email=email)
        a_client(where, name="Kim Jones", is_group=False)

    assert [match.client.name for match in matches_of(project)] == ["Sam Smith"]


def test_before_both_agree_neither_sees_the_other(two, project, client, cast):
    client.force_login(cast.officer)

    assert client.get(f"/luton/projects/{project.slug}/clients/{two[1].uuid}/").status_code == 404


def test_joined_with_one_lead_both_see_the_contacts(
    two, project, other_project, adviser, cast, today
):
    proposal = propose_join(*two, by=cast.officer)

    kept = answer_join(proposal, is_same=True, lead=adviser, by=adviser)

    assert Client.objects.get() == kept
    assert kept.lead == adviser
    for where in (project, other_project):
        assert [row.client for row in clients_of(where, today)] == [kept]
    assert kept.contact_set.count() == 2
    assert [row.meetings for row in clients_of(project, today)] == [1]


@pytest.fixture
def joined(two, adviser, cast):
    return answer_join(propose_join(*two, by=cast.officer), is_same=True, lead=adviser, by=adviser)


def test_taken_back_each_has_what_it_had_and_what_its_project_entered_since(
    joined, two, project, other_project, adviser, cast, client, today
):
    record_contact(other_project, client=joined, met_on=date(2008, 2, 1), note="Since.", by=adviser)
    late = a_client(project, name="Somebody later")
    client.force_login(adviser)
    page = visit(client, f"/luton/projects/{other_project.slug}/clients/{joined.uuid}/")
    assert "“Hastings Arts and Crafts”" in page.text

    page = page.press("Make two of them again")

    assert "They are two clients again" in page.text
    one, back = Client.objects.exclude(pk=late.pk).order_by("number")
    assert [(each.name, each.lead) for each in (one, back)] == [
        ("Hastings Arts & Crafts", cast.officer),
        ("Hastings Arts and Crafts", adviser),
    ]
    assert back.uuid == two[1].uuid
    assert [contact.note for contact in back.contact_set.all()] == ["Met.", "Since."]
    assert one.contact_set.count() == 1
    assert [row.client for row in clients_of(other_project, today)] == [back]
    assert not ClientJoin.objects.exists()
    client.force_login(cast.officer)
    address = f"/luton/projects/{project.slug}/clients/{back.uuid}/"
    assert client.get(address).status_code == 404


def test_what_both_had_on_one_pipeline_comes_back_with_its_way(two, project, cast, adviser):
    pipeline = add_record(
        Pipeline, project=project, name="Company", stages=["To submit", "Formed"], by=cast.officer
    )
    for each, stage in zip(two, ("To submit", "Formed"), strict=True):
        add_record(
            PipelineEntry, project=project, pipeline=pipeline, client=each, stage=stage,
            by=cast.officer, is_personal=True,
        )  # fmt: skip
    proposal = propose_join(*two, by=cast.officer)
    kept = answer_join(proposal, is_same=True, by=adviser)
    assert [entry.stage for entry in kept.pipelineentry_set.all()] == ["To submit"]

    back = undo_join(ClientJoin.objects.get(), by=cast.officer)

    (entry,) = back.pipelineentry_set.all()
    assert entry.stage == "Formed"
    assert [change.stage for change in entry.change_set.all()] == ["Formed"]


def test_once_erased_nothing_of_the_join_is_left(joined, project, cast):
    erase_client(joined, reason="They asked.", by=cast.officer)

    assert not ClientJoin.objects.exists()


def test_the_number_of_one_that_went_is_nobody_elses(joined, two, project, cast):
    """The trail calls clients by their numbers."""
    later = add_client(project, name="Later", by=cast.officer)

    assert later.number > two[1].number


def test_the_pages_ask_and_answer(two, project, other_project, adviser, cast, client):
    client.force_login(cast.officer)
    visit(client, f"/luton/projects/{project.slug}/clients/matches/").press("Ask its people")
    client.force_login(adviser)
    page = visit(client, f"/luton/projects/{other_project.slug}/clients/matches/")

    page = page.press("It is the same: make one of them", lead=str(cast.officer.uuid))

    assert "They are one client now." in page.text
    assert Client.objects.get().lead == cast.officer
    page = visit(client, f"/luton/projects/{other_project.slug}/clients/{two[0].uuid}/")
    assert "Seaside growth" in page.text


def test_the_one_who_asked_cannot_answer(two, project, cast, client):
    proposal = propose_join(*two, by=cast.officer)
    client.force_login(cast.officer)

    answer = client.post(
        f"/luton/projects/{project.slug}/clients/matches/{proposal.uuid}/", {"answer": "same"}
    )

    assert answer.status_code == 404


def test_kept_apart_it_is_not_offered_again(two, project, adviser, cast):
    proposal = propose_join(*two, by=cast.officer)

    answer_join(proposal, is_same=False, by=adviser)

    assert Client.objects.count() == 2
    assert matches_of(project) == []
    with pytest.raises(NothingToDo):
        answer_join(proposal, is_same=True, by=adviser)


def test_the_one_asked_and_the_one_who_asked_are_told_and_no_client_is_named(
    two, project, other_project, adviser, cast
):
    proposal = propose_join(*two, by=cast.officer)
    question = Notice.objects.get(recipient=adviser)
    answer_join(proposal, is_same=True, by=adviser)
    answer = Notice.objects.get(recipient=cast.officer, text__contains="The answer")

    assert question.text == (
        f"{project} asks whether a client of {other_project} is the same as one of its own."
    )
    assert question.path == f"/luton/projects/{other_project.slug}/clients/matches/"
    assert answer.text.endswith("the two are one client now.")
    for notice in (question, answer):
        assert not [client.name for client in two if client.name in notice.text]


@pytest.fixture
def three(two, luton, council, cast):
    """A third project has the client too."""
    place = a_project(luton, council, by=cast.lead, owner=cast.lead, name="Festivals")
    third = a_client(place, name="Arts & Crafts of Hastings", lead=cast.lead, phone="01424 000000")
    record_contact(place, client=third, met_on=date(2008, 1, 12), note="Met.", by=cast.lead)
    return third


@pytest.fixture
def joined_again(three, joined, cast):
    return answer_join(propose_join(three, joined, by=cast.lead), is_same=True, by=cast.officer)


def test_a_client_that_had_been_joined_itself_is_taken_back_whole(
    joined_again, two, project, other_project, adviser, cast, today
):
    """The first join goes along with the second, and can be taken back after it."""
    second, first = ClientJoin.objects.order_by("-pk")
    assert {first.kept, second.kept} == {joined_again}
    assert joined_again.contact_set.count() == 3
    record_contact(
        other_project, client=joined_again, met_on=date(2008, 2, 1), note="Since.", by=adviser
    )

    undo_join(second, by=cast.officer)

    third, middle = Client.objects.order_by("-number")
    assert (third.contact_set.count(), third.lead, third.phone) == (1, cast.lead, "01424 000000")
    assert (middle.uuid, middle.lead, middle.phone) == (two[0].uuid, adviser, "")
    assert middle.contact_set.count() == 3

    undo_join(first, by=adviser)

    middle, last = Client.objects.exclude(pk=third.pk).order_by("number")
    assert (last.uuid, last.lead, middle.lead) == (two[1].uuid, adviser, cast.officer)
    assert sorted(contact.note for contact in last.contact_set.all()) == ["Met.", "Since."]
    for where, has in ((project, middle), (other_project, last)):
        assert [row.client for row in clients_of(where, today)] == [has]


def test_the_join_below_another_waits_until_that_one_is_taken_back(joined_again, client, cast):
    """Else the client kept now would lose what it has of its own where it is the same."""
    first = ClientJoin.objects.order_by("pk").first()

    with pytest.raises(Refused, match="Make two of this client and “Hastings Arts & Crafts” first"):
        undo_join(first, by=cast.lead)

    client.force_login(cast.lead)
    path = f"/luton/projects/festivals/clients/{joined_again.uuid}/joins/{first.uuid}/undo/"
    assert "Make two of this client and" in client.post(path, follow=True).content.decode()
    assert Client.objects.count() == 1
