"""The page on which a strand's parts are named."""

import pytest
from django.urls import reverse

from laa.models.base import mark
from tests.factories import PartnerFactory, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(luton, agreement, council):
    PartnerFactory(partnership=luton, slug="rother", name="Rother District Council")
    promise(agreement, "NI 15", supplier=council, unit="number")
    return reverse("laa:strand-parts", args=["luton", "ni-15", "all"])


def test_a_part_is_added_with_who_returns_it_and_taken_out_again(page, luton, client, cast):
    client.force_login(cast.lead)
    rother = luton.partners.get(slug="rother")

    shown = client.post(page, {"label": "Rother", "supplier": rother.pk}, follow=True)

    said = shown.content.decode()
    assert "NI 15 Rother is a part of NI 15 from now on." in said
    assert "Nobody is asked for it" in said
    part = luton.indicators.get().strands.get(part_of__isnull=False)
    assert part.supplier == rother

    taken = {"take_out": "yes", "part": part.key, "seen": mark(part)}
    assert "stands by itself again" in client.post(page, taken, follow=True).content.decode()


def test_a_colleagues_change_is_not_overwritten(page, luton, client, cast):
    client.force_login(cast.lead)
    client.post(page, {"label": "Rother"})
    taken = {"take_out": "yes", "part": "rother", "seen": "stale"}

    shown = client.post(page, taken, follow=True).content.decode()

    assert "since you opened the page" in shown
    assert luton.indicators.get().strands.filter(part_of__isnull=False).count() == 1


def test_neither_nothing_nor_two_things_at_once(page, luton, client, cast):
    client.force_login(cast.lead)

    said = client.post(page, {"label": " "}).content.decode()

    assert "Choose a strand, or name a new one." in said
    assert luton.indicators.get().strands.count() == 1


def test_the_auditor_reads_and_changes_nothing(page, luton, client, cast):
    client.force_login(cast.auditor)

    assert "Add this part" not in client.get(page).content.decode()
    assert client.post(page, {"label": "Rother"}).status_code == 403
