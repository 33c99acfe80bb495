"""A report is public when somebody says so, from a day on, and never with what does not stand."""

from datetime import timedelta

import pytest

from laa import clock
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.report_publications import publish_report, withdraw_report
from laa.models import AuditEvent, ReportPublication
from laa.rules.report_publishing import why_report_is_not_public
from tests.page import visit
from tests.steps import signed_off
from tests.systems.issued import draft_report, issued_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(agreement, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    return issued_report(agreement, cast, covers=["public"])


@pytest.fixture
def today(luton):
    return clock.today(luton)


def path_of(report):
    return f"/open-data/luton/laa/reports/{report.uuid}/"


def test_an_issued_report_is_not_public_by_itself(report, client):
    assert client.get(path_of(report)).status_code == 404
    assert client.get(f"{path_of(report)}report.pdf").status_code == 404
    assert client.get("/open-data/luton/laa/").status_code == 404
    assert "Nothing is published yet" in visit(client, "/open-data/").text


def test_the_lead_publishes_it_and_a_resident_reads_it(report, client, cast):
    client.force_login(cast.lead)
    page = visit(client, report.get_absolute_url() + "publish/").press("Publish the report")
    assert "The report is public from 20 April 2009." in page.text
    client.logout()

    listed = visit(client, "/open-data/luton/laa/")
    assert "Report on Q4 2008/09, published 20 April 2009" in listed.text
    page = visit(client, path_of(report))
    assert "For information." in page.text
    assert "45 days" in page.text
    assert "csrf" not in page.answer.content.decode()
    assert "public" in page.answer["Cache-Control"]
    for kind in ("html", "pdf", "docx", "xlsx"):
        answer = client.get(f"{path_of(report)}report.{kind}")
        assert answer.content == bytes(report.files.get(format=kind).content)


def test_its_json_says_more_than_it_shows_and_stays_inside(report, client, cast, today):
    publish_report(report, public_from=today, by=cast.lead)

    assert client.get(f"{path_of(report)}report.json").status_code == 404


def test_under_embargo_it_is_a_404_until_its_day(report, client, cast, luton, today):
    publish_report(report, public_from=today + timedelta(days=3), by=cast.lead)
    assert client.get(path_of(report)).status_code == 404
    assert client.get(f"{path_of(report)}report.html").status_code == 404
    assert client.get("/open-data/luton/laa/").status_code == 404

    luton.demonstration.today = today + timedelta(days=3)
    luton.demonstration.save()

    assert client.get(path_of(report)).status_code == 200
    assert client.get("/open-data/luton/laa/").status_code == 200


def test_taken_back_it_is_gone_and_stays_on_record(report, client, cast, today):
    publish_report(report, public_from=today, by=cast.lead)
    with pytest.raises(ReasonMissing):
        withdraw_report(report, reason=" ", by=cast.lead)

    client.force_login(cast.lead)
    page = visit(client, report.get_absolute_url() + "publish/")
    page = page.press("Take it back", reason="A wrong table.")

    assert "taken back on 20 April 2009 by Performance lead: A wrong table." in page.text
    assert client.get(path_of(report)).status_code == 404
    assert list(
        AuditEvent.objects.filter(action__contains="publish")
        .order_by("pk")
        .values_list("action", flat=True)
    ) == ["report.publish", "report.unpublish"]


def test_an_earlier_day_replaces_a_later_one_and_twice_does_nothing(report, cast, today):
    publish_report(report, public_from=today + timedelta(days=3), by=cast.lead)
    publish_report(report, public_from=today, by=cast.lead)

    with pytest.raises(NothingToDo):
        publish_report(report, public_from=today, by=cast.lead)

    assert ReportPublication.objects.standing().get().public_from == today
    assert ReportPublication.objects.count() == 2


def test_a_day_that_is_over_is_refused(report, cast, today):
    with pytest.raises(Refused, match="is over"):
        publish_report(report, public_from=today - timedelta(days=1), by=cast.lead)


def test_only_issued_under_the_public_cover(agreement, quarterly_return, cast, today, client):
    signed_off(quarterly_return, cast, "45")
    draft = draft_report(agreement, cast, covers=["public"])
    with pytest.raises(Refused, match="is draft. Only an issued report can be public"):
        publish_report(draft, public_from=today, by=cast.lead)
    draft.delete()

    report = issued_report(agreement, cast)
    with pytest.raises(Refused, match="was not issued under the public cover"):
        publish_report(report, public_from=today, by=cast.lead)
    client.force_login(cast.lead)
    page = visit(client, report.get_absolute_url() + "publish/").text
    assert "was not issued under the public cover" in page
    assert "Public from" not in page


def body_of(*histories):
    """A body with one indicator, a line for each history."""
    lines = [
        {"history": [{"state": state, "value": value} for state, value in history]}
        for history in histories
    ]
    return {"themes": [{"promises": [{"reference": "NI 57", "lines": lines}]}]}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (body_of([("measured", "5")]), ""),
        (body_of([("suppressed", "")]), ""),
        (body_of([("measured", "5"), ("provisional", "6")]), "Not final yet: NI 57"),
        (body_of([("estimated", "6")]), "Not final yet: NI 57"),
        (body_of([("suppressed", "")], [("measured", "6")]), "NI 57 has figures"),
        (body_of([("suppressed", ""), ("measured", "6")]), "NI 57 has figures"),
    ],
)
def test_what_does_not_stand_or_gives_a_small_number_away_is_refused(body, why):
    said = why_report_is_not_public(body)

    assert said.startswith(why) if why else said == ""


def test_a_small_number_keeps_an_issued_report_inside(report, cast, today, client):
    report.body = report.body.replace('"state":"measured"', '"state":"provisional"')
    with pytest.raises(Refused, match="Not final yet: NI 181"):
        publish_report(report, public_from=today, by=cast.lead)

    assert client.get(path_of(report)).status_code == 404


def test_another_agreements_address_leads_nowhere(report, client, cast, today):
    publish_report(report, public_from=today, by=cast.lead)

    assert client.get(f"/open-data/luton/other/reports/{report.uuid}/").status_code == 404
    assert client.get(f"/open-data/other/laa/reports/{report.uuid}/").status_code == 404


def test_the_public_page_asks_few_questions(
    report, client, cast, today, django_assert_max_num_queries
):
    publish_report(report, public_from=today, by=cast.lead)
    client.logout()

    with django_assert_max_num_queries(4):
        client.get(path_of(report))
    with django_assert_max_num_queries(8):
        client.get("/open-data/luton/laa/")
