"""Targets over time: versions with a reason; what was frozen stays; nobody is overwritten."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.refusals import NothingToDo, ReasonMissing
from laa.actions.targets import CellsChanged, Change, NotSplitThatWay, change_cells
from laa.models import AuditEvent, Rating, Target
from laa.rules.notation import read_baseline, read_target
from tests.factories import promise
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def ni_015(agreement, council):
    """L21: NI 015 as Luton printed it."""
    return promise(
        agreement,
        "NI 015",
        supplier=council,
        polarity="down",
        targets={"2008/09": "0.53", "2009/10": "0.51", "2010/11": "0.47"},
    )


def change(commitment, period, text, by, seen=None, **given):
    read = read_baseline if period == "baseline" else read_target
    rows = [*commitment.targets.current(), *commitment.baselines.current()]
    defaults = {
        "reason": "Reviewed in 2009, as the agreement foresaw.",
        "agreed_by": "Luton Forum and the government office",
        "agreed_on": date(2009, 3, 3),
    }
    return change_cells(
        [Change(commitment, period, read(text))],
        seen={row.pk for row in rows} if seen is None else seen,
        by=by,
        **{**defaults, **given},
    )


def test_l21_a_reviewed_target_keeps_its_history(ni_015, cast):
    change(ni_015, "2009/10", "0.52 (96 offences)", cast.lead)

    first, second = ni_015.targets.filter(period="2009/10").order_by("version")
    assert [(t.version, t.value, t.secondary) for t in (first, second)] == [
        (1, Decimal("0.51"), None),
        (2, Decimal("0.52"), 96),
    ]
    assert (second.supersedes, second.agreed_by) == (
        first,
        "Luton Forum and the government office",
    )
    assert (second.agreed_on, second.recorded_by) == (date(2009, 3, 3), cast.lead)
    assert ni_015.targets.get(period="2008/09").value == Decimal("0.53")


def test_what_was_signed_off_keeps_the_target_it_was_rated_on(
    quarterly_return, housing_benefit, cast
):
    signed_off(quarterly_return, cast, "45")
    before = Rating.objects.values().get()

    change(housing_benefit, "2008/09", "50 days", cast.lead)

    assert Rating.objects.values().get() == before
    assert before["target_value"] == 42


def test_a_reason_is_needed(ni_015, cast):
    with pytest.raises(ReasonMissing):
        change(ni_015, "2009/10", "0.52", cast.lead, reason=" ")

    assert Target.objects.count() == 3


def test_the_second_person_is_told_and_overwrites_nothing(ni_015, cast):
    seen = {row.pk for row in ni_015.targets.current()}
    change(ni_015, "2009/10", "0.52", cast.lead)

    with pytest.raises(CellsChanged):
        change(ni_015, "2009/10", "0.49", cast.lead, seen=seen)

    assert ni_015.targets.current().get(period="2009/10").text == "0.52"


def test_the_same_again_adds_nothing(ni_015, cast):
    change(ni_015, "2009/10", "0.52", cast.lead)

    with pytest.raises(NothingToDo):
        change(ni_015, "2009/10", "0.52", cast.lead)


def test_a_deferred_target_is_set(agreement, council, cast):
    commitment = promise(agreement, "NI 019", supplier=council, targets={"2009/10": "5"})
    change(commitment, "2009/10", "Target setting deferred until 2010", cast.lead)
    assert commitment.targets.current().get().is_waiting

    change(commitment, "2009/10", "12", cast.lead)

    current = commitment.targets.current().get()
    assert (current.version, current.value, current.is_waiting) == (3, 12, False)


def test_a_baseline_that_arrives_has_versions_too(housing_benefit, cast):
    change(housing_benefit, "baseline", "06/07: 51 days", cast.lead)

    baseline = housing_benefit.baselines.current().get()
    assert (baseline.value, baseline.version, baseline.period) == (51, 2, "2006/07")


def test_strands_need_a_number_each(agreement, council, cast):
    commitment = promise(agreement, "NI 120", supplier=council, targets={"2008/09": "800"})

    with pytest.raises(NotSplitThatWay):
        change(commitment, "2008/09", "780(m) 580(f)", cast.lead)


def test_it_is_on_the_trail(ni_015, cast):
    change(ni_015, "2009/10", "0.52", cast.lead)

    event = AuditEvent.objects.get(action="target.set")
    assert (event.before["version"], event.after["text"]) == (1, "0.52")
