"""Rules made, changed, adopted, overridden: by version, with a reason, and never backwards."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from laa.actions.rating_rules import (
    NameTaken,
    RuleChanged,
    adopt_rule,
    change_rule,
    make_rule,
    override_rule,
)
from laa.actions.refusals import NothingToDo, ReasonMissing
from laa.actions.sign_off import reopen
from laa.models import Agreement, AuditEvent, Commitment, Rating, RatingRule
from tests.steps import line_of, signed_off

pytestmark = pytest.mark.django_db

WHY = "The board agreed it on 3 April 2009."


@pytest.fixture
def ten_percent(luton, cast):
    return make_rule(
        partnership=luton,
        name="Within 10%",
        kind="bands",
        tolerance=Decimal(10),
        by=cast.lead,
        reason=WHY,
    )


def in_force(model, row):
    queryset = model.objects.with_rule() if model is Agreement else model.objects.with_rules()
    return queryset.get(pk=row.pk).rule_in_force


def test_a_rule_is_made_with_its_terms_and_rates_nothing(ten_percent, agreement):
    assert (ten_percent.slug, ten_percent.version, str(ten_percent)) == (
        "within-10",
        1,
        "Within 10% (version 1)",
    )
    assert in_force(Agreement, agreement).name == "Target only"
    assert AuditEvent.objects.get(action="rule.make").after["tolerance"] == "10"


@pytest.mark.parametrize("name", ["Within 10%", "within 10"])
def test_a_name_that_is_taken_is_refused(name, ten_percent, luton, cast):
    with pytest.raises(NameTaken, match="Choose another name"):
        make_rule(partnership=luton, name=name, kind="target_only", by=cast.lead, reason=WHY)
    assert RatingRule.objects.filter(slug="within-10").count() == 1


def test_a_change_is_a_new_version_and_what_adopted_the_older_goes_on(ten_percent, agreement, cast):
    adopt_rule(agreement, ten_percent, seen=agreement.rating_rule, by=cast.lead, reason=WHY)

    newer = change_rule(
        ten_percent, kind="bands", tolerance=Decimal(5), by=cast.lead, reason="Ten was too kind."
    )

    assert (newer.version, newer.supersedes, newer.tolerance) == (2, ten_percent, 5)
    assert in_force(Agreement, agreement) == ten_percent


def test_of_two_who_change_a_rule_one_is_told(ten_percent, cast):
    change_rule(ten_percent, kind="bands", tolerance=Decimal(5), by=cast.lead, reason=WHY)

    with pytest.raises(RuleChanged, match="Somebody made another version of “Within 10%”"):
        change_rule(ten_percent, kind="bands", tolerance=Decimal(7), by=cast.lead, reason=WHY)
    assert RatingRule.objects.filter(slug="within-10").count() == 2


def test_a_change_of_nothing_or_without_a_reason_is_refused(ten_percent, cast):
    same = {"kind": "bands", "tolerance": Decimal(10), "by": cast.lead}

    with pytest.raises(NothingToDo):
        change_rule(ten_percent, reason=WHY, **same)
    with pytest.raises(ReasonMissing):
        change_rule(ten_percent, reason=" ", **same)


@pytest.mark.parametrize(
    "terms",
    [
        {"kind": "target_only", "tolerance": Decimal(1)},
        {"kind": "judged", "is_trajectory": True},
        {"kind": "bands", "tolerance": Decimal(10), "amber": Decimal(5)},
        {"kind": "bands", "tolerance": Decimal(-1)},
    ],
)
def test_the_database_refuses_terms_that_contradict(terms, luton, ten_percent):
    with pytest.raises(IntegrityError, match="(?i)laa_ratingrule"), transaction.atomic():
        RatingRule.objects.create(
            partnership=luton,
            slug="odd",
            name="Odd",
            recorded_at=ten_percent.recorded_at,
            **terms,
        )


def test_adopting_needs_a_reason_and_is_on_the_trail(ten_percent, agreement, cast):
    options = {"seen": agreement.rating_rule, "by": cast.lead}
    with pytest.raises(ReasonMissing):
        adopt_rule(agreement, ten_percent, reason="", **options)

    adopt_rule(agreement, ten_percent, reason=WHY, **options)

    event = AuditEvent.objects.get(action="rule.adopt")
    assert event.before["rule"].startswith("Target only")
    assert (event.after, event.note) == ({"rule": "Within 10% (version 1)"}, WHY)
    with pytest.raises(NothingToDo):
        adopt_rule(agreement, ten_percent, seen=ten_percent, by=cast.lead, reason=WHY)


def test_of_two_who_adopt_at_once_the_second_is_told(ten_percent, agreement, luton, cast):
    seen = agreement.rating_rule
    other = make_rule(partnership=luton, name="Judged", kind="judged", by=cast.lead, reason=WHY)
    adopt_rule(agreement, ten_percent, seen=seen, by=cast.lead, reason=WHY)

    with pytest.raises(RuleChanged, match="Somebody adopted Within 10%"):
        adopt_rule(agreement, other, seen=seen, by=cast.lead, reason=WHY)
    assert in_force(Agreement, agreement) == ten_percent


def test_one_promise_may_go_by_its_own_rule_and_follow_again(
    ten_percent, housing_benefit, agreement, cast
):
    follows = {"seen": agreement.rating_rule, "by": cast.lead, "reason": WHY}
    with pytest.raises(NothingToDo):
        override_rule(housing_benefit, None, **follows)
    override_rule(housing_benefit, ten_percent, **follows)
    assert in_force(Commitment, housing_benefit) == ten_percent
    assert in_force(Agreement, agreement) != ten_percent

    override_rule(housing_benefit, None, seen=ten_percent, by=cast.lead, reason="All alike again.")

    assert in_force(Commitment, housing_benefit) == agreement.rating_rule
    assert AuditEvent.objects.get(action="rule.follow").note == "All alike again."


def test_what_was_signed_off_stays_and_the_next_figure_goes_by_the_new_rule(
    ten_percent, quarterly_return, agreement, cast
):
    signed_off(quarterly_return, cast, "45")
    before = Rating.objects.values().get()
    adopt_rule(agreement, ten_percent, seen=agreement.rating_rule, by=cast.lead, reason=WHY)
    assert Rating.objects.values().get() == before
    assert (before["rating"], before["rule_name"]) == ("off_track", "Target only")

    reopen(line_of(quarterly_return), by=cast.lead, reason="A batch was counted twice.")
    signed_off(quarterly_return, cast, "45.5")

    newer = Rating.objects.current().get()
    assert (newer.rating, newer.rule_name, newer.rule_version) == ("on_track", "Within 10%", 1)
    assert (newer.aim, newer.is_reached) == (42, False)
    assert Rating.objects.order_by("version").values().first() == before
