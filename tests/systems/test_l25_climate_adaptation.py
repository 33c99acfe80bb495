"""L25: a level is claimed by what was done, so it counts once a file shows it."""

from decimal import Decimal

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.evidence import Upload, add_files, withdraw
from laa.actions.plan_actions import add_action
from laa.actions.refusals import Unexplained
from laa.actions.return_steps import certify, submit
from laa.actions.sign_off import sign_off
from laa.models import Rating, ReturnLine
from tests.factories import promise
from tests.steps import enter, line_of

pytestmark = pytest.mark.django_db

NI_188 = {"2008/09": "2", "2009/10": "3", "2010/11": "4"}


@pytest.fixture
def adaptation(agreement, council):
    """NI 188 as Luton printed it: from Level 0 to 2, 3 and 4."""
    return promise(
        agreement,
        "NI 188",
        supplier=council,
        unit="level",
        polarity="up",
        baseline="0",
        targets=NI_188,
    )


@pytest.fixture
def line(adaptation, request):
    return line_of(request.getfixturevalue("quarterly_return"), "NI 188")


def claim(line, level, cast):
    return enter(line, level, by=cast.officer, commentary="The plan is adopted.", recovery="-")


def evidence(line, cast):
    return add_files(line, [Upload("adopted plan.txt", b"Adopted.")], by=cast.officer)[0]


@pytest.mark.parametrize("level", ["1", "2", "3", "4"])
def test_a_level_without_evidence_is_not_submitted(line, level, cast):
    saved = claim(line, level, cast)

    assert saved.state == "draft"
    with pytest.raises(Unexplained, match=f"Level {level} counts once a file shows it"):
        submit(line.quarterly_return, by=cast.officer, lines=[line])


def test_level_0_claims_nothing(line, cast):
    assert claim(line, "0", cast).state == "ready"


def test_with_evidence_it_counts(line, cast):
    claim(line, "2", cast)
    evidence(line, cast)
    assert line_of(line.quarterly_return, "NI 188").state == "ready"

    submit(line.quarterly_return, by=cast.officer, lines=[line])
    sign_off(certify([line], by=cast.certifier), by=cast.lead)

    rating = Rating.objects.get(commitment__indicator__reference="NI 188", period="2008/09-Q4")
    assert (rating.rating, rating.figure_value) == ("on_track", Decimal(2))


def test_evidence_withdrawn_before_the_sign_off_keeps_it_out_of_the_record(line, cast):
    claim(line, "2", cast)
    file = evidence(line, cast)
    submit(line.quarterly_return, by=cast.officer, lines=[line])
    certify([line], by=cast.certifier)
    withdraw(file, owner=line, by=cast.officer)

    with pytest.raises(Unexplained, match="add the evidence"):
        sign_off(ReturnLine.objects.filter(pk=line.pk), by=cast.lead)
    assert not Rating.objects.exists()


def test_a_draft_again_when_its_evidence_is_withdrawn(line, cast):
    claim(line, "2", cast)
    withdraw(evidence(line, cast), owner=line, by=cast.officer)

    assert ReturnLine.objects.get(pk=line.pk).state == "draft"


def test_the_page_asks_for_the_evidence(line, cast, client):
    claim(line, "2", cast)
    client.force_login(cast.officer)

    page = client.get("/luton/returns/2008/09-Q4/council/").content.decode()

    assert "Level 2 counts once a file shows it: add the evidence." in page


def test_actions_to_adapt_hang_on_the_level(adaptation, cast):
    plan = plan_improvement(adaptation, by=cast.lead)
    add_action(plan, title="Assess what the climate threatens", by=cast.lead)
    add_action(plan, title="Agree the partnership's adaptation plan", by=cast.lead)

    assert adaptation.improvement_plan.plan.actions.count() == 2
