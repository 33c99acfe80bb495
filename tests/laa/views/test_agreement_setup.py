"""The pages on which agreements, themes and boards are set up."""

import pytest

from laa.models import Agreement, Board
from tests.factories import BoardFactory, ThemeFactory, promise
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


DELETE = f"{SET_UP}agreements/laa/delete/"


def test_an_agreement_without_promises_is_deleted_after_what_goes_was_said(lead, agreement, luton):
    ThemeFactory(agreement=agreement, name="Safer")
    BoardFactory(partnership=luton, name="Executive").agreements.add(agreement)
    page = visit(lead, f"{SET_UP}agreements/laa/")
    assert f'href="{DELETE}"' in page.answer.content.decode()

    page = visit(lead, DELETE)
    assert "Delete Local area agreement?" in page.text
    assert "Theme (1): Safer" in page.text
    assert "Board that oversees it (1): Executive (the board itself stays)" in page.text
    assert Agreement.objects.exists()

    page = page.press("Delete this agreement")
    assert page.path == "/luton/set-up/agreements/"
    assert "Local area agreement is gone." in page.text
    assert not Agreement.objects.exists()
    assert Board.objects.get().name == "Executive"


def test_an_agreement_is_not_deleted_with_what_was_not_shown(lead, agreement):
    page = visit(lead, DELETE)
    assert "nothing hangs on it" in page.text
    ThemeFactory(agreement=agreement, name="Added in another tab")

    page = page.press("Delete this agreement")

    assert "What goes with it changed since you opened the page." in page.text
    assert "Theme (1): Added in another tab" in page.text
    assert Agreement.objects.exists()


def test_one_post_out_of_nowhere_deletes_nothing(lead, agreement):
    assert lead.post(DELETE).status_code == 200
    assert Agreement.objects.exists()


def test_an_agreement_with_promises_is_not_offered_to_be_deleted(lead, agreement, housing_benefit):
    assert "Delete this agreement" not in visit(lead, f"{SET_UP}agreements/laa/").text
    assert "has promises. Withdraw them instead" in visit(lead, DELETE).text


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


MERGE = f"{SET_UP}agreements/laa/themes/safer/"


def test_themes_are_merged_after_what_goes_was_said(lead, themes, agreement, luton):
    promise(agreement, "NI 015", theme=themes[0])
    BoardFactory(partnership=luton, name="Safer Luton").themes.add(themes[0])
    page = visit(lead, MERGE)
    assert "Its 1 promise and its boards go to the other theme" in page.text

    assert "Select merge into" in page.press("Show what would go over", into="").text
    page = page.press("Show what would go over", into=themes[1].pk)
    assert "Merge Safer into Health?" in page.text
    assert "Promise (1): NI 015" in page.text
    assert "Board (1): Safer Luton" in page.text
    assert agreement.themes.count() == 2

    page = page.press("Merge")
    assert "Safer is Health now." in page.text
    assert agreement.themes.get() == themes[1]


def test_themes_are_not_merged_over_what_was_not_shown(lead, themes, agreement):
    page = visit(lead, MERGE).press("Show what would go over", into=themes[1].pk)
    promise(agreement, "NI 016", theme=themes[0])

    page = page.press("Merge")

    assert "What goes with it changed since you opened the page." in page.text
    assert "Promise (1): NI 016" in page.text
    assert agreement.themes.count() == 2


def test_a_theme_that_was_renamed_meanwhile_is_not_merged(lead, themes, agreement):
    page = visit(lead, MERGE).press("Show what would go over", into=themes[1].pk)
    visit(lead, MERGE).press("Save", name="Stronger")

    page = page.press("Merge")

    assert "changed" in page.text
    assert agreement.themes.count() == 2


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
