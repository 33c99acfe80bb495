"""Each performance reason from what was signed off, quarter after quarter, to the flag's words."""

from datetime import date

import pytest

from laa.actions.flags import flag_off_track
from laa.actions.policies import set_flag_policy
from laa.actions.rating_rules import adopt_rule, make_rule
from laa.actions.rounds import open_round
from laa.models import Flag, Partnership
from laa.rules import periods
from tests.jobs import move_to
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

START = periods.period("2008/09-Q1")


@pytest.fixture
def amber(agreement, luton, cast):
    """The agreement's rule has an amber band of 10 %."""
    rule = make_rule(
        partnership=luton, name="Amber", kind="bands", amber=10, by=cast.lead, reason="Agreed."
    )
    adopt_rule(agreement, rule, seen=agreement.rating_rule, by=cast.lead, reason="Agreed.")


@pytest.fixture
def quarters(housing_benefit, luton, cast):
    """Sign off NI 181 quarter by quarter from April 2008; against 42 days, and 30 a year later."""

    def sign_off(*figures):
        when = START
        for figure in figures:
            opens = date.fromordinal(when.end.toordinal() + 1)
            move_to(luton, opens)
            dates = {
                "opens": opens,
                "due": opens.replace(day=20),
                "sign_off": opens.replace(day=28),
            }
            round_ = open_round(partnership=luton, period=when.key, by=cast.lead, **dates)
            signed_off(round_.returns.get(), cast, figure)
            when = periods.period(_after(when))

    return sign_off


def _after(when):
    year, _, quarter = when.key.partition("-Q")
    if quarter != "4":
        return f"{year}-Q{int(quarter) + 1}"
    return f"{int(year[:4]) + 1}/{int(year[-2:]) + 1:02d}-Q1"


def flagged(luton):
    """What is open after a run: the text by the reason."""
    flag_off_track(Partnership.objects.select_related("demonstration").get(pk=luton.pk))
    return dict(Flag.objects.open().values_list("reason", "text"))


def test_at_risk_two_periods_running(amber, quarters, luton):
    quarters("44", "44")

    assert flagged(luton) == {
        "at-risk-twice": "NI 181: 44 days (illustrative) for Q2 2008/09 against a target of "
        "42 days; it was no better for Q1 2008/09"
    }


def test_at_risk_once_is_no_flag(amber, quarters, luton):
    quarters("40", "44")

    assert flagged(luton) == {}


def test_off_track_two_periods_running(quarters, luton):
    quarters("45", "46")

    assert flagged(luton) == {
        "off-track": "NI 181: 46 days (illustrative) for Q2 2008/09 against a target of 42 days",
        "off-track-twice": "NI 181: 46 days (illustrative) for Q2 2008/09 against a target of "
        "42 days; it was no better for Q1 2008/09",
    }


def test_off_track_twice_with_a_better_quarter_between_is_not_running(quarters, luton):
    quarters("45", "40", "45")

    assert set(flagged(luton)) == {"off-track"}


def test_a_partnership_that_chose_three_periods_is_told_of_the_third(quarters, luton, cast):
    set_flag_policy(luton, by=cast.lead, periods_running=3)
    quarters("45", "46", "47")

    assert set(flagged(luton)) == {"off-track", "off-track-twice"}


def test_another_number_of_periods_closes_the_flag_and_says_why(quarters, luton, cast):
    quarters("45", "46")
    flagged(luton)

    set_flag_policy(luton, by=cast.lead, periods_running=3)

    assert set(flagged(luton)) == {"off-track"}
    closed = Flag.objects.get(reason="off-track-twice")
    assert closed.closed_because == (
        "Q2 2008/09 was signed off off track, and not for as many periods running as are flagged."
    )


def test_a_projection_that_misses(quarters, luton):
    """Worse every quarter, the line through eight of them misses the 15 days of 2010/11."""
    quarters("40", "40.5", "41", "41.5", "42", "42.5", "43", "43.5")

    said = flagged(luton)["projected-miss"]
    assert said == (
        "NI 181: 43.5 days (illustrative) for Q4 2009/10 against a target of 30 days; "
        "where it leads misses the next target"
    )


def test_seven_figures_are_too_few_to_project(quarters, luton):
    quarters("40", "40.5", "41", "41.5", "42", "42.5", "43")

    assert "projected-miss" not in flagged(luton)
