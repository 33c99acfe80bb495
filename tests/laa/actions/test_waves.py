"""Waves of a survey and dated windows: loaded, compared with their like, and rated."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from laa.actions.cells import Cells
from laa.actions.figure_loads import load_figures
from laa.actions.rating_rules import make_rule, override_rule
from laa.models import Baseline, Figure, Target
from laa.queries.indicator_page import indicator_page
from laa.rules.notation import read_baseline
from laa.rules.periods import period
from tests.factories import cell, promise
from tests.laa.actions.test_history import problems, start

pytestmark = pytest.mark.django_db

PLACE = "place-survey:2008-09-29..2008-12-19"


@pytest.fixture
def respect(agreement):
    """NI 023: a fall is good, a baseline of the Place Survey, a target for 2008/09."""
    return promise(agreement, "NI 023", unit="percent", polarity="down", targets={"2008/09": "30"})


def begins_with(commitment, value, when):
    Baseline.objects.create(
        partnership=commitment.partnership,
        commitment=commitment,
        strand=commitment.indicator.strands.get(),
        period=when,
        **cell(value, value=value),
    )


def rate(figure, when, indicator="NI 023"):
    out = StringIO()
    call_command(
        "rate",
        agreement="laa",
        indicator=indicator,
        period=when,
        figure=figure,
        format="json",
        stdout=out,
    )
    return json.loads(out.getvalue())


def load(luton, cast, *rows):
    table = "Reference,Period,Value\n" + "".join(f"{row}\n" for row in rows)
    return load_figures(start(luton, cast, table), by=cast.lead)


def test_a_wave_and_a_window_are_loaded_with_their_days(luton, respect, cast):
    load(
        luton,
        cast,
        "NI 023,Place Survey 2008 (29 September to 19 December 2008),33",
        "NI 023,1 July 2007 to 30 June 2008,35",
        "NI 023,as at 16/03/2009,31",
    )

    assert [(f.period, str(f.period_start), str(f.period_end)) for f in Figure.objects.all()] == [
        ("2007-07-01..2008-06-30", "2007-07-01", "2008-06-30"),
        (PLACE, "2008-09-29", "2008-12-19"),
        ("2009-03-16", "2009-03-16", "2009-03-16"),
    ]


def test_a_wave_that_is_in_the_field_still_is_no_history(luton, respect, cast):
    found = problems(
        luton, cast, "Reference,Period,Value\nNI 023,Place Survey (1 Apr to 20 Apr 2009),33\n"
    )

    assert "Place Survey 2009 (1 April to 20 April 2009) is not over yet." in str(found)


@pytest.mark.parametrize("when", [PLACE, "Place Survey 2008", "2008/09"])
def test_a_wave_is_rated_on_the_target_of_its_year(when, respect):
    assert rate("29", when)["rating"] == "on_track"
    assert rate("31", when)["rating"] == "off_track"


def test_a_wave_compares_with_the_baseline_of_its_own_survey(respect):
    begins_with(respect, "34", "place-survey:2006")

    assert rate("33", "Place Survey 2008")["against_baseline"] == "better"
    assert rate("33", "2008/09")["against_baseline"] == "better"
    assert rate("33", "Tellus 2008")["against_baseline"] == "not_comparable"


def test_part_of_a_year_is_no_year_for_a_count(agreement):
    promise(agreement, "NI 154", accumulates="year_to_date", targets={"2008/09": "400"})

    assert rate("200", "April to September 2008", "NI 154")["because"] == "no_milestone"
    assert rate("400", "1 April 2008 to 31 March 2009", "NI 154")["rating"] == "on_track"


def test_a_baseline_keeps_the_wave_that_it_names():
    assert read_baseline("34% (Place Survey 2006)").period == "place-survey:2006"
    assert read_baseline("120 (July 2006 to June 2007)").period == "2006-07-01..2007-06-30"
    assert read_baseline("34% (survey of 1,000)").period == ""


def test_direction_is_told_against_the_wave_before(luton, respect, cast):
    load(luton, cast, "NI 023,Place Survey 2006,35", "NI 023,2007/08,20", f"NI 023,{PLACE},33")

    (story,) = indicator_page(respect).stories

    assert [leg.said for leg in story.directions] == ["better than Place Survey 2006 (35%)"]


def test_the_first_wave_has_nothing_to_go_by(luton, respect, cast):
    load(luton, cast, "NI 023,2007/08,20", f"NI 023,{PLACE},33")

    (story,) = indicator_page(respect).stories

    assert story.directions == []


def test_a_survey_made_in_the_year_is_the_base_of_a_change_on_that_year(luton, respect, cast):
    load(luton, cast, f"NI 023,{PLACE},40")
    target = Target.objects.create(
        partnership=luton,
        commitment=respect,
        strand=respect.indicator.strands.get(),
        period="2010/11",
        **{**cell("*10% less"), "kind": "percent_change", "state": "relative"},
        change=-10,
        base="2008-CY",
    )

    assert Cells([respect]).resolved(target).value == Decimal("36")
    assert Cells([respect]).target(respect, target.strand_id, period(PLACE)).period == "2008/09"


def test_an_improvement_on_the_wave_before_saves_a_miss(luton, respect, agreement, cast):
    rule = make_rule(
        partnership=luton,
        name="Improving",
        kind="bands",
        improvement="better",
        by=cast.lead,
        reason="So.",
    )
    override_rule(respect, rule, seen=agreement.rating_rule, by=cast.lead, reason="So.")

    assert rate("33", PLACE)["rating"] == "off_track"

    load(luton, cast, "NI 023,Place Survey 2006,35")

    assert rate("33", PLACE)["rating"] == "at_risk"
    assert rate("36", PLACE)["rating"] == "off_track"
