"""L19: an impact record per improvement plan and one for the agreement; negatives stand out."""

import pytest

from laa.actions.action_plans import assess_impact, plan_improvement
from laa.models import Commitment
from laa.queries.action_plans import register
from tests.factories import MembershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(published):
    agreement = published
    by = MembershipFactory(partnership=agreement.partnership, role="lead").user
    main = agreement.commitments.exclude(designation=Commitment.Designation.STATUTORY)
    return agreement, [plan_improvement(promise, by=by) for promise in main], by


def test_49_plans_need_49_records_and_the_agreement_one(found):
    agreement, plans, by = found
    assert len(register(agreement).without_impact) == 49
    assert register(agreement).impacts == []

    for plan in plans[:40]:
        assess_impact(plan, aspect="equality", effect="positive", text="Everybody.", by=by)
    assess_impact(agreement, aspect="inclusion", effect="positive", text="As a whole.", by=by)

    now = register(agreement)
    assert len(now.without_impact) == 9
    assert len(now.impacts) == 1


def test_a_negative_effect_stands_out(client, found):
    agreement, plans, by = found
    assess_impact(plans[3], aspect="inclusion", effect="negative", text="Fewer buses.", by=by)

    (row, impact) = register(agreement).negative[0]
    client.force_login(by)
    page = client.get("/luton/plans/agreements/luton-laa-2008-11/").content.decode()

    assert (row.plan, impact.text) == (plans[3], "Fewer buses.")
    assert "Negative effects" in page
    assert "Fewer buses." in page


def test_the_newest_record_on_an_aspect_counts(found):
    agreement, plans, by = found
    assess_impact(plans[0], aspect="climate", effect="negative", text="More traffic.", by=by)
    assess_impact(plans[0], aspect="climate", effect="neutral", text="Buses were added.", by=by)

    assert register(agreement).negative == []


def test_without_a_plan_nothing_is_said_to_be_recorded_or_in_time(client, published):
    reader = MembershipFactory(partnership=published.partnership, role="board_member").user
    client.force_login(reader)

    text = visit(client, "/luton/plans/agreements/luton-laa-2008-11/").text

    assert "No action is planned yet" in text
    assert "no plan to record them for" in text
    assert "recorded for every plan" not in text


def test_the_page_says_how_many_are_missing(client, found):
    agreement, plans, by = found
    client.force_login(by)
    path = "/luton/plans/agreements/luton-laa-2008-11/"
    recorded = "Effects on equality, inclusion or climate are not recorded for"
    assert f"{recorded} 49 plans; none for the agreement as a whole" in visit(client, path).text

    for plan in plans[:48]:
        assess_impact(plan, aspect="equality", effect="positive", text="Everybody.", by=by)
    assess_impact(agreement, aspect="inclusion", effect="positive", text="As a whole.", by=by)
    text = visit(client, path).text
    assert f"{recorded} 1 plan" in text
    assert "none for the agreement as a whole" not in text
    assess_impact(plans[48], aspect="climate", effect="neutral", text="Little.", by=by)

    assert "Effects are recorded for every plan" in visit(client, path).text
