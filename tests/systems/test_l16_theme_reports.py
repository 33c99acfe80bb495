"""L16: reports «by each of the theme groups for the indicators that come within their scope».

Packs hold 13 (Safer Stronger Communities), 26 (Children & Young People: 10 + 16 statutory), 8
(Adult health) and 18 (Local Economy) indicators; sum 65.
"""

import pytest

from tests.systems.reporting import read_report, references

pytestmark = pytest.mark.django_db

PACKS = {
    "safer-and-stronger-communities-board": 13,
    "children-and-young-people-strategic-board": 26,
    "health-and-well-being-board": 8,
    "economy-and-environment-board": 18,
}


@pytest.mark.parametrize(("board", "size"), PACKS.items())
def test_l16_a_theme_boards_report_holds_its_own_indicators(published, tmp_path, board, size):
    body = read_report(tmp_path, board=board, cover="theme-board")["body"]

    assert body["counts"]["promises"] == len(references(body)) == size
    assert len(body["themes"]) == 1


def test_l16_together_the_packs_are_the_whole_report_and_none_is_in_two(published, tmp_path):
    packs = [references(read_report(tmp_path, board=board)["body"]) for board in PACKS]
    together = [reference for pack in packs for reference in pack]

    assert len(together) == len(set(together)) == 65
    assert sorted(together) == sorted(references(read_report(tmp_path)["body"]))


def test_l16_the_childrens_pack_is_10_and_16_statutory(published, tmp_path):
    board = "children-and-young-people-strategic-board"
    (theme,) = read_report(tmp_path, board=board)["body"]["themes"]
    statutory = [p for p in theme["promises"] if p["designation"] == "statutory"]

    assert (len(theme["promises"]) - len(statutory), len(statutory)) == (10, 16)
