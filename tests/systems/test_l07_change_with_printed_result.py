"""L7: a change with its result beside it is rated on the result."""

import pytest

from laa.actions.cells import Cells
from laa.models import Commitment


@pytest.mark.parametrize(
    ("period", "target"), [("2008/09", "29.3"), ("2009/10", "26.4"), ("2010/11", "23.7")]
)
def test_ni_112_is_rated_on_the_printed_rate(period, target, rate):
    assert rate("NI 112", target, period)["rating"] == "on_track"
    assert rate("NI 112", f"{target}1", period)["rating"] == "off_track"


def test_30_is_a_fall_of_less_than_32_percent_and_misses(rate):
    assert rate("NI 112", "30.0")["rating"] == "off_track"


def test_the_three_printed_results_agree_with_the_baseline_of_1998(published):
    commitment = Commitment.objects.select_related("indicator", "agreement").get(
        indicator__slug="ni-112"
    )
    cells = Cells([commitment])

    found = [cells.resolved(target) for targets in cells.targets.values() for target in targets]

    assert [resolved.warnings for resolved in found] == [(), (), ()]
