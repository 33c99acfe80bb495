"""P8: «teams are subsequently expected to define and identify their role in their delivery».

An indicator with three teams: each states a contribution; one empty is flagged at 2 of 3.
"""

import pytest

from laa.actions.contributions import say_contribution
from laa.actions.partner_joins import join_partners, undo_join
from laa.actions.refusals import ChangedBySomebody, ReasonMissing, Refused
from laa.models import AuditEvent, Contribution
from laa.models.base import mark
from laa.queries.contributions import contributions
from peer_reviews.actions.recommendations import name_teams, say_part
from tests.factories import MembershipFactory, PartnerFactory
from tests.page import visit

pytestmark = pytest.mark.django_db

ADDRESS = "/luton/agreements/laa/indicators/ni-181/contributions/"
INDICATOR = "/luton/agreements/laa/indicators/ni-181/"


@pytest.fixture
def teams(luton, council, housing_benefit):
    names = ("Benefits", "Housing options", "Customer services")
    teams = [
        PartnerFactory(partnership=luton, name=name, slug=name.split()[0].lower(), part_of=council)
        for name in names
    ]
    housing_benefit.contributors.set(teams)
    return teams


@pytest.fixture
def two_said(teams, housing_benefit, cast):
    for team, text in zip(teams, ("Assesses claims.", "Sends complete forms."), strict=False):
        say_contribution(housing_benefit, team, text=text, by=cast.officer)
    return teams


def test_p8_one_of_three_teams_has_not_said_its_part(two_said, housing_benefit):
    found = contributions(housing_benefit)

    assert found.count_said == "2 of 3 say how they contribute"
    assert [str(team) for team in found.silent] == ["Customer services"]


def test_p8_the_indicators_page_says_2_of_3(two_said, client, cast):
    client.force_login(cast.board_member)

    assert "2 of 3 say how" in visit(client, INDICATOR).text
    assert "Not said yet: Customer services" in visit(client, ADDRESS).text
    assert "How? Not said yet: NI 181" in visit(client, "/luton/partners/customer/").text
    assert "Not said yet" not in visit(client, "/luton/partners/benefits/").text


def test_p8_a_team_says_it_in_the_browser(two_said, client, cast, housing_benefit):
    client.force_login(cast.officer)
    page = visit(client, ADDRESS)

    after = page.press("Save what Customer services does", **{"customer-text": "Answers calls."})

    assert "What Customer services does is saved." in after.text
    assert "3 of 3 say how they contribute" in after.text
    assert AuditEvent.objects.filter(action="contribution.say").count() == 3


def test_nobody_speaks_for_another_partner(two_said, client, luton, housing_benefit, somebody_else):
    client.force_login(somebody_else)

    answer = client.post(ADDRESS, {"benefits-text": "Nothing.", "benefits-seen": ""})

    assert answer.status_code == 403
    assert Contribution.objects.get(partner__slug="benefits").text == "Assesses claims."


@pytest.fixture
def somebody_else(luton):
    other = PartnerFactory(partnership=luton, name="Police")
    return MembershipFactory(partnership=luton, partner=other, role="officer").user


def test_two_who_write_at_once_are_told(teams, housing_benefit, cast):
    say_contribution(housing_benefit, teams[0], text="Once.", by=cast.officer, seen="")
    with pytest.raises(ChangedBySomebody):
        say_contribution(housing_benefit, teams[0], text="Twice.", by=cast.lead, seen="")

    seen = mark(Contribution.objects.get())
    say_contribution(housing_benefit, teams[0], text="Again.", by=cast.lead, seen=seen)
    with pytest.raises(ChangedBySomebody):
        say_contribution(housing_benefit, teams[0], text="Late.", by=cast.officer, seen=seen)
    assert Contribution.objects.get().text == "Again."


def test_words_are_needed_and_only_of_contributors(teams, housing_benefit, council, cast):
    with pytest.raises(ReasonMissing):
        say_contribution(housing_benefit, teams[0], text="  ", by=cast.officer)
    with pytest.raises(Refused, match="does not contribute to NI 181"):
        say_contribution(housing_benefit, council, text="All of it.", by=cast.officer)


def test_words_of_one_who_left_do_not_count(two_said, housing_benefit):
    housing_benefit.contributors.remove(two_said[0])

    assert contributions(housing_benefit).count_said == "1 of 2 say how they contribute"


def test_words_go_over_when_two_partners_are_joined(two_said, luton, housing_benefit, cast):
    kept = PartnerFactory(partnership=luton, name="Benefits service")

    join = join_partners(kept=kept, joined=two_said[0], by=cast.lead)
    assert contributions(housing_benefit).count_said == "2 of 3 say how they contribute"

    undo_join(join, by=cast.lead)
    assert Contribution.objects.filter(partner__slug="benefits").exists()


REVIEW = "/harborough/peer-reviews/corporate-peer-challenge-2018/recommendations/5/"


@pytest.fixture
def five(harborough, staff):
    """Recommendation 5 of Harborough's peer challenge, with three teams."""
    five = harborough.recommendation_set.get(number="5")
    five.partnership = harborough.partnership
    slugs = ("hdc-planning", "hdc-economic-development", "hdc-business-intelligence")
    teams = harborough.partnership.partners.filter(slug__in=slugs)
    roles = {role.partner.slug: role for role in name_teams(five, teams=teams, by=staff.lead)}
    for slug in slugs[:2]:
        say_part(roles[slug], text="Lists its projects.", by=staff.officer)
    return five


def test_p8_a_recommendation_too_is_flagged_at_2_of_3(five, staff, client):
    client.force_login(staff.board_member)

    text = visit(client, REVIEW).text

    assert "2 of 3 say what they do" in text
    assert "Not said yet: HDC Business Intelligence Team" in text


def test_p8_the_teams_own_people_say_it_and_nobody_elses(five, staff, client, harborough):
    address = f"{REVIEW}teams/hdc-business-intelligence/"
    other = PartnerFactory(partnership=harborough.partnership)
    stranger = MembershipFactory(
        partnership=harborough.partnership, partner=other, role="officer"
    ).user
    client.force_login(stranger)
    assert client.get(address).status_code == 403
    client.force_login(staff.officer)

    after = visit(client, address).press("Save", text="Shows where time goes.")

    assert "3 of 3 say what they do" in after.text


def test_p8_a_team_that_spoke_is_not_taken_off(five, staff):
    with pytest.raises(Refused, match="which would be lost"):
        name_teams(five, teams=[], by=staff.lead)
