"""U10: «Senior leaders will regularly review data and report to partnership boards.»

The quarter's report shows the date it was considered and the decision; a figure that is corrected
later is marked in the next.
"""

from datetime import date

import pytest

from laa.actions.refusals import Refused
from laa.actions.report_considered import record_consideration
from laa.actions.revisions import revise
from laa.models import Decision, Figure
from laa.rules.figures import Number
from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover
from tests.page import visit
from tests.steps import signed_off
from tests.systems.issued import draft_report, issued_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(agreement, housing_benefit, cast):
    return issued_report(agreement, cast, contents=["summary", "standard"])


def test_u10_the_report_shows_when_it_was_considered_and_what_was_decided(issued, client, cast):
    client.force_login(cast.lead)
    page = visit(client, f"{issued.get_absolute_url()}considered/")
    page = page.press("Record it", cover="executive", considered_on="20/04/2009", note="Noted.")
    assert "Considered on 20 April 2009 (Executive) Noted." in page.text

    page = visit(client, f"{issued.get_absolute_url()}considered/executive/2009-04-20/")
    page.press("Record it", kind="action", text="Look at it again.", due="30/06/2009")

    client.force_login(cast.board_member)
    page = visit(client, issued.get_absolute_url())
    assert "Considered on 20 April 2009 (Executive)" in page.text
    assert "Action: Look at it again. by 30 June 2009" in page.text


def test_u10_the_next_report_says_what_was_decided_on_the_last(issued, agreement, cast, luton):
    considered = record_consideration(
        issued, cover="executive", considered_on=date(2009, 4, 20), by=cast.lead
    )
    Decision.objects.create(
        partnership=luton,
        consideration=considered,
        text="Ask for weekly figures.",
        decided_on=date(2009, 4, 20),
        recorded_at=considered.recorded_at,
    )
    luton.demonstration.today = date(2009, 7, 20)
    luton.demonstration.save()
    agreement.partnership.refresh_from_db()

    following = draft_report(agreement, cast, "2009/10-Q1")
    (decided,) = following.said["words"]["decided_before"]
    assert (decided["on"], decided["text"]) == ("20 April 2009", "Ask for weekly figures.")


def test_u10_a_figure_that_is_corrected_later_is_marked_in_the_next_report(
    luton, agreement, quarterly_return, cast
):
    signed_off(quarterly_return, cast, "40")
    issued_report(agreement, cast)
    revise(Figure.objects.current().get(), Number(45), by=cast.lead, reason="Counted twice.")
    luton.demonstration.today = date(2009, 7, 20)
    luton.demonstration.save()
    agreement.partnership.refresh_from_db()

    following = draft_report(agreement, cast, "2009/10-Q1")

    (marked,) = following.said["corrections"]
    assert (marked["reference"], marked["period_said"]) == ("NI 181", "Q4 2008/09")
    assert (marked["was"], marked["now"]) == ("40 days", "45 days")
    assert marked["reason"] == "Counted twice."
    cover = cover_of(following.said, Cover.EXECUTIVE, sha256="")
    headings = [section.heading for section in document(following.said, cover).sections]
    assert "Corrections to what was reported before" in headings


@pytest.mark.parametrize("day", [date(2009, 4, 19), date(2009, 4, 21)])
def test_u10_it_is_considered_after_it_was_issued_and_not_in_the_future(issued, cast, day):
    with pytest.raises(Refused, match="It was issued on 20 April 2009"):
        record_consideration(issued, cover="executive", considered_on=day, by=cast.lead)


def test_u10_a_draft_cannot_have_been_considered(agreement, housing_benefit, cast):
    with pytest.raises(Refused, match="is not issued yet"):
        record_consideration(
            draft_report(agreement, cast),
            cover="executive",
            considered_on=date(2009, 4, 20),
            by=cast.lead,
        )
