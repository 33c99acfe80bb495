"""A row that cannot be looked at: reported, and neither opened, closed nor in the way of others."""

import pytest

from laa.actions import flag_causes
from laa.actions.flags import flag_off_track
from laa.models import Flag, JobRun
from tests.factories import promise
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


def test_one_row_that_fails_is_reported_and_the_rest_is_flagged(
    agreement, council, luton, cast, monkeypatch, request
):
    promise(agreement, "NI 900", supplier=council, polarity="down", targets={"2008/09": "42"})
    signed_off(request.getfixturevalue("quarterly_return"), cast, "45")
    poisoned = agreement.commitments.get(indicator__reference="NI 181")
    whole = flag_causes._causes

    def causes(story, total, running):
        if story.commitment == poisoned.pk:
            raise ValueError("a figure nobody can read")
        return whole(story, total, running)

    monkeypatch.setattr(flag_causes, "_causes", causes)
    found = flag_off_track(luton)

    assert [flag.commitment.indicator.reference for flag in found.opened] == ["NI 900"]
    (problem,) = JobRun.objects.get().problems
    assert problem == {
        "row": "commitment:laa:ni-181:all",
        "why": "ValueError: a figure nobody can read",
    }


def test_a_flag_whose_row_fails_stays_open(quarterly_return, cast, luton, monkeypatch):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    monkeypatch.setattr(flag_causes, "_causes", None)

    found = flag_off_track(luton)

    assert not found.closed
    assert Flag.objects.open().exists()
