"""A board member compares the strands of an indicator, on a wide window, a phone and paper."""

import pytest
from playwright.sync_api import expect

from tests.factories import promise
from tests.journeys.conftest import NARROW, WIDE, axe, looks_right
from tests.strands import sign_off_strands, split

AREAS = ("Farley", "Marsh Farm", "Lewsey", "Stopsley", "Wigmore", "High Town")
PAPER = 680
ONE = "/luton/agreements/laa/indicators/ni-888/"


@pytest.fixture
def areas(agreement, council, luton, cast):
    commitment = promise(
        agreement, "NI 888", supplier=council, unit="percent", targets={"2008/09": "95"}
    )
    keys = [name.lower().replace(" ", "-") for name in AREAS]
    split(commitment, *zip(keys, AREAS, strict=True), target="95")
    figures = dict.fromkeys(["all", *keys], "96") | {"lewsey": "91"}
    sign_off_strands(luton, cast, figures)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_seven_strands_scroll_in_their_own_box(width, visitor, areas, cast):
    page = visitor(cast.board_member, width=width)
    page.goto(ONE)

    box = page.get_by_role("region", name="Strands by period")
    expect(box.get_by_role("columnheader")).to_have_count(8)
    expect(page.get_by_text("Red under green.")).to_be_visible()
    inner, outer = box.evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert inner > outer or width == WIDE
    looks_right(page)
    axe(page)


def test_on_paper_all_strands_are_there(visitor, areas, cast):
    page = visitor(cast.board_member, width=PAPER)
    page.emulate_media(media="print")
    page.goto(ONE)

    table = page.get_by_role("table", name="Each strand’s figure and rating, by period")
    right = table.evaluate("table => table.getBoundingClientRect().right")
    assert right <= PAPER, f"the table is {right} wide on paper of {PAPER}"
