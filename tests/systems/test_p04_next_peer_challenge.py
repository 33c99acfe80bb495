"""P4: the next review 4 to 5 years on, with a reminder before; what is open is carried over."""

from datetime import date, timedelta

import pytest

from laa.actions.job_runs import is_needed, run_job
from laa.actions.plan_actions import add_action
from laa.actions.refusals import Refused
from laa.models import Notice
from laa.tasks import run_everywhere
from peer_reviews.actions.recommendations import answer
from peer_reviews.actions.reminders import REMINDERS
from peer_reviews.actions.reviews import add_review, record_step, start_plan, take_back_step
from peer_reviews.queries.progress import statement
from peer_reviews.queries.review_page import timetable
from tests.page import visit
from tests.peer_reviews.world import a_review, verified
from tests.systems.conftest import stand_at

pytestmark = pytest.mark.django_db


def told(review):
    notices = Notice.objects.filter(partnership=review.partnership).order_by("created_at", "pk")
    return list(notices.values_list("text", flat=True))


def run_on(review, *days):
    """What people are told when the job runs on these days, and twice on each."""
    for day in days:
        stand_at(review.partnership, day)
        run_job(REMINDERS, review.partnership)
        assert not is_needed(REMINDERS, review.partnership)
        assert run_job(REMINDERS, review.partnership) is None
    return told(review)


def test_p4_the_window_is_march_to_december_2022(harborough):
    following = timetable(harborough)[1]

    assert following.window_said == "March 2022 to 31 December 2022"
    assert (following.deadline.opens.year, following.deadline.opens.month) == (2022, 3)
    assert following.deadline.due == date(2022, 12, 31)


def test_p4_a_reminder_fires_before_the_window_opens(harborough, staff):
    record_step(harborough, step="follow-up", happened_on=date(2018, 5, 1), by=staff.lead)

    assert run_on(harborough, date(2021, 9, 16)) == []
    assert run_on(harborough, date(2021, 9, 17)) == [
        "Corporate peer challenge 2018: Next peer challenge or finance review can be held from "
        "March 2022, and is due by 31 December 2022."
    ]


def test_p4_a_job_that_was_away_tells_once_what_daily_runs_tell_in_turn(harborough, staff):
    """Away from before the first reminder of the follow-up until after the last."""
    away = run_on(harborough, date(2019, 1, 1), date(2020, 3, 20))

    assert away == [
        "Corporate peer challenge 2018: Follow-up visit was due by 16 March 2020 and is not "
        "recorded as done."
    ]


def test_daily_runs_tell_each_reminder_once(harborough, staff):
    first = date(2019, 9, 10)

    found = run_on(harborough, *(first + timedelta(days=3 * n) for n in range(70)))

    assert len(found) == 4
    assert len(set(found)) == 2


def test_a_step_that_was_taken_back_is_reminded_of_again(harborough, staff):
    stand_at(harborough.partnership, date(2020, 3, 20))
    record_step(harborough, step="follow-up", happened_on=date(2020, 3, 2), by=staff.lead)
    assert run_on(harborough, date(2020, 3, 21)) == []
    take_back_step(harborough, step="follow-up", by=staff.lead)

    assert is_needed(REMINDERS, harborough.partnership)
    assert len(run_on(harborough, date(2020, 3, 22))) == 1


def test_the_steps_of_the_current_edition_are_reminded_of_too(harborough, staff):
    """Visit until 31 January 2019: report in 3 months, plan in 5, progress about 10 and by 12."""
    stand_at(harborough.partnership, date(2019, 2, 1))
    dates = {"starts": date(2019, 1, 29), "ends": date(2019, 1, 31), "edition": "current"}
    review = a_review(
        harborough.partnership, harborough.council, title="Review", by=staff.lead, **dates
    )

    publication, plan = "Report published", "Action plan published"
    review_of_it = "Progress review is meant for about November 2019, at the latest 31 January 2020"
    its_report = "Progress review’s report published"

    def on(*day):
        before = len(told(review))
        found = run_on(review, date(*day))[before:]
        return [said.removeprefix("Review: ") for said in found if said.startswith("Review: ")]

    def happened(step, *day):
        record_step(review, step=step, happened_on=date(*day), by=staff.lead)

    assert on(2019, 3, 30) == []
    assert on(2019, 3, 31) == [f"{publication} is due by 30 April 2019."]
    assert on(2019, 5, 1) == [
        f"{publication} was due by 30 April 2019 and is not recorded as done."
    ]
    happened("publish-report", 2019, 5, 1)
    assert on(2019, 5, 31) == [f"{plan} is due by 30 June 2019."]
    happened("publish-plan", 2019, 5, 31)
    assert on(2019, 9, 30) == []
    assert on(2019, 10, 1) == [f"{review_of_it}."]
    assert on(2020, 1, 24) == [f"{review_of_it}.", f"{its_report} is due by 31 January 2020."]
    happened("progress-review", 2020, 1, 24)
    assert on(2020, 2, 1) == [
        f"{its_report} was due by 31 January 2020 and is not recorded as done."
    ]


def test_only_who_leads_on_it_is_told(harborough, staff):
    harborough.lead = staff.officer
    harborough.save()

    run_on(harborough, date(2020, 3, 20))

    assert {notice.recipient for notice in Notice.objects.all()} == {staff.officer}


def test_beat_wakes_the_job_and_a_second_wake_does_nothing(harborough, staff, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    stand_at(harborough.partnership, date(2020, 3, 20))

    run_everywhere("peer_reviews")
    run_everywhere("peer_reviews")

    assert len(told(harborough)) == 1


def test_a_step_is_recorded_on_a_day_that_can_be(harborough, staff):
    for day, said in (
        (date(2018, 3, 15), "before the visit ended on 16 March 2018"),
        (date(2018, 6, 2), "2 June 2018 is still to come"),
    ):
        with pytest.raises(Refused, match=said):
            record_step(harborough, step="follow-up", happened_on=day, by=staff.lead)
    with pytest.raises(Refused, match="no such step"):
        record_step(harborough, step="party", happened_on=date(2018, 5, 1), by=staff.lead)


@pytest.fixture
def three_open(harborough, staff):
    plan = start_plan(harborough, by=staff.lead)
    four = harborough.recommendation_set.get(number="4")
    actions = list(plan.actions.order_by("number"))
    for action in actions:
        action.partnership = harborough.partnership
    for number in (1, 2, 3, 5):
        verified(actions[number - 1], by=staff.lead)
    harborough.recommendation_set.get(number="4").links.all().delete()
    answer(four, answer="rejected", text="The posts stay as they are.", by=staff.lead)
    add_action(plan, title="Answers nothing", by=staff.lead)
    stand_at(harborough.partnership, date(2022, 4, 1))
    return harborough


def follow(review, by):
    return add_review(
        partnership=review.partnership,
        title="Corporate peer challenge 2022",
        council=review.council,
        starts=date(2022, 3, 21),
        ends=date(2022, 3, 24),
        edition="current",
        previous=review,
        by=by,
    )


def test_p4_open_recommendations_are_carried_over_with_their_actions(three_open, staff):
    following = follow(three_open, staff.lead)

    carried = list(following.recommendation_set.all())
    assert [each.number for each in carried] == ["2018-6", "2018-7", "2018-8"]
    assert [each.carried_from.number for each in carried] == ["6", "7", "8"]
    for each in carried:
        (link,) = each.links.all()
        assert link.action.title == each.title
    assert [each.title for each in following.component_set.all()] == [
        "Local priorities and outcomes",
        "Organisational and place leadership",
        "Governance and culture",
        "Financial planning and management",
        "Capacity for improvement",
    ]


def test_work_on_it_counts_for_both_reviews(three_open, staff):
    following = follow(three_open, staff.lead)
    action = following.recommendation_set.first().links.get().action
    action.partnership = three_open.partnership

    verified(action, by=staff.lead)

    today = date(2022, 4, 1)
    assert len(statement(following, today).done) == 1
    assert len(statement(three_open, today).done) == 5


def test_a_review_follows_one_that_was_over(three_open, staff):
    with pytest.raises(Refused, match="was not over when this one began"):
        add_review(
            partnership=three_open.partnership,
            title="Too early",
            council=three_open.council,
            starts=date(2018, 3, 1),
            ends=date(2018, 3, 2),
            edition="2018",
            previous=three_open,
            by=staff.lead,
        )


def test_in_the_browser_the_review_remembers_the_one_before(three_open, staff, client):
    client.force_login(staff.lead)
    page = visit(client, "/harborough/peer-reviews/add/")

    added = page.press(
        "Save",
        title="Corporate peer challenge 2022",
        kind="corporate",
        edition="current",
        council=str(three_open.council.pk),
        previous=str(three_open.pk),
        starts_day="21",
        starts_month="3",
        starts_year="2022",
        ends_day="24",
        ends_month="3",
        ends_year="2022",
    )

    assert "2018-6. Clarify and simplify report processes" in added.text
    assert "Review before Corporate peer challenge 2018" in added.text
    before = visit(client, "/harborough/peer-reviews/corporate-peer-challenge-2018/")
    assert "Next review Corporate peer challenge 2022" in before.text
