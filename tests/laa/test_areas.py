"""An app beside the core is found by what its AppConfig says, and shown to whom it lets in."""

import pytest
from django.apps import apps
from django.urls import reverse

from laa.areas import Area, areas


@pytest.fixture
def a_satellite(monkeypatch):
    """An app whose first page only those who may read the trail can open."""
    config = apps.get_app_config("early_help")
    monkeypatch.setattr(config, "area", Area("Early help", "laa:audit"), raising=False)


def test_an_area_is_what_an_installed_app_says_it_is(a_satellite):
    assert Area("Early help", "laa:audit") in areas()


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "is_shown"), [("auditor", True), ("officer", False)])
def test_the_navigation_shows_an_area_to_whom_its_page_lets_in(
    client, cast, luton, a_satellite, role, is_shown
):
    client.force_login(getattr(cast, role))

    page = client.get(reverse("laa:glossary", args=[luton.slug]))

    assert ("Early help" in page.content.decode()) == is_shown
