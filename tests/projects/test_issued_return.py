"""The quarterly return as it went out: fixed for its quarter, and one more version if corrected."""

import json

import pytest

from laa.models import AuditEvent
from projects.actions.records import add_record
from projects.models import Decision, IssuedReport
from tests.page import visit

pytestmark = pytest.mark.django_db

PROJECT = "/luton/projects/seaside-growth/"
RETURN = f"{PROJECT}quarter/?quarter=2008/09-Q4"
ISSUE = f"{PROJECT}quarter/2008/09-Q4/issue/"


@pytest.fixture
def officer(client, cast, project):
    client.force_login(cast.officer)
    return client


@pytest.fixture
def issued(officer):
    assert "Issue this return" in visit(officer, RETURN).text
    page = visit(officer, ISSUE).press("Issue it")
    assert "The return for Q4 2008/09 is issued." in page.text
    return IssuedReport.objects.get()


def _file(client, row, wanted) -> bytes:
    return client.get(row.get_absolute_url(), {"format": wanted}).content


def test_it_stays_as_it_went_out_and_is_issued_again_with_what_changed(
    issued, officer, project, cast
):
    kept = {wanted: _file(officer, issued, wanted) for wanted in ("pdf", "docx", "json")}
    add_record(Decision, project=project, text="Go on.", decided_on="2009-03-31", by=cast.officer)

    assert {wanted: _file(officer, issued, wanted) for wanted in kept} == kept
    assert kept["pdf"].startswith(b"%PDF") and kept["docx"].startswith(b"PK")
    assert json.loads(kept["json"])["cover"]["title"] == f"{project}: return for Q4 2008/09"
    page = visit(officer, ISSUE).press("Issue it", note="")
    assert "Say what is different from the return for Q4 2008/09 issued before." in page.text
    second = visit(officer, ISSUE).press("Issue it", note="A decision more.")

    assert "Go on." in second.text and "Issued on 20 April 2009 by Data officer" in second.text
    assert "Go on." not in visit(officer, issued.get_absolute_url()).text
    assert [row.is_intact for row in IssuedReport.objects.all()] == [True, True]
    assert str(issued.as_at) == "2009-03-31"
    event = AuditEvent.objects.filter(action="issuedreport.issue").order_by("pk").first()
    assert event.after == {"as_at": "2009-03-31", "sha256": issued.sha256}


def test_it_is_listed_where_it_belongs(issued, officer):
    listed, path = "20 April 2009, by Data officer", issued.get_absolute_url()

    def has_it(page):
        return path in officer.get(page).content.decode()

    assert has_it(RETURN) and has_it(PROJECT)
    assert f"Return for Q4 2008/09, {listed}" in visit(officer, PROJECT).text
    assert not has_it(f"{PROJECT}quarter/?quarter=2008/09-Q3")
    assert not has_it(f"{PROJECT}report/")
    assert "What is different" not in visit(officer, f"{PROJECT}report/issue/").text


def test_a_quarter_that_is_not_over_waits(officer):
    page = officer.post(f"{PROJECT}quarter/2009/10-Q1/issue/", follow=True).content.decode()

    assert "Q1 2009/10 is not over. Issue its return once it is." in page
    assert "Issue this return" not in page
    for never in ("2009/10-Q2", "2005/06-Q1", "2008/09"):
        assert officer.post(f"{PROJECT}quarter/{never}/issue/").status_code == 404
    assert not IssuedReport.objects.exists()


def test_only_its_people_issue_it(project, client, cast):
    client.force_login(cast.board_member)

    assert "Issue this return" not in visit(client, RETURN).text
    assert client.post(ISSUE).status_code == 403
    assert not IssuedReport.objects.exists()
