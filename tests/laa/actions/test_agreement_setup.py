"""Agreements, themes and boards by hand."""

from datetime import date

import pytest

from laa.actions.agreement_setup import (
    add_agreement,
    add_theme,
    delete_agreement,
    delete_theme,
    edit_agreement,
    merge_theme,
    move_theme,
    rename_theme,
)
from laa.actions.boards import add_board, bring_back_board, edit_board, retire_board
from laa.actions.refusals import ChangedBySomebody, NothingToDo, Refused
from laa.models import Agreement, AuditEvent, Board, Theme
from laa.models.base import mark
from tests.factories import AgreementFactory, BoardFactory, ThemeFactory, promise

pytestmark = pytest.mark.django_db

TERM = {"starts": date(2011, 4, 1), "ends": date(2014, 3, 31)}


def added(luton, by, title="The next agreement", **facts):
    return add_agreement(partnership=luton, title=title, kind="laa", by=by, **{**TERM, **facts})


def test_an_agreement_is_added_and_rates_by_target_only(luton, cast):
    agreement = added(luton, cast.lead)

    assert agreement.slug == "the-next-agreement"
    assert agreement.rule_in_force.kind == "target_only"
    assert added(luton, cast.lead, "Another").rating_rule == agreement.rating_rule
    event = AuditEvent.objects.get(subject="The next agreement")
    assert event.after["starts"] == "2011-04-01"


def test_two_agreements_have_two_titles(luton, agreement, cast):
    with pytest.raises(Refused, match="Choose another title"):
        added(luton, cast.lead, "LOCAL area agreement")


def test_an_agreement_does_not_end_before_it_starts(luton, cast):
    with pytest.raises(Refused, match="ends before it starts"):
        added(luton, cast.lead, ends=date(2010, 3, 31))


def test_an_edited_agreement_keeps_its_address(agreement, cast):
    edited = edit_agreement(agreement, title="Luton’s agreement", by=cast.lead)

    assert (edited.title, edited.slug) == ("Luton’s agreement", "laa")
    event = AuditEvent.objects.get(action="agreement.edit")
    assert (event.before, event.after) == (
        {"title": "Local area agreement"},
        {"title": "Luton’s agreement"},
    )


def test_the_second_of_two_is_told_who_was_first(agreement, cast):
    seen = mark(agreement)
    edit_agreement(agreement, strategy="Luton 2026", by=cast.lead, seen=seen)

    with pytest.raises(ChangedBySomebody, match="Performance lead changed Local area agreement"):
        edit_agreement(agreement, strategy="Luton 2025", by=cast.lead, seen=seen)


def test_only_an_agreement_without_promises_is_deleted(luton, housing_benefit, cast):
    with pytest.raises(Refused, match="has promises"):
        delete_agreement(housing_benefit.agreement, by=cast.lead)
    empty = added(luton, cast.lead)
    delete_agreement(empty, by=cast.lead)

    assert list(Agreement.objects.all()) == [housing_benefit.agreement]


@pytest.fixture
def themes(agreement, cast):
    return [add_theme(agreement, name=name, by=cast.lead) for name in ("Safer", "Health", "Work")]


def names(agreement):
    return list(agreement.themes.order_by("position").values_list("name", flat=True))


def test_themes_stand_in_the_order_they_were_added_and_move(agreement, themes, cast):
    move_theme(themes[2], up=True, by=cast.lead)
    assert names(agreement) == ["Safer", "Work", "Health"]

    move_theme(themes[0], up=False, by=cast.lead)
    assert names(agreement) == ["Work", "Safer", "Health"]
    with pytest.raises(NothingToDo, match="stands at the end already"):
        move_theme(themes[1], up=False, by=cast.lead)


def test_themes_that_share_a_place_move_all_the_same(agreement, cast):
    first, second = (ThemeFactory(agreement=agreement, name=name) for name in "AB")

    move_theme(second, up=True, by=cast.lead)

    assert names(agreement) == ["B", "A"]


def test_a_theme_is_renamed_and_keeps_its_address(agreement, themes, cast):
    theme = rename_theme(themes[0], name="Safer and stronger", by=cast.lead)

    assert (theme.name, theme.slug) == ("Safer and stronger", "safer")
    with pytest.raises(Refused, match="has a theme called “health” already"):
        rename_theme(theme, name="health", by=cast.lead)


def test_a_merged_themes_promises_and_boards_go_over(luton, agreement, themes, cast):
    promise(agreement, "NI 015", theme=themes[0])
    board = BoardFactory(partnership=luton)
    board.themes.add(themes[0])

    merge_theme(themes[0], into=themes[1], by=cast.lead)

    assert names(agreement) == ["Health", "Work"]
    assert themes[1].commitments.get().indicator.reference == "NI 015"
    assert list(board.themes.all()) == [themes[1]]


def test_a_theme_merges_within_its_agreement_only(luton, themes, cast):
    elsewhere = ThemeFactory(agreement=AgreementFactory(partnership=luton))

    for into in (themes[0], elsewhere):
        with pytest.raises(Refused, match="another theme of the same agreement"):
            merge_theme(themes[0], into=into, by=cast.lead)


def test_a_theme_with_promises_is_not_deleted(agreement, themes, cast):
    promise(agreement, "NI 015", theme=themes[0])

    with pytest.raises(Refused, match="has promises"):
        delete_theme(themes[0], by=cast.lead)
    delete_theme(themes[1], by=cast.lead)
    assert Theme.objects.count() == 2


def test_a_board_oversees_what_it_is_given(luton, agreement, themes, cast):
    board = add_board(
        partnership=luton,
        name="Health board",
        kind="theme",
        depth="operational",
        themes=[themes[1]],
        by=cast.lead,
    )

    edit_board(board, depth="strategic", themes=themes[:1], by=cast.lead)

    event = AuditEvent.objects.filter(action="board.edit").first()
    assert event.before == {"depth": "operational", "themes": ["Health"]}
    assert event.after == {"depth": "strategic", "themes": ["Safer"]}
    with pytest.raises(Refused, match="There is a board called"):
        add_board(
            partnership=luton, name="HEALTH board", kind="theme", depth="strategic", by=cast.lead
        )


def test_what_a_board_oversees_counts_as_seen(luton, agreement, cast):
    board = BoardFactory(partnership=luton)
    seen = mark(board)
    edit_board(board, agreements=[agreement], by=cast.lead)

    with pytest.raises(ChangedBySomebody):
        edit_board(board, name="Other", by=cast.lead, seen=seen)


def test_a_board_retires_and_comes_back(luton, cast):
    board = retire_board(BoardFactory(partnership=luton), by=cast.lead)

    assert board.retired_on == date(2009, 4, 20)
    assert not Board.objects.in_use()
    with pytest.raises(NothingToDo, match="retired already"):
        retire_board(board, by=cast.lead)
    bring_back_board(board, by=cast.lead)
    assert list(Board.objects.in_use()) == [board]
