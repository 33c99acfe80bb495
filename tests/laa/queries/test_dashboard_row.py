"""What a row of the dashboard says of its history, worked out without a database."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from laa.queries.dashboard import Dashboard, Row
from laa.queries.points import Point
from laa.queries.words import rating_words
from laa.rules import periods
from laa.rules.vocabulary import CellState


def point(period, value=None, *, because="", in_round=None, **changes):
    """A signed-off rating; by itself on track with its figure."""
    when = periods.period(period)
    fields = {
        "period": period,
        "period_end": when.end,
        "round": in_round or period,
        "rating": "not_rated" if because else "on_track",
        "because": because,
        "against_baseline": "unknown",
        "value": None if value is None else Decimal(value),
        "state": "measured" if value is not None else "not_known",
        "target_text": "*42",
        "target_value": Decimal(42),
        "target_state": "numeric",
        "outlook": "",
        "commentary": "",
        "recovery": "",
        "recovery_due": None,
        "help_needed": "",
        "is_illustrative": False,
    }
    return Point(**{**fields, **changes})


def row(*points, polarity="down", accumulates="snapshot", unit="days", states=(), newest=""):
    indicator = SimpleNamespace(
        reference="NI 181",
        polarity=polarity,
        accumulates=accumulates,
        unit=unit,
        places=0,
        discontinued_said="",
    )
    targets = [
        SimpleNamespace(
            is_waiting=CellState(s).is_waiting,
            text=s,
            value=None,
            state=s,
            period="",
            is_profiled=False,
        )
        for s in states
    ]
    return Row(
        SimpleNamespace(indicator=indicator, theme="theme"),
        "",
        points=list(points),
        targets=targets,
        newest_round=newest,
    )


def test_nothing_signed_off_is_not_rated_and_says_so():
    assert (row().rating, row().rating_label) == (
        "not_rated",
        "Not rated: nothing signed off yet",
    )
    assert row().figure_said == ""


def test_a_year_that_is_over_is_met_or_missed_and_a_quarter_on_or_off_track():
    assert rating_words("on_track", "2008/09-Q3") == "On track"
    assert rating_words("on_track", "2008/09-Q4") == "Target met"
    assert rating_words("off_track", "2008/09") == "Target missed"
    assert rating_words("not_rated", "2008/09") == "Not rated"


@pytest.mark.parametrize(
    ("rating", "period", "says"),
    [
        ("on_track", "2008/09-Q3", "On track, its owner judges"),
        ("on_track", "2008/09-Q4", "Target met, its owner judges"),
        ("off_track", "2008/09", "Target missed, its owner judges"),
    ],
)
def test_a_judgement_is_said_to_be_one(rating, period, says):
    found = row(point(period, "45", rating=rating, judgement=rating))

    assert found.rating_label == says


def test_what_was_worked_out_is_nobodys_judgement_though_the_owner_gave_one():
    found = row(point("2008/09", "45", rating="off_track", judgement="on_track", is_reached=False))

    assert found.rating_label == "Target missed"


def test_an_annual_figure_stands_while_it_is_not_due_again():
    found = row(point("2007/08", "44"), point("2008/09", because="not_due"))

    assert found.rating_label == "Target met"
    assert found.figure_said == "44 days"


def test_a_figure_that_was_due_and_did_not_come_is_the_newest_word():
    found = row(point("2008/09-Q3", "44"), point("2008/09-Q4", because="no_figure"))

    assert found.rating_label == "Not rated: no figure"
    assert found.figure_said == "not known"
    assert found.last_rated is None


def test_a_rating_is_fresh_in_the_newest_round_and_carried_after_it():
    assert row(point("2008/09-Q4", "44"), newest="2008/09-Q4").is_fresh
    assert not row(point("2008/09-Q3", "44"), newest="2008/09-Q4").is_fresh
    assert row(point("2008/09-Q3", "44", in_round="2008/09-Q4"), newest="2008/09-Q4").is_fresh


@pytest.mark.parametrize(
    ("polarity", "values", "word"),
    [
        ("down", ["48", "44"], "Better"),
        ("down", ["44", "48"], "Worse"),
        ("up", ["44", "48"], "Better"),
        ("up", ["44", "44"], "The same"),
        ("stay_close", ["44", "45"], ""),
        ("none", ["44", "45"], ""),
        ("up", ["44"], ""),
    ],
)
def test_direction_is_good_or_bad_and_not_up_or_down(polarity, values, word):
    quarters = [point(f"2008/09-Q{n}", value) for n, value in enumerate(values, start=1)]

    assert row(*quarters, polarity=polarity).direction_said == word


@pytest.mark.parametrize("accumulates", ["year_to_date", "period", "whole_agreement"])
def test_direction_is_withheld_where_figures_grow_by_themselves(accumulates):
    found = row(point("2008/09-Q1", "1"), point("2008/09-Q2", "2"), accumulates=accumulates)

    assert found.direction_said == ""


def test_a_row_waits_only_if_none_of_its_targets_can_be_used():
    assert row(states=["deferred", "deferred"]).is_waiting
    assert not row(states=["numeric", "deferred"]).is_waiting
    assert not row(states=["blank"]).is_waiting
    assert not row().is_waiting


def test_a_target_is_said_with_its_unit_and_without_its_star():
    assert row(point("2008/09-Q4", "44")).target_said == "42 days"


def test_two_figures_make_a_sparkline_and_one_does_not():
    assert row(point("2008/09-Q1", "1")).sparkline == ""
    assert (
        "2 figures in order of time"
        in row(point("2008/09-Q1", "1"), point("2008/09-Q2", "2")).sparkline
    )


def test_counts_and_their_denominators_add_up():
    rows = [
        row(point("2008/09-Q4", "44"), newest="2008/09-Q4"),
        row(point("2008/09-Q3", "50", rating="off_track"), newest="2008/09-Q4"),
        row(point("2008/09-Q4", because="no_figure"), newest="2008/09-Q4"),
        row(states=["deferred"], newest="2008/09-Q4"),
    ]
    found = Dashboard(rows, periods.period("2008/09-Q4"))

    assert (len(found.rated), found.fresh, found.carried) == (2, 1, 1)
    assert (found.count("on_track"), found.count("off_track"), found.count("not_rated")) == (
        1,
        1,
        2,
    )
    assert found.exceptions == [rows[1]]
    assert found.waiting == [rows[3]]
    assert found.by_theme == {"theme": rows}
    assert found.newest_round.end == date(2009, 3, 31)
