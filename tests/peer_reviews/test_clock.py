"""What is due when, by edition; and that a reminder is given once, however late anybody looks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peer_reviews.clock import State, add_months, deadline, deadlines, next_due, to_remind
from peer_reviews.editions import CURRENT, EDITIONS, OF_2018, OTHER

ENDED = date(2018, 3, 16)


def test_the_2018_edition():
    follow_up, following = deadlines(OF_2018, ENDED)

    assert follow_up.due == date(2020, 3, 16)
    assert (following.opens, following.due) == (date(2022, 3, 16), date(2022, 12, 31))


def test_the_current_edition():
    found = {each.step.key: each for each in deadlines(CURRENT, date(2025, 1, 31))}

    assert {key: each.due for key, each in found.items()} == {
        "publish-report": date(2025, 4, 30),
        "publish-plan": date(2025, 6, 30),
        "progress-review": date(2026, 1, 31),
        "progress-report": date(2026, 1, 31),
        "next-review": date(2030, 1, 31),
    }
    assert found["progress-review"].about == date(2025, 11, 30)


def test_another_kind_of_review_has_no_timetable_of_ours():
    assert deadlines(OTHER, ENDED) == []
    assert next_due([]) is None


@pytest.mark.parametrize(
    ("today", "done_on", "state"),
    [
        (date(2020, 3, 16), None, State.OPEN),
        (date(2020, 3, 17), None, State.OVERDUE),
        (date(2020, 3, 17), date(2020, 3, 16), State.DONE),
        (date(2020, 3, 17), date(2020, 3, 17), State.DONE_LATE),
    ],
)
def test_a_step_is_due_to_the_end_of_its_day(today, done_on, state):
    assert deadline(OF_2018.steps[0], ENDED, done_on).state(today) == state


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2022, 3, 15), State.TO_COME), (date(2022, 3, 16), State.OPEN)],
)
def test_a_window_opens_on_its_day(today, state):
    assert deadline(OF_2018.steps[1], ENDED).state(today) == state


@given(st.dates(date(1990, 1, 1), date(2080, 12, 31)), st.integers(0, 240))
def test_months_on_is_the_same_day_or_the_months_last(day, months):
    found = add_months(day, months)

    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1 and found.day < day.day


@given(st.sampled_from(list(EDITIONS)), st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.data())
def test_looking_seldom_tells_no_more_than_looking_daily_and_the_newest_too(edition, ended, data):
    """However the days are skipped: nothing twice, in order, and the last reminder is reached."""
    for each in deadlines(EDITIONS[edition], ended):
        days, told, given_on = each.reminders(), None, []
        looks = data.draw(st.lists(st.sampled_from(days), min_size=1, max_size=6).map(sorted))
        for look in [*looks, days[-1] + timedelta(days=90)]:
            if day := to_remind(each, told_until=told, today=look):
                given_on.append(day)
                told = day
            assert to_remind(each, told_until=told, today=look) is None
        assert given_on == sorted(set(given_on))
        assert set(given_on) <= set(days)
        assert given_on[-1] == days[-1]


def test_what_is_done_is_reminded_of_no_more():
    each = deadline(OF_2018.steps[0], ENDED, date(2019, 9, 1))

    assert to_remind(each, told_until=None, today=date(2030, 1, 1)) is None


def test_a_reminder_comes_before_the_window_opens_and_before_it_ends():
    each = deadline(OF_2018.steps[1], ENDED)

    assert each.reminders()[0] == date(2021, 9, 17)
    assert to_remind(each, told_until=None, today=date(2021, 9, 16)) is None
    assert to_remind(each, told_until=None, today=date(2021, 9, 17)) == date(2021, 9, 17)
