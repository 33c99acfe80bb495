"""H3: nil is 0, not known and blank are neither; none of them is taken for another."""

from decimal import Decimal

import pytest

from projects.queries.outputs import outputs_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def outputs(printed):
    return {output.title: output for output in outputs_of(printed)}


def test_turnover_is_nil_then_not_known_then_blank(outputs):
    said = [line.achieved_said for line in outputs["Increased Sector Turnover"].lines]

    assert said == ["0", "not known", "blank"]


def test_turnover_has_no_attainment_figure_and_not_0_percent(outputs):
    turnover = outputs["Increased Sector Turnover"]

    assert turnover.share is None
    assert turnover.achieved is None
    assert turnover.share_said == "no attainment figure"
    assert [line.share for line in turnover.lines] == [None, None, None]


def test_turnover_drags_no_average(outputs):
    shares = [output.share for output in outputs.values() if output.share is not None]

    assert len(shares) == 7
    assert 0 not in shares


def test_mentors_nil_of_8_is_a_measured_zero(outputs):
    last = outputs["Mentors Recruited"].lines[-1]

    assert (last.achieved, last.target, last.share) == (0, 8, Decimal(0))


def test_nil_of_nil_promises_nothing(outputs):
    first = outputs["Jobs Created"].lines[0]

    assert (first.achieved, first.target, first.share_said) == (0, 0, "nothing promised")
