"""Projects through their pages: set up, paused, planned; who works on them."""

import pytest

from laa.models import ActionPlan, AuditEvent
from projects.actions.projects import add_programme
from projects.models import Programme, Project, ProjectPerson
from tests.page import visit
from tests.projects.rows import a_project

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Seaside growth",
    "funder": "The region",
    "geography": "Marsh Farm",
    **{f"starts_{part}": value for part, value in (("day", "1"), ("month", "4"), ("year", "2008"))},
    **{f"ends_{part}": value for part, value in (("day", "31"), ("month", "3"), ("year", "2010"))},
}


@pytest.fixture
def lead_at(client, cast):
    client.force_login(cast.lead)
    return lambda place: visit(client, f"/luton/projects/{place}")


def typed(council, cast, **changes):
    return {**TYPED, "managing_body": str(council.pk), "owner": str(cast.officer.pk), **changes}


def test_a_project_is_added_and_its_owner_works_on_it(lead_at, council, cast):
    page = lead_at("add/").press("Save", **typed(council, cast))

    project = Project.objects.get()
    assert "Seaside growth is a project now." in page.text
    assert (project.slug, project.keep_months, project.owner) == (
        "seaside-growth",
        12,
        cast.officer,
    )
    assert [person.user for person in ProjectPerson.objects.all()] == [cast.officer]
    assert AuditEvent.objects.filter(action="project.add").exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Enter name"),
        ({"ends_year": "2007"}, "The project would end before it starts."),
        ({"starts_day": "32"}, "Starts must be a real date"),
        ({"keep_months": "-1"}, "cannot be below 0"),
        ({"managing_body": "0"}, "Select a valid choice"),
    ],
)
def test_bad_input_says_what_to_do(changes, said, lead_at, council, cast):
    page = lead_at("add/").press("Save", **typed(council, cast, **changes))

    assert said in page.text
    assert page.boxes["geography"] == "Marsh Farm"
    assert not Project.objects.exists()


def test_a_name_is_used_once(lead_at, council, cast):
    a_project(council.partnership, council, by=cast.lead, name="Seaside growth")

    page = lead_at("add/").press("Save", **typed(council, cast, name="seaside Growth"))

    assert "There is a project called “seaside Growth” already." in page.text


def test_a_project_called_add_has_an_address_of_its_own(lead_at, council, cast):
    lead_at("add/").press("Save", **typed(council, cast, name="Add"))

    assert Project.objects.get().slug == "add-2"


def test_edited_paused_and_taken_up_again(lead_at, project):
    page = lead_at("seaside-growth/edit/").press("Save", objectives="More work.")
    assert "More work." in page.text

    page = lead_at("seaside-growth/status/").press("Save", status="paused", reason="No money.")
    assert "Seaside growth is paused now." in page.text

    page = lead_at("seaside-growth/status/").press("Save", status="paused", reason="Still.")
    assert "is paused already" in page.text


def test_its_plan_is_one_of_the_cores(lead_at, project):
    page = lead_at("seaside-growth/").press("Start the project’s plan")

    plan = ActionPlan.objects.get()
    assert (plan.title, plan.projects_project) == ("Project plan: Seaside growth", project)
    assert "Project plan: Seaside growth" in page.text
    shown = visit(lead_at("").client, f"/luton/plans/{plan.uuid}/")
    assert "Project plan: Seaside growth" in shown.text


def test_people_come_and_go(lead_at, project, cast):
    page = lead_at("seaside-growth/people/").press("Add", user=str(cast.contributor.pk))
    assert "Contributor works on Seaside growth now." in page.text

    page = page.press("Take off Contributor")
    assert "no longer sees its clients" in page.text
    assert [p.user for p in ProjectPerson.objects.all() if not p.ends] == [cast.officer]


def test_its_owner_stays_one_of_its_people(project, cast, client):
    person = project.projectperson_set.get()

    client.force_login(cast.lead)
    answer = client.post(f"/luton/projects/seaside-growth/people/{person.uuid}/end/", follow=True)

    assert "Name another owner first." in answer.content.decode()


def test_a_programme_says_how_many_still_run(lead_at, luton):
    page = lead_at("programmes/add/").press("Save", name="Growth", set_up="18", running="17")
    assert "17 of 18 projects still run" in page.text

    page = lead_at("programmes/growth/").press("Save", running="19")
    assert "More projects run than were set up." in page.text
    assert Programme.objects.get().running == 17


def test_everybody_may_know_of_it_and_only_its_people_change_it(client, project, cast):
    client.force_login(cast.auditor)

    page = visit(client, "/luton/projects/seaside-growth/")

    assert "Seaside growth" in page.text
    assert "Enter a meeting" not in page.text
    assert client.get("/luton/projects/seaside-growth/records/risks/add/").status_code == 403


def test_a_programme_called_add_is_no_page(luton, cast):
    made = add_programme(partnership=luton, name="Add", by=cast.lead)

    assert made.slug == "add-2"
