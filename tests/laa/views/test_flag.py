"""Flags as each sees them: housekeeping is the officers', and boards see how much there is."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from laa.actions.action_plans import plan_improvement
from laa.actions.flags import flag_off_track
from laa.actions.housekeeping import HOUSEKEEPING
from laa.actions.job_runs import run_job
from laa.actions.plan_actions import add_action
from laa.models import Demonstration, Flag
from tests.factories import AgreementFactory, MembershipFactory, PartnerFactory
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/flags/"


@pytest.fixture
def flags(quarterly_return, housing_benefit, luton, cast):
    """A return that is late, and two actions that nobody owns."""
    plan = plan_improvement(housing_benefit, by=cast.lead)
    for title in ("Train the assessors", "Write to landlords"):
        add_action(plan, title=title, by=cast.lead)
    Demonstration.objects.filter(partnership=luton).update(today=date(2009, 5, 1))
    luton.refresh_from_db()
    flag_off_track(luton)
    run_job(HOUSEKEEPING, luton)
    return Flag.objects.all()


def text_for(client, user):
    client.force_login(user)
    return visit(client, PATH).text


@pytest.mark.parametrize("role", ["officer", "certifier", "lead", "auditor"])
def test_who_answers_and_who_reads_everything_see_the_list(flags, client, cast, role):
    text = text_for(client, getattr(cast, role))

    assert "1 of 1 lines not returned by 30 April 2009" in text
    assert "nobody owns “Train the assessors”" in text
    assert "Luton Borough Council answers for it." in text
    assert "with the officer since 1 May 2009" in text


@pytest.mark.parametrize("role", ["board_member", "administrator"])
def test_a_board_sees_how_many_there_are_and_none_of_them(flags, client, cast, role):
    text = text_for(client, getattr(cast, role))

    assert "An action without an owner: 2" in text
    assert "No return by the due date: 1" in text
    assert "not returned by" not in text
    assert "Train the assessors" not in text
    assert client.get(f"{PATH}{flags.first().uuid}/").status_code == 404
    rows = client.get(f"{PATH}?_export=csv").content.decode()
    assert rows.startswith(("\ufeffReference,", "Reference,"))
    assert "assessors" not in rows


def test_another_partner_s_officer_sees_none_of_it(flags, client, luton):
    police = PartnerFactory(partnership=luton, slug="police")
    officer = MembershipFactory(partnership=luton, role="officer", partner=police).user

    text = text_for(client, officer)

    assert "Nothing is flagged" in text
    assert "An action without an owner" not in text
    assert client.get(f"{PATH}{flags.first().uuid}/").status_code == 404


@pytest.mark.parametrize("reason", ["no-return", "ownerless-action"])
def test_the_officer_answers_what_their_partner_answers_for(flags, client, cast, reason):
    flag = flags.filter(reason=reason).first()
    client.force_login(cast.officer)
    page = visit(client, f"{PATH}{flag.uuid}/")

    after = page.press("Keep the answer", **{"answer-text": "It comes on Friday."})

    assert "Your answer is kept beside the flag." in after.text
    flag.refresh_from_db()
    assert flag.answered_by == cast.officer


def test_the_officer_s_work_lists_it(flags, client, cast):
    client.force_login(cast.officer)

    assert "1 of 1 lines not returned" in visit(client, "/luton/").text


def test_a_partner_s_list_marks_no_promise_for_housekeeping(
    flags, client, cast, housing_benefit, luton
):
    Flag.objects.create(
        partnership=luton, key="placeholder-past:x", subject="x", reason="placeholder-past",
        period="2009/10", commitment=housing_benefit, text="x", opened_at="2009-05-01T00:00Z",
    )  # fmt: skip
    client.force_login(cast.board_member)

    text = visit(client, reverse("laa:partner-list", args=["luton", "council"])).text

    assert "NI 181" in text
    assert "flagged" not in text


def test_a_late_return_counts_on_the_agreements_whose_figures_it_owes(
    client, cast, quarterly_return, luton
):
    Flag.objects.create(
        partnership=luton, key="no-return:x", subject="x", reason="no-return", text="x",
        period="2008/09-Q4", quarterly_return=quarterly_return,
        opened_at=datetime(2009, 5, 1, tzinfo=UTC),
    )  # fmt: skip
    AgreementFactory(partnership=luton, slug="elsewhere")
    client.force_login(cast.board_member)

    assert "No return by the due date: 1" in visit(client, "/luton/agreements/laa/").text
    other = visit(client, "/luton/agreements/elsewhere/").text
    assert "Officers are behind with" not in other
