"""Two running, parted by nothing; the newest outlook; what hides under a green."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.flagging import Cause, Word, causes, is_hidden, is_late_under_green
from laa.rules.vocabulary import Rating

QUARTERS = [f"2008/09-Q{n}" for n in (1, 2, 3, 4)]


def words(*ratings, outlook=""):
    found = [Word(q, r) for q, r in zip(QUARTERS, ratings, strict=False)]
    return [*found[:-1], Word(found[-1].period, found[-1].rating, outlook)]


@pytest.mark.parametrize(
    ("ratings", "wanted"),
    [
        (["on_track"], set()),
        (["off_track"], {Cause.OFF_TRACK}),
        (["off_track", "on_track"], set()),
        (["on_track", "off_track"], {Cause.OFF_TRACK}),
        (["off_track", "off_track"], {Cause.OFF_TRACK, Cause.OFF_TRACK_TWICE}),
        (["at_risk"], set()),
        (["at_risk", "at_risk"], {Cause.AT_RISK_TWICE}),
        (["off_track", "at_risk"], {Cause.AT_RISK_TWICE}),
        (["on_track", "at_risk"], set()),
        (["off_track", "not_rated", "off_track"], {Cause.OFF_TRACK}),
        (["off_track", "not_rated"], {Cause.OFF_TRACK}),
        (["not_rated"], set()),
    ],
)
def test_what_ratings_one_after_another_give_cause_for(ratings, wanted):
    assert causes(words(*ratings)) == wanted


@pytest.mark.parametrize(
    ("ratings", "wanted"),
    [
        (["off_track", "off_track"], {Cause.OFF_TRACK}),
        (["off_track"] * 3, {Cause.OFF_TRACK, Cause.OFF_TRACK_TWICE}),
        (["on_track", "off_track", "off_track"], {Cause.OFF_TRACK}),
        (["at_risk", "off_track", "off_track"], {Cause.OFF_TRACK}),
        (["at_risk", "at_risk"], set()),
        (["at_risk"] * 3, {Cause.AT_RISK_TWICE}),
        (["at_risk", "off_track", "at_risk"], {Cause.AT_RISK_TWICE}),
        (["off_track", "not_rated", "off_track", "off_track"], {Cause.OFF_TRACK}),
    ],
)
def test_three_running_where_a_partnership_chose_three(ratings, wanted):
    assert causes(words(*ratings), running=3) == wanted


def test_a_year_runs_on_from_the_year_before():
    assert Cause.OFF_TRACK_TWICE in causes(
        [Word("2007/08", "off_track"), Word("2008/09", "off_track")]
    )


def test_the_newest_outlook_counts_rated_or_not():
    assert causes(words("on_track", outlook="wont")) == {Cause.OUTLOOK_WONT}
    assert causes(words("not_rated", outlook="wont")) == {Cause.OUTLOOK_WONT}
    assert causes([Word(QUARTERS[0], "on_track", "wont"), Word(QUARTERS[1], "on_track")]) == set()


def test_nothing_said_gives_no_cause():
    assert causes([]) == set()


@given(st.lists(st.sampled_from(list(Rating)), max_size=4))
def test_a_red_is_a_cause_exactly_while_it_is_the_newest_rating(ratings):
    rated = [rating for rating in ratings if rating != Rating.NOT_RATED]
    is_red = bool(rated) and rated[-1] == Rating.OFF_TRACK
    found = causes([Word(q, r) for q, r in zip(QUARTERS, ratings, strict=False)])

    assert (Cause.OFF_TRACK in found) == is_red
    assert Cause.OFF_TRACK_TWICE not in found or is_red
    assert not {Cause.OFF_TRACK, Cause.AT_RISK_TWICE} <= found


def test_a_red_strand_is_hidden_by_a_total_that_is_not_red():
    assert is_hidden("off_track", "on_track")
    assert is_hidden("off_track", "at_risk")
    assert not is_hidden("off_track", "off_track")
    assert not is_hidden("off_track", None)
    assert not is_hidden("on_track", "on_track")


def test_late_actions_matter_where_the_figure_is_green():
    assert is_late_under_green("on_track", 2)
    assert not is_late_under_green("on_track", 0)
    assert not is_late_under_green("off_track", 2)
    assert not is_late_under_green(None, 2)
