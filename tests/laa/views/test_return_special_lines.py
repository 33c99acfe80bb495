"""Lines that ask for more than a figure: a survey's sample, an owner's judgement, a milestone."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from laa.actions.milestones import set_milestones
from laa.actions.rating_rules import make_rule, override_rule
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.models import Baseline, Rating, ReturnLine, Target
from tests.factories import RECORDED, promise
from tests.steps import box, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


@pytest.fixture
def open_return(luton, cast):
    def do(period="2008/09-Q4", opens=date(2009, 4, 1)):
        round_ = open_round(
            partnership=luton,
            period=period,
            opens=opens,
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        return round_.returns.get()

    return do


def address(quarterly_return):
    return reverse("laa:return-detail", args=quarterly_return.address)


def typed(quarterly_return, **boxes):
    line = line_of(quarterly_return)
    boxes = {"version": line.version, **boxes}
    return {box(quarterly_return, name, None): value for name, value in boxes.items()} | {
        "action": "draft"
    }


@pytest.fixture
def survey(agreement, council):
    """NI 001: a statistically significant positive change on 70 % of 1,000 people."""
    commitment = promise(
        agreement, "NI 001", supplier=council, unit="percent", lowest=0, highest=100
    )
    common = {
        "partnership": agreement.partnership,
        "commitment": commitment,
        "strand": commitment.indicator.strands.get(),
        "recorded_at": RECORDED,
    }
    Baseline.objects.create(
        **common, text="70%", kind="value", state="numeric", value=70, sample=1000
    )
    Target.objects.create(
        **common,
        text="*Statistically significant positive change",
        kind="significant_change",
        state="test",
        period="2008/09-2010/11",
    )
    return commitment


EXPLAINED = {"commentary": "Fewer answered than hoped.", "recovery": "Two more meetings."}


@pytest.mark.parametrize(("share", "rating"), [("75", "on_track"), ("72", "off_track")])
def test_l9_a_survey_is_entered_with_its_sample_and_judged(
    share, rating, survey, open_return, officer, cast
):
    quarterly_return = open_return()
    page = officer.get(address(quarterly_return)).content.decode()
    assert "4 points from 70%, if 1,000 people answer again" in page
    officer.post(
        address(quarterly_return),
        typed(quarterly_return, value=share, sample="1,000", outlook="will", **EXPLAINED),
    )

    lines = submit(quarterly_return, by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    found = Rating.objects.get()
    assert (found.rating, found.figure_sample, found.baseline_sample) == (rating, 1000, 1000)
    assert found.note.startswith("z = ")


def test_a_design_effect_is_entered_and_makes_the_survey_tell_less(
    survey, open_return, officer, cast
):
    quarterly_return = open_return()
    boxes = {"value": "75", "sample": "1000", "design_effect": "2.5", "outlook": "will"} | EXPLAINED
    officer.post(address(quarterly_return), typed(quarterly_return, **boxes))

    lines = submit(quarterly_return, by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    found = Rating.objects.get()
    assert (found.rating, found.figure_design_effect) == ("off_track", Decimal("2.5"))
    assert "design effect 2.5" in officer.get(address(quarterly_return)).content.decode()


def test_a_design_effect_of_nothing_is_refused(survey, open_return, officer):
    quarterly_return = open_return()

    page = officer.post(
        address(quarterly_return), typed(quarterly_return, value="75", design_effect="0")
    )

    assert "Design effect cannot be below 0.01" in page.content.decode()


@pytest.mark.parametrize(
    ("sample", "says"),
    [("0", "cannot be below 1"), ("12.5", "is a whole number"), ("many", "is not a number")],
)
def test_a_sample_that_is_none_is_refused(sample, says, survey, open_return, officer):
    quarterly_return = open_return()

    page = officer.post(
        address(quarterly_return), typed(quarterly_return, value="75", sample=sample)
    )

    assert says in page.content.decode()
    assert ReturnLine.objects.get().value is None


def test_a_survey_without_its_sample_cannot_be_judged(survey, open_return, officer, cast):
    quarterly_return = open_return()
    officer.post(address(quarterly_return), typed(quarterly_return, value="75"))

    lines = submit(quarterly_return, by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    assert Rating.objects.get().because == "cannot_judge"


@pytest.fixture
def judged(housing_benefit, agreement, luton, cast):
    rule = make_rule(partnership=luton, name="Judged", kind="judged", by=cast.lead, reason="So.")
    override_rule(housing_benefit, rule, seen=agreement.rating_rule, by=cast.lead, reason="So.")


def test_an_owner_judges_with_a_reason(judged, quarterly_return, officer, cast):
    answer = officer.post(
        address(quarterly_return), typed(quarterly_return, value="45", judgement="at_risk")
    )
    assert "Say why you judge it so." in answer.content.decode()
    officer.post(
        address(quarterly_return),
        typed(
            quarterly_return,
            value="45",
            judgement="at_risk",
            judgement_reason="Two posts are empty until June.",
        ),
    )

    lines = submit(quarterly_return, by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    found = Rating.objects.get()
    assert (found.rating, found.rule_name) == ("at_risk", "Judged")
    assert found.judgement_reason == "Two posts are empty until June."


def test_other_lines_ask_for_neither(quarterly_return, officer):
    page = officer.get(address(quarterly_return)).content.decode()

    assert "People who answered" not in page
    assert "Design effect" not in page
    assert "How does it stand?" not in page


def test_a_line_shows_its_milestone_beside_the_years_target(
    agreement, council, open_return, officer, cast
):
    homes = promise(
        agreement,
        "NI 154",
        supplier=council,
        accumulates="year_to_date",
        targets={"2008/09": "1315"},
    )
    set_milestones(
        homes,
        homes.indicator.strands.get(),
        {"2008/09-Q3": 900},
        method="entered",
        seen={},
        by=cast.lead,
        reason="Agreed.",
    )
    quarterly_return = open_return("2008/09-Q3", date(2009, 1, 1))

    page = officer.get(address(quarterly_return)).content.decode()

    assert "a milestone of 900 (1,315 for the year)" in page
