"""L21, what is past: a rating that was signed off keeps the target that it was held against."""

from datetime import date

import pytest

from laa.actions.targets import Change, change_cells
from laa.models import Rating
from laa.rules.notation import read_target
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


def test_what_was_signed_off_before_stays_as_it_was(quarterly_return, housing_benefit, cast):
    signed_off(quarterly_return, cast, "45")
    before = Rating.objects.values().get()
    rows = [*housing_benefit.targets.current(), *housing_benefit.baselines.current()]

    change_cells(
        [Change(housing_benefit, "2008/09", read_target("50 days"))],
        seen={row.pk for row in rows},
        reason="Reviewed in 2009.",
        agreed_by="The local strategic partnership",
        agreed_on=date(2009, 3, 3),
        by=cast.lead,
    )

    assert housing_benefit.targets.current().get(period="2008/09").value == 50
    assert Rating.objects.values().get() == before
    assert (before["rating"], before["target_value"]) == ("off_track", 42)
