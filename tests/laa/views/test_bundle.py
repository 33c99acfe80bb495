import json

import pytest
from django.core.management import call_command

from laa.models import Agreement, Figure, Indicator, Target
from tests.factories import PartnershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.administrator)
    return client


def test_each_says_what_it_contains_and_would_change(admin):
    page = visit(admin, "/luton/set-up/baselines/")

    assert "Luton Local Area Agreement 2008-11" in page.text
    assert "Indicators 65" in page.text
    assert "would add" in page.text
    assert "65 indicators, 66 strands" in page.text
    assert "1 agreement, " in page.text


def test_one_is_loaded_into_this_partnership(admin, luton):
    admin.post("/luton/set-up/baselines/hastings-legi-2008/load/")

    agreement = Agreement.objects.get(slug="hastings-legi-2008")
    assert agreement.partnership == luton
    assert Indicator.objects.filter(partnership=luton).count() == 8
    assert Figure.objects.filter(partnership=luton).count() == 21


def test_loading_makes_what_loaddata_makes(admin, luton):
    PartnershipFactory(slug="hastings-bexhill", name="Hastings")
    call_command("loaddata", "hastings-legi-2008", verbosity=0)
    admin.post("/luton/set-up/baselines/hastings-legi-2008/load/")

    fields = ("period", "period_start", "text", "kind", "state", "value", "recorded_at")
    there = Target.objects.filter(partnership__slug="hastings-bexhill")
    here = Target.objects.filter(partnership=luton)
    order = ("commitment__printed_row", "period")
    assert list(here.order_by(*order).values(*fields)) == list(
        there.order_by(*order).values(*fields)
    )


def test_a_second_time_changes_nothing(admin, luton):
    admin.post("/luton/set-up/baselines/hastings-legi-2008/load/")
    Indicator.objects.filter(partnership=luton).update(title="Edited")

    page = visit(admin, "/luton/set-up/baselines/")
    assert "All of it is here already" in page.text
    again = admin.post("/luton/set-up/baselines/hastings-legi-2008/load/", follow=True)

    assert "Nothing was changed" in again.content.decode()
    assert set(Indicator.objects.values_list("title", flat=True)) == {"Edited"}


def test_what_is_missing_is_added_and_the_rest_stays(admin, luton):
    admin.post("/luton/set-up/baselines/hastings-legi-2008/load/")
    Target.objects.filter(partnership=luton, period="2008/09")._raw_delete(using="default")
    Indicator.objects.filter(partnership=luton).update(title="Edited")

    admin.post("/luton/set-up/baselines/hastings-legi-2008/load/")

    assert Target.objects.filter(partnership=luton, period="2008/09").exists()
    assert set(Indicator.objects.values_list("title", flat=True)) == {"Edited"}


def test_one_that_there_is_not_is_not_found(admin):
    assert admin.post("/luton/set-up/baselines/atlantis/load/").status_code == 404


def test_an_agreement_is_taken_elsewhere(admin, housing_benefit, tmp_path):
    answer = admin.get("/luton/set-up/agreements/laa/export/")

    records = json.loads(answer.content)
    assert 'filename="laa.json"' in answer["Content-Disposition"]
    assert [r["fields"]["value"] for r in records if r["model"] == "laa.target"] == [
        "42.000000",
        "30.000000",
        "15.000000",
    ]
    file = tmp_path / "laa.json"
    file.write_bytes(answer.content)
    call_command("loaddata", str(file), verbosity=0)
