"""The pages on which agreements, themes and boards are set up."""

import pytest

from laa.models import Agreement, Board
from tests.factories import ThemeFactory, promise
from tests.page import visit

pytestmark = pytest.mark.django_db

SET_UP = "/luton/set-up/"
TERM = {"starts_day": "1", "starts_month": "4", "starts_year": "2011"}
TERM |= {"ends_day": "31", "ends_month": "3", "ends_year": "2014"}


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def test_an_agreement_is_added_with_its_first_theme(lead, luton):
    assert "No agreement yet" in visit(lead, f"{SET_UP}agreements/").text
    page = visit(lead, f"{SET_UP}agreements/add/")
    page = page.press("Save", title="The next agreement", kind="laa", **TERM)

    assert page.path == "/luton/set-up/agreements/the-next-agreement/"
    assert "1 April 2011 to 31 March 2014" in page.text
    page = page.press("Add this theme", name="Health")
    assert "Health is a theme of The next agreement now." in page.text
    assert "The next agreement" in visit(lead, f"{SET_UP}agreements/").text


def test_a_term_the_wrong_way_round_is_said_beside_the_box(lead, luton):
    page = visit(lead, f"{SET_UP}agreements/add/")
    page = page.press("Save", title="Next", kind="laa", **{**TERM, "ends_year": "2010"})

    assert page.text.count("The agreement would end before it starts.") == 2
    assert not Agreement.objects.exists()


def test_a_title_that_is_taken_is_refused_on_the_page(lead, agreement):
    page = visit(lead, f"{SET_UP}agreements/add/")
    page = page.press("Save", title="Local area agreement", kind="laa", **TERM)

    assert "Choose another title." in page.text


def test_an_agreement_is_edited(lead, agreement):
    page = visit(lead, f"{SET_UP}agreements/laa/edit/").press("Save", strategy="Luton 2026")

    assert "It puts into practice: Luton 2026." in page.text


def test_an_agreement_without_promises_is_deleted(lead, agreement):
    page = visit(lead, f"{SET_UP}agreements/laa/").press("Delete this agreement")

    assert page.path == "/luton/set-up/agreements/"
    assert not Agreement.objects.exists()


@pytest.fixture
def themes(agreement):
    return [
        ThemeFactory(agreement=agreement, slug=name.lower(), name=name, position=position)
        for position, name in enumerate(("Safer", "Health"))
    ]


def test_themes_move_and_are_renamed(lead, themes, agreement):
    page = visit(lead, f"{SET_UP}agreements/laa/").press("Up: Health")
    assert "Health has moved up." in page.text
    assert agreement.themes.first() == themes[1]

    page = visit(lead, f"{SET_UP}agreements/laa/themes/safer/").press("Save", name="Stronger")
    assert "Safer is Stronger now." in page.text


def test_themes_are_merged(lead, themes, agreement):
    promise(agreement, "NI 015", theme=themes[0])
    page = visit(lead, f"{SET_UP}agreements/laa/themes/safer/")
    assert "Its 1 promise and its boards go to the other theme" in page.text

    assert "Select merge into" in page.press("Merge", into="").text
    page = page.press("Merge", into=themes[1].pk)

    assert "Safer is Health now." in page.text
    assert agreement.themes.get() == themes[1]


def test_a_theme_with_nothing_under_it_is_deleted(lead, themes, agreement):
    visit(lead, f"{SET_UP}agreements/laa/").press("Delete: Safer")

    assert agreement.themes.get() == themes[1]


def test_a_board_is_added_edited_and_retired(lead, themes, agreement):
    assert "No board yet" in visit(lead, f"{SET_UP}boards/").text
    page = visit(lead, f"{SET_UP}boards/add/").press(
        "Save", name="Health board", kind="theme", depth="operational", themes=themes[1].pk
    )
    assert "Health board Theme board Operational Health, Local area agreement" in page.text

    page = visit(lead, f"{SET_UP}boards/health-board/").press("Save", depth="strategic")
    assert "Health board Theme board Strategic Health, Local area agreement" in page.text

    page = page.press("Retire: Health board")
    assert "Retired 20 Apr 2009" in page.text
    page.press("Bring back: Health board")
    assert Board.objects.get().retired_on is None


def test_a_board_oversees_agreements_or_themes_not_both(lead, themes, agreement):
    page = visit(lead, f"{SET_UP}boards/add/").press(
        "Save",
        name="Forum",
        kind="partnership",
        depth="strategic",
        themes=themes[1].pk,
        agreements=agreement.pk,
    )

    assert "Choose whole agreements or single themes" in page.text
    assert not Board.objects.exists()


@pytest.mark.parametrize(
    "path", ["agreements/?", "agreements/laa/?_table=promises&", "boards/?", "partners/?"]
)
def test_every_list_is_downloaded(path, lead, housing_benefit):
    for format in ("csv", "xlsx"):
        assert lead.get(f"{SET_UP}{path}_export={format}")["Content-Disposition"]


@pytest.mark.parametrize("path", ["agreements/", "boards/"])
def test_an_auditor_reads_the_lists(path, client, cast, housing_benefit):
    client.force_login(cast.auditor)

    assert not any("Save" in form.buttons for form in visit(client, f"{SET_UP}{path}").forms)
