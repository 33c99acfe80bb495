"""The pages of reports: what each offers to whom, and how many questions they ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laa.actions.report_approval import put_forward
from laa.actions.report_issue import ask_to_issue
from laa.actions.report_route import add_route_step
from laa.actions.return_steps import certify, submit
from laa.actions.sign_off import sign_off
from laa.models import AuditEvent, JobRun, Report, ReportFile
from laa.rules.report_contents import WHOLE
from laa.tasks import issue_report, issue_reports
from tests.factories import promise
from tests.page import visit
from tests.steps import answer_all, enter, line_of, signed_off
from tests.systems.issued import draft_report, issued_report

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def draft(agreement, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    return draft_report(agreement, cast)


def test_the_whole_way_in_the_browser(draft, lead, cast, luton, celery_is_eager):
    add_route_step(
        luton, name="Proof-reading", person=cast.contributor, is_proof_reading=True, by=cast.lead
    )
    page = visit(lead, draft.get_absolute_url()).press("Put it forward")
    assert "Its body stands still from now on" in page.text

    lead.force_login(cast.contributor)
    page = visit(lead, f"{draft.get_absolute_url()}step/").press("Say so", outcome="approve")
    assert "What you said is kept" in page.text

    lead.force_login(cast.lead)
    page = visit(lead, draft.get_absolute_url()).press("Issue it")
    assert "Issued on 20 April 2009 by Performance lead" in page.text
    for format in ("html", "pdf", "docx", "xlsx", "json"):
        answer = lead.get(f"{draft.get_absolute_url()}files/executive.{format}")
        assert answer.status_code == 200
        assert answer.content == bytes(ReportFile.objects.get(format=format).content)


@pytest.fixture
def celery_is_eager(settings, django_capture_on_commit_callbacks, monkeypatch):
    """What is handed to a worker is done at once."""
    monkeypatch.setattr(issue_report, "delay_on_commit", issue_report)


def test_sent_back_without_a_reason_nothing_is_lost(draft, lead, cast, luton):
    add_route_step(
        luton, name="Reading", person=cast.contributor, is_proof_reading=True, by=cast.lead
    )
    put_forward(draft, seen=draft.sha256, by=cast.lead)
    lead.force_login(cast.contributor)

    page = visit(lead, f"{draft.get_absolute_url()}step/").press("Say so", outcome="send-back")
    assert "Say what is to be put right" in page.text
    assert Report.objects.get().state == Report.State.IN_APPROVAL


def test_a_second_report_on_the_same_is_refused_and_the_words_stay(draft, lead, agreement):
    page = visit(lead, "/luton/reports/make/").press(
        "Make the draft", agreement=agreement.pk, period="2008/09-Q4", purpose="To note."
    )

    assert "There is a Report on Q4 2008/09" in page.text
    assert page.boxes["purpose"] == "To note."
    assert Report.objects.count() == 1


def test_refreshed_it_takes_in_what_was_signed_off_since(agreement, round_, cast, lead):
    draft = draft_report(agreement, cast)
    signed_off(round_.returns.get(), cast, "45")

    visit(lead, draft.get_absolute_url()).press("Refresh")
    assert Report.objects.get().said["counts"]["fresh"] == 1
    assert draft.said["counts"]["fresh"] == 0


def test_a_draft_is_thrown_away_but_not_one_that_was_put_forward(draft, lead, cast):
    put_forward(draft, seen=draft.sha256, by=cast.lead)
    visit(lead, draft.get_absolute_url()).press("Take it back to a draft")
    answer = lead.post(f"{draft.get_absolute_url()}change/", {"do": "discard"}, follow=True)
    assert "was put forward before, so it is kept" in answer.content.decode()

    Report.objects.update(attempt=0)
    visit(lead, draft.get_absolute_url()).press("Throw the draft away")
    assert not Report.objects.exists()


def test_provisional_figures_never_get_a_public_cover(agreement, round_, cast, lead, approved):
    report = draft_report(agreement, cast, covers=["public"])
    page = visit(lead, report.get_absolute_url()).press("Put it forward")

    assert "Not final yet: NI 181. A report with such figures cannot have a public" in page.text
    assert Report.objects.get().is_draft


@pytest.fixture
def approved(round_, cast):
    """A provisional figure, signed off."""
    quarterly_return = round_.returns.get()
    enter(line_of(quarterly_return), "45", by=cast.officer, figure_state="provisional")
    answer_all(quarterly_return, cast)
    lines = submit(quarterly_return, by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)


def waiting_to_issue(draft, cast):
    put_forward(draft, seen=draft.sha256, by=cast.lead)
    return ask_to_issue(Report.objects.get(), by=cast.lead)


def test_a_worker_goes_on_where_another_was_killed_and_a_second_run_does_nothing(
    draft, cast, monkeypatch
):
    report = waiting_to_issue(draft, cast)
    monkeypatch.setattr("laa.issuing.rendered", fails_after(2))
    with pytest.raises(RuntimeError):
        issue_report(report.pk)
    assert (ReportFile.objects.count(), Report.objects.get().is_issued) == (2, False)
    assert JobRun.objects.get().error == "RuntimeError: out of paper"
    monkeypatch.undo()

    for _ in range(2):
        issue_report(report.pk)
    assert (ReportFile.objects.count(), Report.objects.get().is_issued) == (5, True)
    run = JobRun.objects.get()
    assert (run.progress, run.total, run.error) == (5, 5, "")
    assert AuditEvent.objects.filter(action="report.issue").count() == 1


def fails_after(number):
    made = []

    def rendered(body, *, cover, format):
        if len(made) == number:
            raise RuntimeError("out of paper")
        made.append(format)
        return b"-"

    return rendered


def test_a_lost_message_loses_no_report(draft, cast, monkeypatch):
    report = waiting_to_issue(draft, cast)
    woken = []
    monkeypatch.setattr(issue_report, "delay", woken.append)

    issue_reports()
    assert woken == [report.pk]


def test_while_it_is_rendered_the_page_says_how_far_it_is(draft, cast, lead):
    waiting_to_issue(draft, cast)

    assert "0 of 5 files are rendered" in visit(lead, draft.get_absolute_url()).text


@pytest.mark.parametrize("path", ["", "read/"])
def test_the_questions_do_not_grow_with_the_indicators(
    path, agreement, council, quarterly_return, cast, lead
):
    signed_off(quarterly_return, cast, "45")
    for number in range(20):
        promise(agreement, f"NI X{number}", supplier=council, targets={"2008/09": "9"})
    report = issued_report(agreement, cast, contents=WHOLE)
    lead.force_login(cast.board_member)
    with CaptureQueriesContext(connection) as queries:
        assert lead.get(f"{report.get_absolute_url()}{path}").status_code == 200

    assert len(queries) <= MOST


def test_a_file_that_there_is_not_is_not_found(draft, lead):
    assert lead.get(f"{draft.get_absolute_url()}files/executive.pdf").status_code == 404


def test_an_unknown_cover_is_not_found(draft, lead):
    assert lead.get(f"{draft.get_absolute_url()}read/?cover=nope").status_code == 404
