"""A council with 36 figures under four heads of service: each certifies their own, and one late
figure holds up none of the other 35. A deputy certifies while a head of service is away.
"""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.models import Figure, Membership, Rating, ReturnLine, Role, User
from tests.factories import MembershipFactory, PartnerFactory, UserFactory, promise
from tests.page import visit
from tests.steps import enter, enter_all, line_of

pytestmark = pytest.mark.django_db

SERVICES = ("Housing", "Leisure", "Planning", "Transport")
EACH = 9
LATE = "NI Leisure 4"


@pytest.fixture
def heads(luton, council, agreement):
    """A head of service for each of four services of the council, with nine figures each."""
    found = {}
    for name in SERVICES:
        service = PartnerFactory(partnership=luton, slug=name.lower(), name=name, part_of=council)
        found[name] = UserFactory(name=f"Head of {name.lower()}")
        MembershipFactory(partnership=luton, user=found[name], role=Role.CERTIFIER, partner=service)
        for number in range(EACH):
            reference = f"NI {name} {number}"
            promise(agreement, reference, supplier=service, targets={"2008/09": "30"})
    return found


@pytest.fixture
def returns(heads, luton, cast):
    """All 36 are entered; all but the late one are submitted."""
    round_ = open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )
    found = {each.partner.name: each for each in round_.returns.all()}
    for each in found.values():
        enter_all(each, cast)
        on_time = each.lines.exclude(strand__indicator__reference=LATE)
        submit(each, by=cast.officer, lines=on_time)
    assert ReturnLine.objects.count() == 36
    return found


def path(name, page=""):
    return f"/luton/returns/2008/09-Q4/{name.lower()}/{page}"


def counts():
    states = list(ReturnLine.objects.values_list("state", flat=True))
    return {state: states.count(state) for state in set(states)}


@pytest.mark.parametrize("name", SERVICES)
def test_each_head_certifies_their_own_and_sees_no_others(name, returns, heads, client):
    client.force_login(heads[name])
    waiting = EACH - (name == "Leisure")
    page = visit(client, "/luton/certify/")
    assert f"{waiting} lines of 1 return" in page.text
    assert [other for other in SERVICES if f"NI {other} 1" in page.text] == [name]

    after = page.press(f"Certify all ({waiting} lines)")

    assert f"{waiting} lines certified." in after.text
    assert counts() == {"certified": waiting, "submitted": 35 - waiting, "ready": 1}
    for other in set(SERVICES) - {name}:
        assert client.get(path(other, "certify/")).status_code == 404


def test_another_heads_lines_cannot_be_certified_by_their_keys(returns, heads, client):
    client.force_login(heads["Housing"])
    theirs = [str(line.uuid) for line in returns["Planning"].lines.all()]

    client.post("/luton/certify/", {"action": "certify", "line": theirs})

    assert not ReturnLine.objects.filter(state="certified").exists()


@pytest.fixture
def all_certified(returns, heads):
    for name, each in returns.items():
        certify(each.lines.filter(state="submitted"), by=heads[name])


def test_the_lead_signs_off_35_while_one_is_late(all_certified, cast, client):
    client.force_login(cast.lead)
    page = visit(client, "/luton/sign-off/")
    assert "35 lines of 4 returns" in page.text

    after = page.press("Sign off all (35 lines)")

    assert "35 lines signed off; their ratings are fixed." in after.text
    assert counts() == {"signed_off": 35, "ready": 1}
    assert Rating.objects.count() == Figure.objects.count() == 35


def test_a_board_reads_the_35_and_nothing_of_the_late_one(all_certified, cast, client):
    sign_off(ReturnLine.objects.filter(state="certified"), by=cast.lead)
    client.force_login(cast.board_member)

    csv = client.get("/luton/agreements/laa/?_export=csv&_table=dashboard").content.decode()
    rows = {line.split(",")[0]: line for line in csv.splitlines()}

    assert len(rows) == 1 + 36
    assert "Not rated: nothing signed off yet" in rows.pop(LATE)
    rows.pop(next(iter(rows)))
    assert all(",Target met,40" in row for row in rows.values())


def test_the_late_one_follows_by_itself(all_certified, returns, heads, cast, client):
    sign_off(ReturnLine.objects.filter(state="certified"), by=cast.lead)
    before = list(Rating.objects.order_by("pk").values())
    enter(line_of(returns["Leisure"], LATE), "41", by=cast.officer)
    client.force_login(cast.officer)
    visit(client, path("Leisure", "review/")).press("Submit return")
    client.force_login(heads["Leisure"])
    visit(client, "/luton/certify/").press("Certify all (1 line)")
    client.force_login(cast.lead)
    visit(client, "/luton/sign-off/").press("Sign off all (1 line)")

    assert counts() == {"signed_off": 36}
    assert list(Rating.objects.order_by("pk").values())[:35] == before, "frozen ones stay"


@pytest.fixture
def deputy(returns, luton):
    """Stands in for the head of housing, from today on for a week."""
    person = UserFactory(name="Deputy head of housing")
    MembershipFactory(
        partnership=luton,
        user=person,
        role=Role.CERTIFIER,
        partner=returns["Housing"].partner,
        starts=localdate(),
        ends=localdate() + timedelta(days=7),
    )
    return person


def test_a_deputy_certifies_while_the_head_of_service_is_away(deputy, returns, client):
    client.force_login(deputy)
    assert "To certify Q4 2008/09: Housing, 9 lines" in visit(client, "/luton/").text

    after = visit(client, path("Housing", "certify/")).press("Certify all (9 lines)")

    assert "9 lines certified." in after.text
    found = set(returns["Housing"].lines.values_list("certified_by", flat=True))
    assert found == {deputy.pk}
    history = visit(client, path("Housing", "history/")).text
    assert history.count("Q4 2008/09 Deputy head of housing, 20 April 2009") == EACH


@pytest.mark.parametrize("days", [(-8, -1), (1, 8)], ids=["before", "after"])
def test_a_deputy_certifies_on_no_other_day(days, deputy, client):
    starts, ends = (localdate() + timedelta(days=each) for each in days)
    Membership.objects.filter(user=deputy).update(starts=starts, ends=ends)
    client.force_login(deputy)

    assert client.get(path("Housing", "certify/")).status_code == 404
    assert client.post("/luton/certify/", {"action": "certify-all"}).status_code == 404
    assert not ReturnLine.objects.filter(state="certified").exists()


def test_an_administrator_names_the_deputy_on_a_page(returns, cast, client, luton):
    client.force_login(cast.administrator)
    partner = returns["Housing"].partner
    page = visit(client, "/luton/people/invite/")
    first, last = localdate(), localdate() + timedelta(days=7)
    boxes = {
        "email": "deputy@example.org",
        "name": "A deputy",
        "role": "certifier",
        "partner": partner.pk,
        **{f"starts_{n}": getattr(first, n) for n in ("day", "month", "year")},
        **{f"ends_{n}": getattr(last, n) for n in ("day", "month", "year")},
    }
    page.press("Invite", **boxes)

    person = visit(client, f"/luton/people/{User.objects.get(name='A deputy').uuid}/")
    assert f"Certifier (head of service) for Housing, since {first:%-d %B %Y} until" in person.text
    given = Membership.objects.get(user__email="deputy@example.org")
    assert (given.role, given.partner, given.starts, given.ends) == (
        Role.CERTIFIER,
        partner,
        first,
        last,
    )


def test_two_who_both_certify_do_it_once(deputy, heads, returns, client):
    client.force_login(deputy)
    page = visit(client, path("Housing", "certify/"))
    certify(returns["Housing"].lines.all(), by=heads["Housing"])

    page.press("Certify all (9 lines)")

    found = set(returns["Housing"].lines.values_list("certified_by", flat=True))
    assert found == {heads["Housing"].pk}


def test_a_role_that_ends_before_it_begins_is_refused_in_words(returns, cast, client):
    client.force_login(cast.administrator)
    days = {"ends_day": "1", "ends_month": "1", "ends_year": "2009"}

    page = visit(client, "/luton/people/invite/").press("Invite", role="lead", **days)

    assert f"The last day is before the first, {localdate():%-d %B %Y}." in page.text
