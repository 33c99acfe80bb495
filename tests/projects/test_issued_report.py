"""The end-of-project report as it went out: fixed, whatever happens to the project afterwards."""

import json

import pytest

from laa.models import AuditEvent
from laa.models.base import ImmutableRow
from laa.rules.document_data import as_data, from_data
from projects.actions.records import add_record
from projects.models import IssuedReport, Lesson
from projects.queries.report import project_report
from tests.page import visit
from tests.projects.rows import a_project

pytestmark = pytest.mark.django_db

LATER = "Ask for references before a grant is paid."


@pytest.fixture
def report(project):
    return f"/luton/projects/{project.slug}/report/"


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


@pytest.fixture
def issued(officer, report):
    visit(officer, f"{report}issue/").press("Issue it")
    return IssuedReport.objects.get()


def learn(project, cast):
    add_record(Lesson, project=project, kind="lesson", text=LATER, by=cast.officer)


def test_what_is_issued_stays_and_the_next_carries_the_change(
    issued, officer, report, project, cast
):
    learn(project, cast)

    first = visit(officer, issued.get_absolute_url())
    assert LATER not in first.text
    assert "Issued on 20 April 2009 by Data officer" in first.text
    page = visit(officer, f"{report}issue/").press("Issue it", note="")
    assert "Say what is different from the report issued before." in page.text
    second = visit(officer, f"{report}issue/").press("Issue it", note="A lesson more.")

    assert LATER in second.text
    assert "Different from the one before: A lesson more." in second.text
    assert LATER not in visit(officer, issued.get_absolute_url()).text
    assert "A lesson more." in visit(officer, report).text


def test_the_files_are_those_of_the_day_of_issue(issued, officer, project, cast):
    kept = {wanted: _file(officer, issued, wanted) for wanted in ("pdf", "docx", "json")}
    learn(project, cast)

    assert {wanted: _file(officer, issued, wanted) for wanted in kept} == kept
    assert kept["pdf"].startswith(b"%PDF") and kept["docx"].startswith(b"PK")
    assert json.loads(kept["json"])["cover"]["title"] == f"{project}: end-of-project report"
    assert officer.get(issued.get_absolute_url(), {"format": "exe"}).status_code == 404


def _file(client, issued, wanted) -> bytes:
    return client.get(issued.get_absolute_url(), {"format": wanted}).content


def test_its_body_is_hashed_and_no_code_can_change_it(issued):
    assert issued.is_intact
    with pytest.raises(ImmutableRow):
        issued.save()
    assert AuditEvent.objects.get(action="issuedreport.issue").after["sha256"] == issued.sha256


def test_a_body_that_was_changed_in_the_database_is_told_of(issued, officer):
    IssuedReport.objects.update(body=issued.body.replace("report", "rumour"))

    assert "its hash differs" in visit(officer, issued.get_absolute_url()).text


def test_only_its_people_issue_it(report, client, cast):
    client.force_login(cast.board_member)

    assert "Issue this report" not in visit(client, report).text
    assert client.post(f"{report}issue/").status_code == 403
    assert not IssuedReport.objects.exists()


def test_another_projects_report_is_not_found(issued, officer, project, council, cast):
    other = a_project(project.partnership, council, by=cast.lead, name="Another")
    address = issued.get_absolute_url().replace(project.slug, other.slug)

    assert officer.get(address).status_code == 404


def test_a_document_comes_back_from_its_data_as_it_was(project, today, cast):
    learn(project, cast)
    document = project_report(project, today)

    assert from_data(json.loads(json.dumps(as_data(document)))) == document
