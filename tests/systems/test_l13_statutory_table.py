"""L13: the statutory table: its own years, noughts that are placeholders, a baseline of two."""

from datetime import date
from decimal import Decimal

import pytest

from laa.models import Baseline, Commitment, Target
from laa.queries.waiting import PLACEHOLDER, waiting_list

pytestmark = pytest.mark.django_db

NOUGHTS = ("074", "093", "094", "095", "096", "097", "098")
ROWS = (
    "072", "073", "074", "075", "083", "087", "092", "093", "094", "095", "096", "097", "098",
    "099", "100", "101",
)  # fmt: skip


@pytest.fixture
def statutory(published):
    return Commitment.objects.filter(agreement=published, designation="statutory")


def test_sixteen_rows_with_years_of_their_own(statutory):
    references = statutory.values_list("indicator__reference", flat=True)
    years = Target.objects.filter(commitment__in=statutory).values_list("period", flat=True)

    assert tuple(sorted(references)) == ROWS
    assert set(years) == {"2008-AY", "2009-AY", "2010-AY"}


def test_rows_without_a_theme_column_have_the_theme_they_stand_under(statutory):
    themes = {commitment.theme.slug for commitment in statutory.select_related("theme")}

    assert themes == {"children"}


@pytest.mark.parametrize("reference", NOUGHTS)
@pytest.mark.parametrize("figure", ["61", "0"])
def test_a_figure_exceeds_no_placeholder(reference, figure, rate):
    answer = rate(reference, figure, "2008-AY")

    assert (answer["rating"], answer["because"]) == ("not_rated", "no_target")


def test_the_year_after_is_rated_as_printed(rate):
    assert rate("074", "71", "2009-AY")["rating"] == "on_track"
    assert rate("074", "70.9", "2009-AY")["rating"] == "off_track"


def test_the_noughts_wait_for_a_person(statutory):
    promises = statutory.select_related("agreement", "indicator", "lead", "theme")
    found = waiting_list(promises, today=date(2009, 4, 1))
    asked = [each.commitment.indicator.reference for each in found if each.kind == PLACEHOLDER]

    assert tuple(asked) == NOUGHTS


def test_092_keeps_both_figures_of_its_baseline(statutory, rate):
    baseline = Baseline.objects.get(commitment__in=statutory, strand__indicator__reference="092")

    assert (baseline.text, baseline.period) == ("06/07: 39.4 (39.6)", "2007-AY")
    assert (baseline.value, baseline.secondary) == (Decimal("39.4"), Decimal("39.6"))
    assert rate("092", "39.4", "2008-AY")["against_baseline"] == "same"


def test_087_alone_has_a_figure_for_2010(statutory, rate):
    numbers = Target.objects.filter(
        commitment__in=statutory, period="2010-AY", value__isnull=False
    ).values_list("commitment__indicator__reference", "value")

    assert list(numbers) == [("087", Decimal("4.9"))]
    assert rate("087", "4.9", "2010-AY")["rating"] == "on_track"
    assert rate("075", "60", "2010-AY")["because"] == "no_target"


def test_a_financial_year_is_none_of_the_tables_years(rate):
    assert rate("075", "60", "2008/09")["rating"] == "not_rated"
