"""How rightly warnings would have come: counted on years whose end everybody knows."""

from decimal import Decimal

import pytest

from laa.rules.back_test import Told, as_last_year, score, years_of
from laa.rules.flagging import Cause, Word

RATINGS = {"g": "on_track", "r": "off_track", "a": "at_risk", "-": "not_rated"}


def told(*years, projected=()):
    """“grgr” is four quarters; the first year is 2008/09."""
    words = [
        Word(f"{2008 + year}/{9 + year:02}-Q{quarter + 1}", RATINGS[letter])
        for year, letters in enumerate(years)
        for quarter, letter in enumerate(letters)
        if letter != " "
    ]
    return Told(words, frozenset(projected))


def test_a_red_in_the_first_quarter_warned_three_periods_ahead():
    (year,) = years_of(told("rggr"))

    assert (year.is_missed, year.ahead[Cause.OFF_TRACK]) == (True, 3)


@pytest.mark.parametrize(
    ("quarters", "caught", "missed", "false_alarms", "warned"),
    [
        ("gggr", 0, 1, 0, 0),
        ("ggrr", 1, 1, 0, 1),
        ("grgg", 0, 0, 1, 1),
        ("gggg", 0, 0, 0, 0),
        ("---r", 0, 1, 0, 0),
        ("gaag", 0, 0, 1, 1),
    ],
)
def test_a_year_counts_once(quarters, caught, missed, false_alarms, warned):
    found = score(years_of(told(quarters)))

    assert (found.caught, found.missed, found.false_alarms, found.warned) == (
        caught, missed, false_alarms, warned,
    )  # fmt: skip


@pytest.mark.parametrize("quarters", ["ggr ", "   r", "rrr-"])
def test_what_did_not_end_rated_or_had_no_word_before_is_not_judged(quarters):
    assert years_of(told(quarters)) == []


def test_the_years_own_word_is_how_it_ended_and_no_warning_of_itself():
    words = [*told("gggr").words, Word("2008/09", "on_track")]

    (year,) = years_of(Told(words))

    assert (year.is_missed, year.ahead) == (False, {})


def test_last_years_red_is_the_guess_to_beat():
    years = years_of(told("gggr", "gggr", "grgg"))

    guess, flags = as_last_year(years), score(years)

    assert [year.missed_before for year in years] == [None, True, True]
    assert (guess.caught, guess.missed, guess.false_alarms) == (1, 2, 1)
    assert (guess.share_caught, guess.share_right) == (Decimal("0.500"), Decimal("0.500"))
    assert (flags.share_caught, flags.false_alarms) == (Decimal("0.000"), 1)


def test_a_projection_counts_among_the_flags_from_the_period_it_stood():
    years = years_of(told("gggr", projected={"2008/09-Q2"}))

    assert score(years, frozenset({Cause.PROJECTED_MISS})).ahead == 2
    assert score(years).caught == 1


def test_no_years_give_no_shares():
    assert (score([]).share_caught, as_last_year([]).share_right) == (None, None)
