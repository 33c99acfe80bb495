"""A baseline arrives: what the targets that rest on it would become is seen before it is kept."""

import pytest

from laa.models import Baseline
from laa.rules.vocabulary import CellKind, CellState
from tests.factories import StrandFactory, cell, promise
from tests.laa.views.test_target_upload import changed, template, upload
from tests.page import visit

pytestmark = pytest.mark.django_db

WHY = {"reason": "The survey is in.", "agreed_by": "Luton Forum"}
PAGE = "/luton/agreements/laa/indicators/ni-020/targets/change/"
PART = "What the targets that rest on it would become"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def waiting(agreement, council):
    """A promise without a baseline, and targets that are changes of one."""
    commitment = promise(agreement, "NI 020", supplier=council)
    rests(commitment, "2008/09", "2% decrease on baseline", change=-2)
    rests(commitment, "2009/10", "10% decrease on baseline", change=-10)
    return commitment


def rests(commitment, period, text, *, kind=CellKind.PERCENT_CHANGE, strand=None, **fields):
    return commitment.targets.create(
        partnership=commitment.partnership,
        strand=strand or commitment.indicator.strands.first(),
        period=period,
        **cell(text, kind=kind, state=CellState.RELATIVE, **{"base": "baseline", **fields}),
    )


def look(lead, path=PAGE, **typed):
    return visit(lead, path).press("Look at the changes", **typed)


def test_every_target_that_rests_on_it_is_worked_out_before_it_is_kept(lead, waiting):
    page = look(lead, **WHY, **{"ni-020_baseline": "200"})

    assert PART in page.text
    assert "NI 020, 2008/09 2% decrease on baseline waits for the baseline 196" in page.text
    assert "2% less than the baseline, 200" in page.text
    assert "NI 020, 2009/10 10% decrease on baseline waits for the baseline 180" in page.text
    assert not Baseline.objects.exists()


def test_what_is_shown_is_what_it_comes_to_once_it_is_kept(lead, waiting):
    look(lead, **WHY, **{"ni-020_baseline": "200"}).press("Save these versions")

    page = look(lead, **WHY, **{"ni-020_baseline": "300"})

    assert "NI 020, 2008/09 2% decrease on baseline 196 294" in page.text


def test_it_is_shown_before_a_reason_is_typed(lead, waiting):
    assert PART in look(lead, **{"ni-020_baseline": "200"}).text


def test_a_base_that_is_a_year_to_come_moves_with_the_baseline_until_its_figure_is_there(
    lead, waiting
):
    rests(waiting, "2010/11", "2% increase on 9/10 baseline", change=2, base="9/10 baseline")

    page = look(lead, **WHY, **{"ni-020_baseline": "200"})

    assert "NI 020, 2010/11 2% increase on 9/10 baseline waits for the figure for 2009/10 204" in (
        page.text
    )


def test_a_target_that_rests_on_something_else_says_what_it_waits_for(lead, waiting):
    rests(waiting, "2010/11", "2% increase on last year", change=2, base="last year")

    page = look(lead, **WHY, **{"ni-020_baseline": "200"})

    waits = "waits for somebody to say what it is a change of"
    assert f"2% increase on last year {waits} {waits}" in page.text


def test_targets_that_change_along_with_it_are_taken_as_they_would_be(lead, waiting):
    page = look(lead, **WHY, **{"ni-020_baseline": "200", "ni-020_2009/10": "150"})

    assert "NI 020, 2008/09 2% decrease on baseline waits for the baseline 196" in page.text
    _, _, becomes = page.text.partition(PART)
    assert "10% decrease on baseline" not in becomes.partition("Why they change")[0]


def test_each_strand_has_a_target_of_its_own(lead, waiting):
    waiting.indicator.strands.update(key="m", label="Male")
    female = StrandFactory(indicator=waiting.indicator, key="f", label="Female")
    rests(waiting, "2008/09", "2% decrease on baseline", change=-2, strand=female)

    page = look(lead, **WHY, **{"ni-020_baseline": "200(m) 100(f)"})

    assert "NI 020, 2008/09, Male 2% decrease on baseline waits for the baseline 196" in page.text
    assert "NI 020, 2008/09, Female 2% decrease on baseline waits for the baseline 98" in page.text


def test_a_baseline_that_does_not_fit_the_strands_is_said_beside_its_box(lead, waiting):
    page = look(lead, **WHY, **{"ni-020_baseline": "200(m) 100(f)"})

    assert "“200(m) 100(f)” does not fit the strands of NI 020" in page.text
    assert "There is a problem" in page.text


def test_a_test_can_be_judged_once_the_survey_is_there(lead, waiting):
    rests(waiting, "2010/11", "Significant change", kind=CellKind.SIGNIFICANT_CHANGE, base="")

    page = look(lead, **WHY, **{"ni-020_baseline": "70%"})

    assert "Significant change waits for the baseline can be judged" in page.text


def test_a_refresh_from_a_table_shows_it_too(lead, waiting):
    page = upload(lead, changed(template(lead), "NI 020", Baseline="200"))

    assert PART in page.text
    assert "2% decrease on baseline waits for the baseline 196" in page.text


def test_a_change_without_a_baseline_shows_nothing_of_the_kind(lead, waiting):
    assert PART not in look(lead, **WHY, **{"ni-020_2009/10": "150"}).text
