"""The first page after signing in: what waits for whom."""

from datetime import date

import pytest
from uuid_utils.compat import uuid7

from laa.actions.action_plans import plan_improvement
from laa.actions.flags import flag_off_track
from laa.actions.plan_actions import add_action
from laa.actions.return_steps import give_back
from laa.actions.rounds import close_round, open_round
from laa.models import Demonstration
from tests.page import visit
from tests.steps import certified, line_of, signed_off, submitted
from tests.world import issued_report

pytestmark = pytest.mark.django_db

RETURN = "/luton/returns/2008/09-Q4/council/"


@pytest.fixture
def work_of(client, cast):
    """Somebody's page: `work_of("officer")`."""

    def see(role):
        client.force_login(getattr(cast, role))
        return visit(client, "/luton/")

    return see


def test_an_officer_sees_what_is_due_and_when(work_of, quarterly_return):
    page = work_of("officer")

    assert "To return Q4 2008/09: Luton Borough Council" in page.text
    assert "Due 30 April 2009, in 10 days. 0 of 1 lines ready." in page.text
    assert f'href="{RETURN}"' in page.answer.content.decode()


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2009, 4, 29), "Due 30 April 2009, tomorrow."),
        (date(2009, 4, 30), "Due 30 April 2009, today."),
        (date(2009, 5, 1), "Overdue: was due 30 April 2009."),
    ],
)
def test_the_due_date_is_counted_by_the_partnerships_clock(today, says, work_of, quarterly_return):
    Demonstration.objects.update(today=today)

    assert says in work_of("officer").text


def test_a_line_sent_back_is_named_with_its_reason(work_of, quarterly_return, cast):
    submitted(quarterly_return, cast)
    give_back(quarterly_return.lines.all(), by=cast.certifier, reason="Is this the median?")

    assert "Sent back or reopened, to put right: NI 181, Q4 2008/09: Is this the median?" in (
        work_of("officer").text
    )


def test_what_never_came_is_awaited(work_of, housing_benefit, luton, cast):
    for period in ("2008/09-Q3", "2008/09-Q4"):
        round_ = open_round(
            partnership=luton,
            period=period,
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        if period == "2008/09-Q3":
            close_round(round_, by=cast.lead)

    assert "Awaited from earlier periods: NI 181, Q3 2008/09" in work_of("officer").text


def test_each_step_waits_for_whoever_takes_it(work_of, quarterly_return, cast):
    lines = {
        "officer": "To return",
        "certifier": "To certify",
        "lead": "To sign off",
    }

    def waiting():
        return [role for role, words in lines.items() if words in work_of(role).text]

    assert waiting() == ["officer"]
    submitted(quarterly_return, cast)
    assert waiting() == ["certifier"]
    give_back(quarterly_return.lines.all(), by=cast.certifier, reason="Why?")
    assert waiting() == ["officer"]
    certified(quarterly_return, cast)
    assert waiting() == ["lead"]


def test_the_lead_sees_who_has_not_returned(work_of, quarterly_return):
    assert (
        "Not returned yet Q4 2008/09: Luton Borough Council, 0 of 1 lines ready, due 30 April 2009"
        in (work_of("lead").text)
    )


def test_what_is_with_others_is_said(work_of, quarterly_return, cast):
    submitted(quarterly_return, cast)

    assert "With others Q4 2008/09: Luton Borough Council Submitted" in work_of("officer").text


def test_flags_show_to_those_who_answer_and_to_the_lead(work_of, quarterly_return, cast, luton):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)

    for role in ("officer", "certifier", "lead"):
        assert (
            "45 days (illustrative) for Q4 2008/09 against a target of 42 days"
            in work_of(role).text
        )
    assert "45 days" not in work_of("board_member").text


def test_a_closed_round_waits_for_nobody(work_of, quarterly_return, round_, cast):
    close_round(round_, by=cast.lead)

    assert "Nothing is waiting for you" in work_of("officer").text


def test_a_round_that_opens_later_waits_for_nobody_yet(work_of, quarterly_return):
    Demonstration.objects.update(today=date(2009, 3, 31))

    assert "Nothing is waiting for you" in work_of("officer").text


def test_nothing_loaded_yet(work_of, luton):
    page = work_of("officer")

    assert "Nothing is waiting for you" in page.text
    assert "No agreement has been loaded" in page.text


def test_every_page_of_a_demonstration_says_what_day_it_is(work_of, luton):
    assert "20 April 2009" in work_of("board_member").text


def test_new_notices_are_shown_until_they_are_read(work_of, quarterly_return, cast):
    submitted(quarterly_return, cast)
    page = work_of("certifier")
    assert "New notices" in page.text
    assert "Notices (1 new)" in page.text

    visit(page.client, "/luton/notices/").press("Mark all as read")

    assert "New notices" not in work_of("certifier").text
    assert line_of(quarterly_return).state == "submitted"


def test_owners_see_their_actions_the_most_pressing_first(work_of, housing_benefit, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    for title, due in (("Write", None), ("Hire", date(2009, 6, 1)), ("Train", date(2009, 4, 1))):
        add_action(plan, title=title, owner=cast.officer, due=due, by=cast.lead)
    add_action(plan, title="Somebody else’s", owner=cast.certifier, by=cast.lead)

    page = work_of("officer")

    assert (
        "Your actions Train, was due 1 April 2009 Hire, due 1 June 2009 Write, no date yet"
        in page.text
    )
    assert "Somebody else’s" not in page.text


def test_a_promise_flagged_twice_is_named_once_and_before_what_is_housekeeping(
    work_of, quarterly_return, cast, luton, housing_benefit
):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    flag = luton.flags.get()
    flag.pk, flag.uuid, flag.key = None, uuid7(), "another"
    flag.reason, flag.text = flag.Reason.OUTLOOK_WONT, "Its owner said so"
    flag.save(force_insert=True)
    flag.pk, flag.uuid, flag.key = None, uuid7(), "a chore"
    flag.reason, flag.text = flag.Reason.FIGURE_AWAITED, "Nobody returned it"
    flag.commitment, flag.subject = None, "another"
    flag.save(force_insert=True)

    page = work_of("lead")

    assert page.text.count(housing_benefit.indicator.title) == 1
    assert "Off track: NI 181" in page.text and "Its owner said so." in page.text
    assert page.text.index("Its owner said so.") < page.text.index("Nobody returned it.")


def test_the_newest_reports_are_at_hand(work_of, agreement, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    report = issued_report(agreement, period="2008/09-Q4", by=cast.lead)

    page = work_of("board_member")

    assert "Newest reports Report on Q4 2008/09" in page.text
    assert report.get_absolute_url() in page.answer.content.decode()


def test_who_may_load_an_agreement_is_shown_where(work_of, luton):
    assert "Load an agreement" in work_of("lead").text
    assert "Load an agreement" not in work_of("officer").text
