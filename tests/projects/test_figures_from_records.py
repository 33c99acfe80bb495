"""An output counted from the records that prove it, with the list behind the number."""

from datetime import date

import pytest

from laa.measures import counted, measures
from laa.models import Figure, Strand
from laa.rules import periods
from projects.actions.contacts import record_contact
from projects.actions.records import add_record, edit_record
from projects.models import Outcome, Pipeline, PipelineEntry, Referral, Support
from tests.factories import AgreementFactory, promise
from tests.page import visit
from tests.projects.rows import AT, a_client

pytestmark = pytest.mark.django_db

YEAR = periods.period("2007/08")


@pytest.fixture
def output(project, luton, council):
    agreement = AgreementFactory(partnership=luton, kind="project_funding")
    project.agreement = agreement
    project.save()
    return promise(agreement, "Jobs", supplier=council, targets={"2007/08": "6"}).indicator


@pytest.fixture
def count(output, today):
    def ask(measure, as_at=today):
        output.measure = f"projects.{measure}"
        output.save()
        return counted(Strand.objects.get(indicator=output), YEAR, as_at)

    return ask


def test_an_app_announces_what_it_computes():
    assert {"projects.jobs", "projects.surgeries"} <= set(measures())


def test_without_a_measure_nothing_is_counted(output, today):
    assert counted(Strand.objects.get(indicator=output), YEAR, today) is None


def test_jobs_of_the_year_and_the_list_behind_them(project, count, cast):
    def job(on, number=1):
        add_record(
            Outcome, project=project, kind="job", on=on, number=number, evidence="Contract",
            by=cast.officer, is_personal=True,
        )  # fmt: skip

    job(date(2007, 3, 31))
    job(date(2007, 4, 1))
    job(date(2008, 3, 31), number=2)
    job(date(2008, 4, 1))

    found = count("jobs")

    assert found.value == 3
    assert [(proof.day, proof.number) for proof in found.proofs] == [
        (date(2007, 4, 1), 1),
        (date(2008, 3, 31), 2),
    ]
    assert count("jobs", as_at=date(2008, 3, 30)).value == 1


def test_surgeries_are_meetings_with_clients_face_to_face(project, count, cast):
    client, buyer = a_client(project), a_client(project, name="Council", part="procurer")
    for who, how in ((client, "face_to_face"), (client, "telephone"), (buyer, "face_to_face")):
        record_contact(
            project, client=who, how=how, met_on=date(2008, 1, 10), note=how, by=cast.officer
        )

    assert count("surgeries").value == 1


def test_a_company_counts_when_it_is_formed(project, count, cast):
    pipeline = add_record(
        Pipeline, project=project, name="Company", stages=["To submit", "Formed"], by=cast.officer
    )
    entry = add_record(
        PipelineEntry, project=project, pipeline=pipeline, client=a_client(project),
        stage="To submit", since=date(2008, 1, 10), by=cast.officer,
    )  # fmt: skip
    assert count("companies").value == 0

    edit_record(entry, stage="Formed", by=cast.officer)

    assert count("companies").value == 0  # formed today, which is in another year
    entry.change_set.filter(stage="Formed").update(on=date(2008, 3, 31))
    assert count("companies").value == 1


def test_training_is_never_counted_twice(project, count, cast):
    def add(model, **facts):
        return add_record(model, project=project, by=cast.officer, **facts)

    first = add(Support, title="Course", given_on=date(2008, 1, 10))
    add(Support, title="The same again", given_on=date(2008, 1, 10), may_be=first)
    add(Support, title="A stand", kind="sponsorship", given_on=date(2008, 1, 10))
    add(Referral, to="Adviser", on=date(2008, 1, 11))

    assert [proof.what for proof in count("training").proofs] == ["Course", "To Adviser"]


@pytest.fixture
def one_job(project, output, luton, cast):
    add_record(
        Outcome, project=project, kind="job", on=date(2008, 1, 10), client=a_client(project),
        by=cast.officer, is_personal=True,
    )  # fmt: skip
    Figure.objects.create(
        partnership=luton, strand=output.strands.get(), period="2007/08", value=2,
        state="loaded", recorded_at=AT,
    )  # fmt: skip
    return f"/luton/projects/{project.slug}/targets/{output.slug}/"


def test_the_page_shows_where_entered_and_counted_differ(one_job, client, cast):
    client.force_login(cast.officer)

    page = visit(client, one_job).press("Save", measure="projects.jobs")

    assert "Entered and counted differ: 2 and 1." in page.text
    assert "Seaside Crafts" in page.text


def test_others_see_the_number_and_not_the_clients(one_job, client, cast):
    client.force_login(cast.officer)
    visit(client, one_job).press("Save", measure="projects.jobs")
    client.force_login(cast.board_member)

    page = visit(client, one_job)

    assert "2007/08: 1 counted" in page.text
    assert "Seaside Crafts" not in page.text
    assert client.post(one_job, {"measure": ""}).status_code == 403


def test_a_measure_that_nobody_has_is_refused(one_job, client, cast, output):
    client.force_login(cast.officer)

    page = visit(client, one_job).press("Save", measure="send.plans")

    assert "Select a valid choice" in page.text
    output.refresh_from_db()
    assert output.measure == ""
