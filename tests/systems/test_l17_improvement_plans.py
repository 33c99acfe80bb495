"""L17: an improvement plan for every indicator; the report names the one without."""

import pytest

from laa.actions.action_plans import plan_improvement, remove_plan
from laa.models import Commitment
from laa.queries.action_plans import register
from tests.factories import MembershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db


def main_rows(agreement):
    return agreement.commitments.exclude(designation=Commitment.Designation.STATUTORY)


def test_49_main_rows_need_49_plans_and_65_with_the_statutory(published):
    without = register(published).without

    assert len(without) == 65
    assert sum(row.subject.designation != "statutory" for row in without) == 49


def test_delete_one_plan_and_the_report_names_it(published):
    plans = [plan_improvement(promise, by=None) for promise in main_rows(published)]
    found = register(published)
    assert len(plans) == 49
    assert [row for row in found.without if row.subject.designation != "statutory"] == []

    remove_plan(plans[7], by=None)

    missing = [row for row in register(published).without if row.subject.designation != "statutory"]
    assert [row.subject for row in missing] == [plans[7].about]


def test_the_14_without_a_target_still_need_a_plan(published):
    without = {row.subject for row in register(published).without}
    no_target = {
        promise
        for promise in main_rows(published)
        if not promise.targets.filter(value__isnull=False).exists()
        and all(target.kind == "none" for target in promise.targets.all())
    }

    assert len(no_target) == 14
    assert no_target <= without


def test_the_list_takes_few_queries_however_many_plans(published, django_assert_max_num_queries):
    for promise in main_rows(published):
        plan_improvement(promise, by=None)

    with django_assert_max_num_queries(6):
        found = register(published)
        assert found.counts == {"No plan": 16, "Draft": 49, "Challenged": 0, "Agreed": 0}


def test_the_page_names_the_one_without(published, client):
    plans = [plan_improvement(promise, by=None) for promise in published.commitments.all()]
    assert len(plans) == 65
    promise = plans[7].about
    remove_plan(plans[7], by=None)
    reader = MembershipFactory(partnership=published.partnership, role="board_member").user
    client.force_login(reader)

    text = visit(client, "/luton/plans/agreements/luton-laa-2008-11/").text

    missing = text.partition("Without a plan: 1 of 65")[2].partition("All promises")[0]
    said = f"{promise.indicator.reference} {promise.indicator.title} {promise.lead} answers for it."
    assert missing.strip() == " ".join(said.split())
