import pytest

from laa.models import Target
from tests.factories import cell, promise
from tests.page import visit

pytestmark = pytest.mark.django_db

PAGE = "/luton/agreements/laa/indicators/ni-181/targets/"
TYPED = {"reason": "Reviewed in 2009.", "agreed_by": "Luton Forum"}


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def test_a_change_is_read_back_before_it_is_kept(lead, housing_benefit):
    page = visit(lead, f"{PAGE}change/")

    looked = page.press("Look at the changes", **TYPED, **{"ni-181_2009/10": "35 days"})
    assert "What would change" in looked.text
    assert Target.objects.count() == 3

    done = looked.press("Save these versions")
    assert "1 versions were added" in done.text or "1 version was added" in done.text
    assert housing_benefit.targets.current().get(period="2009/10").value == 35


def test_what_cannot_be_read_is_asked_again(lead, housing_benefit):
    page = visit(lead, f"{PAGE}change/")

    again = page.press("Look at the changes", **TYPED, **{"ni-181_2009/10": "soon"})

    assert "“soon” cannot be read" in again.text
    assert Target.objects.count() == 3


def test_two_people_at_once(lead, housing_benefit):
    stale = visit(lead, f"{PAGE}change/")
    looked = visit(lead, f"{PAGE}change/").press(
        "Look at the changes", **TYPED, **{"ni-181_2009/10": "35 days"}
    )
    looked.press("Save these versions")

    again = stale.press("Look at the changes", **TYPED, **{"ni-181_2009/10": "33 days"})

    assert "Somebody else changed NI 181" in again.text
    assert housing_benefit.targets.current().get(period="2009/10").value == 35


def test_history_shows_every_version(lead, housing_benefit):
    looked = visit(lead, f"{PAGE}change/").press(
        "Look at the changes", **TYPED, **{"ni-181_2009/10": "35 days"}
    )
    looked.press("Save these versions")

    text = visit(lead, PAGE).text

    assert "Reviewed in 2009." in text
    assert "1 replaced" in text


def test_a_refresh_offers_what_waits(lead, agreement, housing_benefit, council):
    waiting = promise(agreement, "NI 019", supplier=council)
    waiting.targets.create(
        partnership=agreement.partnership,
        strand=waiting.indicator.strands.get(),
        period="2009/10",
        **cell("Target setting deferred until 2009"),
    )

    page = visit(lead, "/luton/agreements/laa/refresh/")
    assert "NI 019" in page.text
    assert "NI 181" not in page.text

    looked = page.press("Look at the changes", **TYPED, **{"ni-019_2009/10": "12.5"})
    looked.press("Save these versions")

    assert waiting.targets.current().get().value is not None


def test_a_board_member_reads_the_history_and_changes_nothing(client, cast, housing_benefit):
    client.force_login(cast.board_member)

    assert "Change the targets" not in visit(client, PAGE).text
    assert client.get(f"{PAGE}change/").status_code == 403


def test_a_deferred_span_is_set_year_by_year(lead, agreement, council):
    waiting = promise(agreement, "NI 019", supplier=council)
    waiting.targets.create(
        partnership=agreement.partnership,
        strand=waiting.indicator.strands.get(),
        period="2008/09-2010/11",
        **cell("Target setting deferred until 2009", state="deferred"),
    )

    page = visit(lead, "/luton/agreements/laa/refresh/")
    looked = page.press(
        "Look at the changes",
        **TYPED,
        **{"ni-019_2009/10": "12.5%", "ni-019_2010/11": "11%"},
    )
    looked.press("Save these versions")

    said = {t.period: (t.text, t.is_waiting) for t in waiting.targets.current()}
    assert said == {
        "2008/09-2010/11": ("Set for each year", False),
        "2009/10": ("12.5%", False),
        "2010/11": ("11%", False),
    }
    assert waiting.targets.filter(period="2008/09-2010/11").count() == 2
    assert "No target is waiting" in visit(lead, "/luton/agreements/laa/refresh/").text
