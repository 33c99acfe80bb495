"""Risks to an agreement: recorded, judged before and after, closed with a reason, reported."""

import json

import pytest

from laa import clock
from laa.composing import composed
from laa.models import AuditEvent, Risk
from laa.queries.report_body import Asked
from laa.reports.render import rendered
from laa.rules import periods
from laa.rules.vocabulary import Cover, FileFormat
from tests.factories import AgreementFactory, ThemeFactory
from tests.page import visit

pytestmark = pytest.mark.django_db

RISKS = "/luton/agreements/laa/risks/"
STAFF = {"title": "Fewer staff", "likelihood": "4", "impact": "3", "mitigation": "Share posts."}


@pytest.fixture
def lead(client, cast, agreement):
    client.force_login(cast.lead)
    return client


def risk_of(agreement, **facts):
    facts = {"title": "Fewer staff", "likelihood": 4, "impact": 3, **facts}
    return Risk.objects.create(partnership=agreement.partnership, agreement=agreement, **facts)


def test_a_risk_is_recorded_with_its_score_before_and_after(lead, agreement, council):
    theme = ThemeFactory(agreement=agreement, name="Local economy")
    after = {"likelihood_after": "2", "impact_after": "3", "theme": theme.pk, "owner": council.pk}

    page = visit(lead, f"{RISKS}add/").press("Add the risk", **STAFF, **after)

    assert "“Fewer staff” is recorded." in page.text
    assert f"Fewer staff Local economy 12 4 × 3 Share posts. 6 2 × 3 {council.name}" in page.text
    assert AuditEvent.objects.filter(action="risk.add").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"likelihood": "6"}, "less than or equal to 5"),
        ({"impact": "0"}, "greater than or equal to 1"),
        ({"title": ""}, "Enter"),
        ({"likelihood_after": "2"}, "Give both after what is done, or leave both empty."),
    ],
)
def test_a_mistake_is_said_and_nothing_is_kept(lead, typed, said):
    page = visit(lead, f"{RISKS}add/").press("Add the risk", **{**STAFF, **typed})

    assert said in page.text or "This field is required" in page.text
    assert not Risk.objects.exists()


def test_another_agreements_theme_is_no_choice(lead, luton):
    other = ThemeFactory(agreement=AgreementFactory(partnership=luton))

    page = visit(lead, f"{RISKS}add/").press("Add the risk", **STAFF, theme=other.pk)

    assert "Select a valid choice" in page.text
    assert not Risk.objects.exists()


def test_it_is_changed_as_it_was_seen(lead, agreement):
    risk = risk_of(agreement)
    first = visit(lead, f"{RISKS}{risk.uuid}/")
    first.press("Save", impact="5")

    page = first.press("Save", impact="2")

    risk.refresh_from_db()
    assert risk.score == 20
    assert "changed" in page.text


def test_it_is_closed_with_a_reason_and_opened_again(lead, agreement):
    risk = risk_of(agreement)
    page = visit(lead, f"{RISKS}{risk.uuid}/close/")
    assert "the reason is kept" in page.press("Close it").text

    page = page.press("Close it", reason="The posts are filled.")
    assert "20 April 2009 The posts are filled." in page.text
    assert not Risk.objects.open().exists()

    page = page.press("Open it again: Fewer staff")
    assert "open again" in page.text
    assert Risk.objects.open().get().closed_because == ""


def test_the_highest_score_stands_first(lead, agreement):
    for title, likelihood in (("Small", 1), ("Large", 5), ("Middle", 3)):
        risk_of(agreement, title=title, likelihood=likelihood)

    text = visit(lead, RISKS).text

    assert text.index("Large") < text.index("Middle") < text.index("Small")


def test_a_member_reads_them_and_changes_nothing(client, cast, agreement):
    risk = risk_of(agreement)
    client.force_login(cast.board_member)

    text = visit(client, RISKS).text

    assert "Fewer staff" in text
    assert "Add a risk" not in text
    assert client.get(f"{RISKS}{risk.uuid}/").status_code == 403


def test_reports_hold_what_is_open_with_the_score_after(agreement, luton):
    risk_of(agreement, likelihood_after=2, impact_after=2)
    risk_of(agreement, title="Gone", closed_on=clock.today(luton), closed_because="Over.")
    risk_of(agreement, title="Floods", likelihood=1)

    body = composed(Asked(agreement, periods.period("2008/09-Q4"), clock.today(luton)))

    risks = json.loads(body)["risks"]
    assert [(each["title"], each["score"], each["score_after"]) for each in risks] == [
        ("Fewer staff", 12, 4),
        ("Floods", 3, None),
    ]
    html = rendered(body, cover=Cover.EXECUTIVE, format=FileFormat.HTML).decode()
    assert "Score after" in html
    assert "not judged" in html
