"""Overdue and ownerless actions over all plans: narrowed, bounded, downloaded."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laa.actions.action_plans import expect_team_plan, plan_improvement, plan_team
from laa.actions.plan_actions import add_action, close, report
from laa.models import Action
from tests.factories import AgreementFactory, PartnerFactory, PartnershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/plans/actions/"
PAST, AHEAD = date(2009, 4, 19), date(2009, 4, 20)


@pytest.fixture
def homes(luton, council):
    return PartnerFactory(partnership=luton, slug="homes", name="Housing", part_of=council)


@pytest.fixture
def actions(luton, housing_benefit, homes, cast):
    """Of two plans: late, without an owner, both, without a date, and in order."""
    promised = plan_improvement(housing_benefit, by=cast.lead)
    team = plan_team(expect_team_plan(homes, year="2008/09", by=cast.lead), by=cast.lead)
    add = {
        "late": (promised, cast.officer, PAST, None),
        "nobody's": (promised, None, AHEAD, None),
        "both": (team, None, PAST, None),
        "undated": (team, cast.certifier, None, None),
        "in order": (team, cast.officer, AHEAD, None),
        "for housing": (promised, cast.certifier, PAST, homes),
    }
    made = {
        title: add_action(plan, title=title, owner=owner, due=due, partner=partner, by=cast.lead)
        for title, (plan, owner, due, partner) in add.items()
    }
    closed = add_action(promised, title="closed", due=PAST, by=cast.lead)
    close(closed, outcome="Done.", by=cast.lead)
    done = add_action(promised, title="done", owner=cast.officer, due=PAST, by=cast.lead)
    report(done, status="done", by=cast.lead)
    return made


def shown(client, query=""):
    rows = client.get(f"{PATH}?_export=xlsx{query}").content
    sheet = openpyxl.load_workbook(io.BytesIO(rows)).active
    head, *rows = sheet.values
    return [row[head.index("Action")] for row in rows]


@pytest.fixture
def reader(client, cast):
    client.force_login(cast.board_member)
    return client


def test_it_lists_what_is_overdue_or_ownerless_the_earliest_first(actions, reader):
    assert shown(reader) == ["late", "for housing", "both", "nobody's"]

    text = visit(reader, PATH).text
    assert "4 actions, 3 of them overdue." in text
    assert "in order" not in text
    assert "Improvement plan: NI 181" in text


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("&which=overdue", ["late", "for housing", "both"]),
        ("&which=ownerless", ["both", "nobody's"]),
        ("&which=undated", ["undated"]),
        ("&owner=nobody", ["both", "nobody's"]),
        ("&owner={officer}", ["late"]),
        ("&owner={officer}&which=ownerless", []),
        ("&plan={team}", ["both"]),
        ("&service=homes", ["for housing", "both"]),
        ("&service=council", ["late", "for housing", "both", "nobody's"]),
        ("&service=nonsense", ["late", "for housing", "both", "nobody's"]),
    ],
)
def test_it_is_narrowed_by_plan_owner_and_service(actions, reader, cast, query, wanted):
    words = {"officer": cast.officer.uuid, "team": actions["both"].plan.uuid}

    assert shown(reader, query.format(**words)) == wanted


def test_what_is_paused_is_overdue_until_its_date_moves(actions, reader, cast):
    report(actions["late"], status="paused", text="No money.", by=cast.lead)
    assert "late" in shown(reader)

    action = Action.objects.get(title="late")
    report(action, status="paused", text="Next year.", due=date(2010, 4, 1), by=cast.lead)
    assert "late" not in shown(reader)


def test_another_partnership_s_actions_are_not_on_it(actions, client, cast, luton):
    PartnershipFactory(slug="elsewhere")
    client.force_login(cast.stranger)

    assert client.get(PATH).status_code == 404


def test_the_plans_page_counts_them_and_leads_there(actions, reader):
    page = reader.get("/luton/plans/").content.decode()

    assert f'href="{PATH}?which=overdue">3 actions overdue</a>' in page
    assert f'href="{PATH}?which=ownerless">2 without an owner</a>' in page


def test_when_nothing_matches_it_says_so(actions, reader, cast):
    text = visit(reader, f"{PATH}?owner={cast.officer.uuid}&which=ownerless").text

    assert "No action matches" in text


def test_with_nothing_late_it_says_so(reader):
    assert "Nothing to chase" in visit(reader, PATH).text


def test_it_asks_no_more_when_there_are_more(actions, reader, luton, council, cast):
    few = asked(reader)
    for year in range(2009, 2015):
        service = PartnerFactory(partnership=luton, part_of=council)
        owed = expect_team_plan(service, year=f"{year}/{year % 100 + 1:02}", by=cast.lead)
        plan = plan_team(owed, by=cast.lead)
        for n in range(3):
            add_action(plan, title=f"Late {n}", due=PAST, partner=service, by=cast.lead)

    assert asked(reader) == few <= 7


def asked(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PATH).status_code == 200
    return len(queries)


def test_the_plans_page_asks_as_much_for_six_agreements_as_for_one(luton, agreement, client, cast):
    client.force_login(cast.board_member)
    with CaptureQueriesContext(connection) as one:
        client.get("/luton/plans/")
    for number in range(5):
        AgreementFactory(partnership=luton, slug=f"other-{number}", title=f"Other {number}")

    with CaptureQueriesContext(connection) as six:
        client.get("/luton/plans/")

    assert len(six) == len(one) <= 15
