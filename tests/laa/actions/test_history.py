"""Past figures: looked at, loaded, marked, never certified nor flagged, taken away again."""

from decimal import Decimal

import pytest

from laa.actions.figure_loads import (
    FiguresAreBuiltOn,
    load_figures,
    read_load,
    start_load,
    undo_load,
)
from laa.actions.flags import flag_off_track
from laa.actions.refusals import NothingToDo
from laa.imports.problems import Unreadable
from laa.models import Figure, FigureLoad, Flag, Rating
from tests.factories import promise
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

TABLE = """\
Reference,Strand,Period,Value,Numerator,Denominator,State
NI 181,,2006/07,51,,,
ni181,all,Q3 2007/08,49.5,,,final
Local NI 181,,2007/08,x,,,
"""


@pytest.fixture
def load(luton, housing_benefit, cast):
    return start(luton, cast)


def start(luton, cast, table=TABLE):
    return start_load(partnership=luton, name="past.csv", data=table.encode(), by=cast.lead)


def problems(luton, cast, table, *, loaded=0):
    with pytest.raises(Unreadable) as raised:
        start(luton, cast, table)
    assert FigureLoad.objects.count() == loaded
    return [(p.row, p.column, p.what) for p in raised.value.problems]


def test_looking_writes_no_figure(load):
    assert [(f.ref, f.strand, f.period, f.value) for f in read_load(load).new] == [
        ("NI 181", "all", "2006/07", 51),
        ("NI 181", "all", "2007/08-Q3", Decimal("49.5")),
        ("NI 181", "all", "2007/08", None),
    ]
    assert not Figure.objects.exists()


def test_loaded_figures_are_marked_and_certified_by_nobody(load, cast):
    load_figures(load, by=cast.lead)

    rows = Figure.objects.order_by("period_end", "period_start").values_list(
        "period", "state", "value", "recorded_by"
    )
    assert list(rows) == [
        ("2006/07", "loaded", 51, None),
        ("2007/08-Q3", "loaded", Decimal("49.5"), None),
        ("2007/08", "not_known", None, None),
    ]


def test_no_job_flags_them(load, cast, luton):
    load_figures(load, by=cast.lead)

    flag_off_track(luton)

    assert not Flag.objects.exists()
    assert not Rating.objects.exists()


def test_a_ratio_gives_the_value_and_has_to_agree_with_it(luton, agreement, council, cast):
    promise(agreement, "NI 192", supplier=council, unit="percent", targets={"2008/09": "37"})
    head = "Reference,Period,Value,Numerator,Denominator\n"

    load = start(luton, cast, f"{head}NI 192,2006/07,,30,120\nNI 192,2007/08,33.3,1,3\n")
    assert [figure.value for figure in read_load(load).new] == [25, Decimal("33.3")]
    load.delete()

    assert problems(luton, cast, f"{head}NI 192,2006/07,26,30,120\n") == [
        (2, "C", "30 of 120 is 25, not 26.")
    ]


def test_a_survey_is_loaded_with_its_sample_and_design_effect(luton, housing_benefit, cast):
    head = "Reference,Period,Value,Sample,Design effect\n"

    load_figures(start(luton, cast, f'{head}NI 181,2006/07,51,"1,020",1.4\n'), by=cast.lead)

    figure = Figure.objects.get()
    assert (figure.sample, figure.design_effect) == (1020, Decimal("1.4"))
    assert problems(luton, cast, f"{head}NI 181,2005/06,51,0,0\n", loaded=1) == [
        (2, "D", "0 is not a number of people."),
        (2, "E", "0 is not a design effect."),
    ]


def test_every_mistake_is_listed_with_its_place(luton, housing_benefit, cast):
    table = TABLE + (
        "NI 999,,2006/07,1,,,\n"
        "NI 181,m,2005/06,1,,,\n"
        "NI 181,,last year,1,,,\n"
        "NI 181,,2004/05,many,,,\n"
        "NI 181,,2003/04,,,,\n"
        "NI 181,,2002/03,-5,,,\n"
        "NI 181,,2001/02,5,,,suppressed\n"
        "NI 181,,2006/07,51,,,\n"
    )

    assert problems(luton, cast, table) == [
        (5, "A", "There is no indicator “NI 999” here."),
        (6, "B", "NI 181 has no strand “m”."),
        (7, "C", "“last year” is not a period."),
        (8, "D", "“many” is not a number."),
        (9, "D", "No figure is given."),
        (10, "D", "-5 is not possible here."),
        (11, "D", "“5” is given for a figure that is suppressed."),
        (12, "", "NI 181 has a figure for 2006/07 in row 2 already."),
    ]


def test_a_period_that_is_not_over_is_no_history(luton, housing_benefit, cast):
    assert problems(luton, cast, "Reference,Period,Value\nNI 181,2009/10,1\n") == [
        (2, "", "2009/10 is not over yet.")
    ]


def test_a_figure_that_is_here_is_left_alone(load, luton, cast):
    load_figures(load, by=cast.lead)
    table = TABLE.replace("2006/07,51", "2006/07,52")

    assert read_load(start(luton, cast)).same == 3
    with pytest.raises(Unreadable, match="NI 181 has a figure for 2006/07 here already"):
        start(luton, cast, table)


def test_twice_loads_once(load, cast):
    load_figures(load, by=cast.lead)

    with pytest.raises(NothingToDo):
        load_figures(load, by=cast.lead)

    assert Figure.objects.count() == 3


def test_it_is_undone(load, cast):
    undone = undo_load(load_figures(load, by=cast.lead), by=cast.lead)

    assert not Figure.objects.exists()
    assert undone.state == "draft"


def test_not_once_a_figure_was_revised(luton, quarterly_return, cast):
    load = start(luton, cast, "Reference,Period,Value\nNI 181,2008/09-Q4,51\n")
    load_figures(load, by=cast.lead)
    signed_off(quarterly_return, cast, "45")

    with pytest.raises(FiguresAreBuiltOn):
        undo_load(load, by=cast.lead)

    assert Figure.objects.filter(period="2008/09-Q4").count() == 2


def test_signing_off_over_history_is_no_revision(luton, quarterly_return, cast):
    load_figures(start(luton, cast, "Reference,Period,Value\nNI 181,2008/09-Q4,51\n"), by=cast.lead)

    signed_off(quarterly_return, cast, "45")

    assert Figure.objects.current().get(period="2008/09-Q4").state == "measured"
