"""P7: «ensuring members have strategic information, whilst more operational detail is better
deployed for service delivery and planning».

No cover of a report holds notes that officers keep among themselves: the body is one, so what is
not for the public is in none.
"""

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.effort import tell_effort
from laa.actions.plan_actions import add_action
from laa.actions.threads import comment
from laa.rules.report_contents import USUAL_COVERS, WHOLE
from tests.page import visit
from tests.steps import enter, line_of, signed_off
from tests.systems.issued import issued_report

pytestmark = pytest.mark.django_db

NOTES = ("Between ourselves", "Lend us two assessors", "Olga Owner", "17.5")


@pytest.fixture
def annotated(quarterly_return, housing_benefit, cast):
    """A signed-off line with all that officers keep among themselves."""
    line = line_of(quarterly_return)
    enter(line, "45", by=cast.officer, help_needed="Lend us two assessors.")
    comment(line, text="Between ourselves: the new system is late.", by=cast.officer)
    signed_off(quarterly_return, cast, "45")
    cast.officer.name = "Olga Owner"
    cast.officer.save()
    plan = plan_improvement(housing_benefit, by=cast.lead)
    add_action(plan, title="Train the assessors", owner=cast.officer, by=cast.lead)
    tell_effort(housing_benefit.indicator, hours=17.5, by=cast.officer)


def test_p7_no_cover_in_no_format_holds_an_operational_note(annotated, agreement, cast):
    report = issued_report(agreement, cast, contents=WHOLE, covers=[*USUAL_COVERS, "public"])

    assert "Train the assessors" in report.body
    for file in report.files.filter(format__in=["json", "html"]):
        said = bytes(file.content).decode()
        assert not [note for note in NOTES if note in said]


def test_p7_a_member_reads_what_is_issued_and_nothing_before(annotated, agreement, cast, client):
    report = issued_report(agreement, cast, "2008/09-Q4", contents=["summary"])
    client.force_login(cast.board_member)

    assert "Report on Q4 2008/09" in visit(client, report.get_absolute_url()).text
    type(report).objects.filter(pk=report.pk).update(state="draft")
    assert client.get(report.get_absolute_url()).status_code == 404
    assert "No report has been issued yet" in visit(client, "/luton/reports/").text
