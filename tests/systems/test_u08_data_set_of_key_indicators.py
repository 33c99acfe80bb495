"""U8: «Agree a data set and key performance indicators to measure the impact of Early Help.»

A set of 12 indicators that each of 9 partners provides: a grid of 108.
"""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from laa.actions.rounds import open_round
from laa.models import ReturnLine
from laa.queries.completeness import completeness
from tests.factories import PartnerFactory, StrandFactory, promise
from tests.page import visit
from tests.steps import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners(luton):
    return [PartnerFactory(partnership=luton, slug=f"partner-{n}", name=f"P{n}") for n in range(9)]


@pytest.fixture
def grid(luton, agreement, partners, cast):
    """Twelve indicators, each with a strand that each of nine partners supplies."""
    for n in range(12):
        first, *others = partners
        indicator = promise(agreement, f"EH {n:02d}", supplier=first).indicator
        for position, partner in enumerate(others, start=1):
            StrandFactory(
                indicator=indicator,
                key=partner.slug,
                label=partner.name,
                position=position,
                supplier=partner,
            )
    return open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )


@pytest.fixture
def filled(grid, cast):
    """All but eight: five of the seventh partner's, three of the last one's."""
    left = []
    for slug, count in (("partner-6", 5), ("partner-8", 3)):
        lines = ReturnLine.objects.filter(round=grid, quarterly_return__partner__slug=slug)
        left += lines.order_by("strand__indicator__reference")[:count]
    for line in ReturnLine.objects.filter(round=grid).exclude(pk__in=[one.pk for one in left]):
        enter(line, "40", by=cast.officer)
    return grid


def test_the_grid_has_108_cells(grid):
    found = completeness(grid)

    assert (len(found.rows), found.figures.asked) == (12, 108)
    assert [tally.asked for _, tally in found.by_supplier] == [12] * 9


def test_100_filled_are_92_point_6_percent(filled):
    figures = completeness(filled).figures

    assert (figures.entered, figures.asked) == (100, 108)
    assert figures.share == Decimal("92.6")


def test_partners_with_gaps_are_named(filled):
    found = completeness(filled)
    gaps = {str(partner): tally.outstanding for partner, tally in found.by_supplier}

    assert {name: count for name, count in gaps.items() if count} == {"P6": 5, "P8": 3}
    first = found.rows[0]
    assert [str(partner) for partner in first.suppliers] == ["P6", "P8"]


def test_u08_the_page_says_100_of_108_and_names_the_partners_with_gaps(filled, client, cast):
    client.force_login(cast.lead)

    page = visit(client, "/luton/rounds/2008/09-Q4/completeness/").text

    assert "All suppliers 100 of 108 92.6% 8" in page
    assert "P6 7 of 12 58.3% 5" in page
    assert "P8 9 of 12 75.0% 3" in page
    assert "P7 12 of 12 100% 0" in page
    assert "EH 00 What EH 00 measures" in page


def test_u08_each_indicator_of_the_set_has_a_definition_a_source_and_who_provides_it(
    luton, agreement, council, client, cast
):
    client.force_login(cast.lead)
    promise(agreement, "EH 01", supplier=council)
    page = visit(client, "/luton/set-up/indicators/eh-01/edit/")
    page.press("Save", definition="Families with a plan.", source="Case records")

    answer = client.get("/luton/set-up/indicators/?_export=csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(answer))

    assert (row["Definition"], row["Source"]) == ("Families with a plan.", "Case records")
    assert row["Supplier"] == "Luton Borough Council"
    page = visit(client, "/luton/agreements/laa/indicators/eh-01/").text
    assert "Families with a plan." in page
    assert "Case records" in page
