"""Every page, for a person who uses it: styled, no wider than the window, clear to all (axe)."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from laa.actions.flags import flag_off_track
from laa.actions.return_steps import give_back
from laa.actions.rounds import open_round
from laa.models import ReturnLine
from tests.factories import (
    BoardFactory,
    PartnerFactory,
    ThemeFactory,
    cell,
    promise,
)
from tests.journeys.conftest import NARROW, WIDE, axe, looks_right
from tests.steps import certified, enter_all, signed_off, submitted

LONG = "A measurable improvement between the survey of 2008 and the survey of 2010, as agreed"
PAPER = 680
"""Pixels between the margins of an A4 page."""


@pytest.fixture
def services(luton, council):
    """Four services of the council, for whom its officer and certifier act."""
    names = {
        "homes": "Housing",
        "readers": "Libraries",
        "buses": "Transport and Neighbourhoods",
        "young": "Youth",
    }
    return [
        PartnerFactory(partnership=luton, slug=slug, name=name, part_of=council)
        for slug, name in names.items()
    ]


@pytest.fixture
def promises(agreement, housing_benefit, services):
    """A commitment of each kind that looks different: percent, yearly, text, none yet."""
    homes, readers, buses, young = services
    theme = ThemeFactory(agreement=agreement, name="Safer, stronger communities")
    promise(
        agreement,
        "NI 192",
        supplier=homes,
        unit="percent",
        lowest=0,
        highest=100,
        proposed=["polarity", "lag_days"],
        baseline="33",
        targets={"2008/09": "37.4", "2009/10": "40"},
    )
    promise(agreement, "NI 009", supplier=readers, targets={"2008/09": "1315"}, theme=theme)
    yearly = promise(agreement, "NI 007", supplier=buses, frequency="year", title=LONG, theme=theme)
    waiting = promise(agreement, "NI 019", supplier=young, theme=theme)
    for commitment, text in ((yearly, LONG), (waiting, "Target setting deferred until 2009")):
        strand = commitment.indicator.strands.get()
        commitment.targets.create(
            partnership=agreement.partnership, strand=strand, period="2008/09", **cell(text)
        )


@pytest.fixture
def quarter(luton, promises, cast):
    """The third quarter signed off and flagged, the fourth with something for everybody."""
    third = _open(luton, cast, "2008/09-Q3", date(2009, 1, 2))
    for number, of_third in enumerate(third.returns.order_by("partner__slug")):
        signed_off(of_third, cast, "45" if number % 2 else "36")
    flag_off_track(luton)
    fourth = _open(luton, cast, "2008/09-Q4", date(2009, 4, 1))
    returns = {one.partner.slug: one for one in fourth.returns.select_related("partner")}
    submitted(returns["homes"], cast, "36")
    certified(returns["readers"], cast, "1200")
    submitted(returns["young"], cast, "3")
    give_back(returns["young"].lines.all(), by=cast.certifier, reason="Is this the median?")
    enter_all(returns["buses"], cast)
    BoardFactory(partnership=luton, slug="empty", name="A board that oversees nothing")
    return fourth


def _open(luton, cast, period, opens):
    return open_round(
        partnership=luton,
        period=period,
        opens=opens,
        due=date(opens.year, opens.month, 28),
        sign_off=date(opens.year, opens.month + 1, 27),
        by=cast.lead,
    )


RETURNS = "/luton/returns/2008/09-Q4"
PAGES = {
    "officer": [
        "/luton/",
        "/luton/agreements/laa/",
        "/luton/agreements/laa/waiting/",
        "/luton/agreements/laa/indicators/ni-181/",
        "/luton/agreements/laa/indicators/ni-007/",
        "/luton/boards/empty/",
        "/luton/indicators/",
        "/luton/indicators/?search=nothing+like+it",
        "/luton/notices/",
        f"{RETURNS}/council/",
        f"{RETURNS}/council/review/",
        f"{RETURNS}/buses/review/",
        f"{RETURNS}/young/",
        f"{RETURNS}/homes/",
        "/partnerships/",
        "/accounts/password/change/",
    ],
    "certifier": [
        "/luton/",
        f"{RETURNS}/homes/certify/",
        f"{RETURNS}/council/certify/",
        "/luton/certify/",
    ],
    "lead": [
        "/luton/",
        "/luton/rounds/",
        "/luton/rounds/open/",
        "/luton/rounds/2008/09-Q4/",
        "/luton/rounds/2008/09-Q4/completeness/",
        "/luton/rounds/2008/09-Q4/lines/",
        "/luton/rounds/2008/09-Q4/dates/",
        "/luton/rounds/2008/09-Q4/close/",
        "/luton/completeness/",
        "/luton/data-quality/",
        "/luton/set-up/calendar/",
        "/luton/set-up/calendar/closed-days/add/",
        f"{RETURNS}/readers/sign-off/",
        f"{RETURNS}/homes/sign-off/",
        "/luton/sign-off/",
        "/luton/set-up/effort/",
        "/luton/returns/2008/09-Q3/council/",
        "/luton/permissions/",
        "/luton/jobs/",
        "/luton/set-up/proposals/",
        "/luton/set-up/proposals/?q=nothing+like+it",
        "/luton/set-up/proposals/ni-192/",
        "/luton/set-up/national-indicators/",
        "/luton/set-up/national-indicators/ni-113/",
        "/luton/set-up/national-indicators/ni-192/",
    ],
    "board_member": [
        "/luton/",
        "/luton/agreements/laa/",
        "/luton/completeness/",
        "/luton/rounds/2008/09-Q4/completeness/",
    ],
    "contributor": ["/luton/", f"{RETURNS}/council/"],
    "auditor": ["/luton/audit/", "/luton/audit/?page=2", f"{RETURNS}/council/"],
    "administrator": [
        "/luton/people/",
        "/luton/people/invite/",
        "/luton/permissions/",
    ],
}


def is_good(page: Page, path: str) -> None:
    """At both widths: the wide page is made narrow, as when a window is."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        looks_right(page)
        axe(page)


@pytest.mark.parametrize("role", PAGES)
def test_the_pages_of(role, visitor, cast, quarter):
    page = visitor(getattr(cast, role))
    for path in PAGES[role]:
        is_good(page, path)


def test_pages_named_by_what_is_on_them(visitor, cast, quarter):
    line = ReturnLine.objects.filter(state="signed_off").first()
    page = visitor(cast.lead)
    is_good(page, f"/luton/lines/{line.uuid}/reopen/")
    page = visitor(cast.administrator)
    is_good(page, f"/luton/people/{cast.officer.uuid}/")


def test_the_pages_before_one_is_signed_in(visitor, db):
    page = visitor()
    for path in ("login/", "password/reset/", "password/reset/done/", "signup/", "inactive/"):
        is_good(page, f"/accounts/{path}")
    is_good(page, "/accounts/password/reset/key/0-nothing/")


@pytest.mark.parametrize("role", ["officer", "lead", "administrator", "auditor"])
def test_a_partnership_that_has_just_begun(role, visitor, cast, luton):
    page = visitor(getattr(cast, role))
    paths = {
        "officer": ["", "dashboard/", "indicators/", "notices/"],
        "lead": ["", "rounds/", "rounds/open/", "jobs/"],
        "administrator": ["people/"],
        "auditor": ["audit/"],
    }
    for path in paths[role]:
        is_good(page, f"/luton/{path}")


def test_an_agreement_that_nothing_was_returned_for(visitor, cast, promises):
    page = visitor(cast.board_member)
    is_good(page, "/luton/agreements/laa/")
    expect(page.locator("main")).to_contain_text("Nothing has been signed off yet")
    is_good(page, "/luton/agreements/laa/indicators/ni-181/")


def test_somebody_who_plays_no_part_anywhere(visitor, cast):
    page = visitor(cast.stranger)
    is_good(page, "/")
    expect(page.locator("main")).to_contain_text("You have no role in a partnership yet")


def test_a_page_that_does_not_exist(visitor, cast, luton):
    page = visitor(cast.officer)
    page.watch.accepted.add(404)
    is_good(page, "/luton/nothing/here/")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("board_member", "/luton/agreements/laa/"),
        ("lead", "/luton/agreements/laa/"),
        ("board_member", "/luton/agreements/laa/indicators/ni-181/"),
        ("lead", "/luton/returns/2008/09-Q3/council/"),
        ("lead", "/luton/rounds/2008/09-Q4/"),
        ("lead", "/luton/rounds/2008/09-Q4/completeness/"),
        ("board_member", "/luton/completeness/"),
        ("lead", "/luton/data-quality/"),
        ("certifier", "/luton/certify/"),
    ],
)
def test_what_comes_out_of_the_printer(role, path, visitor, cast, quarter):
    """Tables whole, with what stands round them on the screen left away."""
    page = visitor(getattr(cast, role))
    page.goto(path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})

    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator(".laa-account")).to_be_hidden()
    expect(page.locator(".laa-downloads").first).to_be_hidden()
    for region in page.locator(".laa-scroll").all():
        wide = region.evaluate("it => it.scrollWidth > it.clientWidth + 1")
        assert not wide, f"{region.get_attribute('aria-label')} is cut off on paper"
    assert page.pdf(format="A4").startswith(b"%PDF")
