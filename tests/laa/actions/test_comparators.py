"""Other areas' figures: looked at, loaded, taken away again, with every mistake named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from laa.actions.figure_loads import load_figures, read_load, start_load, undo_load
from laa.imports.problems import Unreadable
from laa.models import AuditEvent, Comparator, Figure, FigureLoad
from tests.documents.ehc_plans import OTHERS, SOURCE
from tests.factories import PartnershipFactory, promise

pytestmark = pytest.mark.django_db

KIND = FigureLoad.Kind.COMPARATORS
HEAD = "Area,Kind,Reference,Period,Value,Source\n"


@pytest.fixture
def plans(agreement, council):
    return promise(
        agreement,
        "EHC 20",
        supplier=council,
        unit="percent",
        places=1,
        lowest=0,
        highest=100,
        frequency="calendar_year",
        targets={},
    )


@pytest.fixture
def start(luton, cast, plans):
    """Keeps a table of comparators on a day on which 2022 is over."""
    luton.demonstration.today = luton.demonstration.today.replace(year=2023)
    luton.demonstration.save()
    return lambda table=OTHERS: start_load(
        partnership=luton, name="others.csv", data=table.encode(), by=cast.lead, kind=KIND
    )


def problems(start, table):
    before = FigureLoad.objects.count()
    with pytest.raises(Unreadable) as raised:
        start(table)
    assert FigureLoad.objects.count() == before
    return [(p.row, p.column, p.what) for p in raised.value.problems]


def test_looking_writes_no_figure(start):
    assert len(read_load(start()).new) == 24
    assert not Comparator.objects.exists()


def test_whether_a_figure_is_invented_is_yes_or_no(start):
    table = (
        "Area,Kind,Reference,Period,Value,Source,Illustrative\nEngland,,EHC 20,2022-CY,4,DfE,?\n"
    )

    assert problems(start, table) == [(2, "G", "“?” is neither yes nor no.")]
    (figure,) = read_load(start(table.replace("?", "Yes"))).new
    assert figure.is_illustrative


def test_they_are_kept_apart_from_our_own_figures(start, cast):
    load_figures(start(), by=cast.lead)

    of_2022 = Comparator.objects.filter(period="2022-CY").order_by("kind", "area")
    rows = list(of_2022.values_list("kind", "area", "value", "state"))
    assert rows[0][:2] == ("england", "England")
    assert float(rows[0][2]) == 49.2
    assert ("neighbour", "West Berkshire", None, "not_known") in rows
    assert [row[1] for row in rows if row[0] == "region"] == ["South East"]
    assert sum(row[0] == "neighbour" for row in rows) == 10
    assert set(of_2022.values_list("source", flat=True)) == {SOURCE}
    assert not Figure.objects.exists()


def test_it_is_undone_and_leaves_a_trail(start, cast):
    load = undo_load(load_figures(start(), by=cast.lead), by=cast.lead)

    assert not Comparator.objects.exists()
    assert load.state == "draft"
    actions = AuditEvent.objects.filter(action__startswith="comparators").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "comparators.load",
        "comparators.undo_load",
    ]


def test_every_mistake_is_listed_with_its_place(start):
    table = HEAD + (
        ",Neighbour,EHC 20,2021-CY,1,DfE\n"
        "Kent,Cousin,EHC 20,2021-CY,1,DfE\n"
        "Kent,,EHC 20,2021-CY,1,DfE\n"
        "Kent,Neighbour,EHC 9,2021-CY,1,DfE\n"
        "Kent,Neighbour,EHC 20,soon,1,DfE\n"
        "Kent,Neighbour,EHC 20,2021-CY,many,\n"
        "Kent,Neighbour,EHC 20,2021-CY,101,DfE\n"
        "Kent,Neighbour,EHC 20,2020-CY,51,DfE\n"
        "kent,Neighbour,EHC 20,2020-CY,51,DfE\n"
    )

    assert problems(start, table) == [
        (2, "A", "No area is given."),
        (3, "B", "“Cousin” is no kind of area."),
        (4, "B", "What “Kent” is, is not said."),
        (5, "C", "There is no indicator “EHC 9” here."),
        (6, "D", "“soon” is not a period."),
        (7, "E", "“many” is not a number."),
        (7, "F", "No source is given."),
        (8, "E", "101 is not possible here."),
        (10, "", "EHC 20, kent has a figure for 2020-CY in row 9 already."),
    ]


def test_a_table_without_source_or_area_is_refused(start):
    assert problems(start, "Reference,Period,Value\nEHC 20,2021-CY,1\n") == [
        (None, "", "others.csv has no columns for area, reference, period, value and source.")
    ]


def test_a_period_that_is_not_over_has_no_figure_yet(start):
    assert problems(start, f"{HEAD}England,,EHC 20,2023-CY,1,DfE\n") == [
        (2, "", "calendar year 2023 is not over yet.")
    ]


def test_what_is_here_is_left_alone_and_what_differs_refused(start, cast):
    load_figures(start(), by=cast.lead)

    assert (read_load(start()).new, read_load(start()).same) == ([], 24)
    assert problems(start, f"{HEAD}England,,EHC 20,2022-CY,50,DfE\n") == [
        (2, "", "EHC 20, England has a figure for 2022-CY here already: 49.2.")
    ]


def test_another_partnership_has_its_own(start, cast):
    load_figures(start(), by=cast.lead)

    assert not Comparator.objects.filter(partnership=PartnershipFactory()).exists()


class TestCommand:
    @pytest.fixture
    def run(self, start, luton, cast, tmp_path):
        def run(table=OTHERS, **options):
            path = tmp_path / "others.csv"
            path.write_text(table)
            out = StringIO()
            options = {"partnership": luton.slug, "by": cast.lead.email, **options}
            call_command("load_comparators", str(path), stdout=out, **options)
            return out.getvalue()

        return run

    def test_it_loads_and_a_second_run_adds_nothing(self, run):
        assert "is loaded: 24 figures" in run()
        assert "adds nothing: 0 figures; 24 are here already" in run()
        assert (Comparator.objects.count(), FigureLoad.objects.count()) == (24, 1)

    def test_a_dry_run_writes_nothing(self, run):
        assert "would add 24 figures" in run(dry_run=True)
        assert not FigureLoad.objects.exists()

    def test_mistakes_are_named_and_nothing_is_written(self, run):
        with pytest.raises(CommandError, match="1 problem; nothing was written(.|\n)*Cousin"):
            run(f"{HEAD}Kent,Cousin,EHC 20,2021-CY,1,DfE\n")
        assert not FigureLoad.objects.exists()

    @pytest.mark.parametrize("option", ["partnership", "by"])
    def test_who_is_not_there_is_named(self, run, option):
        with pytest.raises(CommandError, match=f"--{option}: there is no “nobody”"):
            run(**{option: "nobody"})
