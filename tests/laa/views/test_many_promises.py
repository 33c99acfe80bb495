"""Many promises in one go: all of them or none, and never over a colleague's change."""

import pytest
from django.urls import reverse

from laa.actions.commitments import edit_commitment
from laa.actions.many_promises import mark
from laa.models import AuditEvent, Commitment
from tests.factories import PartnerFactory, PartnershipFactory, ThemeFactory, promise

pytestmark = pytest.mark.django_db

WHERE = "/luton/set-up/agreements/laa/promises/"


@pytest.fixture
def three(agreement, council):
    return [promise(agreement, f"NI {n}", supplier=council) for n in (900, 901, 902)]


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def post(client, ticked, action="change", **boxes):
    seen = [f"{one.indicator.slug}={mark(one)}" for one in Commitment.objects.all()]
    slugs = [one.indicator.slug for one in ticked]
    return client.post(WHERE, {"indicator": slugs, "seen": seen, "action": action, **boxes})


def test_theme_and_lead_of_the_chosen_ones_change_and_the_rest_stays(lead, three, agreement, luton):
    theme = ThemeFactory(agreement=agreement)
    police = PartnerFactory(partnership=luton, slug="police")

    answer = post(lead, three[:2], theme=theme.slug, lead="police")

    assert answer.url == reverse("laa:many-promises", args=["luton", "laa"])
    found = {one.indicator.reference: one for one in Commitment.objects.all()}
    assert [found[f"NI {n}"].lead == police for n in (900, 901, 902)] == [True, True, False]
    assert found["NI 900"].theme == theme
    assert AuditEvent.objects.filter(action="commitment.edit").count() == 2


def test_contributors_stay(lead, three, luton):
    trust = PartnerFactory(partnership=luton, slug="trust")
    three[0].contributors.add(trust)

    post(lead, three[:1], designation="local")

    three[0].refresh_from_db()
    assert (three[0].designation, list(three[0].contributors.all())) == ("local", [trust])


def test_they_are_withdrawn_for_one_reason(lead, three):
    post(lead, three, action="withdraw", reason="The set was abolished.")

    withdrawn = Commitment.objects.exclude(withdrawn_on=None)
    assert {one.withdrawn_because for one in withdrawn} == {"The set was abolished."}
    assert withdrawn.count() == 3


@pytest.mark.parametrize(
    ("ticked", "boxes", "sentence"),
    [
        (0, {"designation": "local"}, "Choose at least one promise."),
        (1, {}, "Choose a theme, a lead or a designation to give them."),
        (1, {"action": "withdraw"}, "Say why they are withdrawn."),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(lead, three, ticked, boxes, sentence):
    page = post(lead, three[:ticked], **boxes).content.decode()

    assert sentence in page
    assert not AuditEvent.objects.filter(action__startswith="commitment.").exists()


def test_what_was_ticked_stays_ticked(lead, three):
    page = post(lead, three[:1]).content.decode()

    assert page.count(" checked") == 1


def test_all_or_none_where_a_colleague_was_first(lead, three, cast, agreement):
    seen = [f"{one.indicator.slug}={mark(one)}" for one in three]
    edit_commitment(
        three[1],
        theme=three[1].theme,
        designation="local",
        lead=three[1].lead,
        contributors=[],
        by=cast.lead,
    )
    slugs = [one.indicator.slug for one in three]
    boxes = {"indicator": slugs, "seen": seen, "action": "withdraw", "reason": "Gone."}

    page = lead.post(WHERE, boxes).content.decode()

    assert "NI 901" in page
    assert not Commitment.objects.exclude(withdrawn_on=None).exists()


def test_another_partnerships_theme_is_no_choice(lead, three):
    theirs = ThemeFactory(agreement__partnership=PartnershipFactory(slug="elsewhere"))

    page = post(lead, three[:1], theme=theirs.slug).content.decode()

    assert "Select a valid choice" in page


def test_without_promises_it_says_what_to_do(lead, agreement):
    assert "No promise yet" in lead.get(WHERE).content.decode()


def test_the_page_takes_as_many_queries_for_three_as_for_one(
    lead, three, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        lead.get(WHERE)
