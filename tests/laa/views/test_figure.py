"""The page where signed-off figures are revised, confirmed and broken in two."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.models import Figure, SeriesBreak
from tests.page import visit
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db

PATH = "/luton/indicators/ni-181/figures/all/"
ITS_PAGE = "/luton/agreements/laa/indicators/ni-181/"


@pytest.fixture
def figures_page(luton, housing_benefit, cast, client):
    """45 days in the third quarter, 40 in the fourth."""
    for period, value in (("2008/09-Q3", "45"), ("2008/09-Q4", "40")):
        round_ = open_round(
            partnership=luton,
            period=period,
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        signed_off(round_.returns.get(), cast, value)
    client.force_login(cast.lead)
    return visit(client, PATH)


def test_a_figure_is_revised_and_the_board_sees_why(figures_page, client, cast):
    after = figures_page.press(
        "Save the changed figures", **{"2008/09-Q4-value": "46"}, reason="Counted twice."
    )

    assert "1 figure revised." in after.text
    client.force_login(cast.board_member)
    shown = visit(client, ITS_PAGE).text
    assert "46 days" in shown
    assert "Corrected: Counted twice." in shown


def test_without_a_reason_nothing_is_revised_and_the_figure_typed_stays(figures_page):
    after = figures_page.press("Save the changed figures", **{"2008/09-Q4-value": "46"})

    assert "Say why it changes; the reason is kept with the figure." in after.text
    assert after.boxes["2008/09-Q4-value"] == "46"
    assert Figure.objects.count() == 2


def test_saving_without_a_change_says_so(figures_page):
    after = figures_page.press("Save the changed figures", reason="Because.")

    assert "Change at least one figure, then save." in after.text


def test_a_page_that_was_open_too_long_revises_nothing(figures_page):
    figures_page.press("Save the changed figures", **{"2008/09-Q4-value": "46"}, reason="First.")

    after = figures_page.press(
        "Save the changed figures", **{"2008/09-Q4-value": "47"}, reason="Second."
    )

    assert "was changed since you opened the page" in after.text
    assert Figure.objects.count() == 3


def test_a_new_definition_stops_the_comparison_and_shows(figures_page, client, cast):
    before = visit(client, ITS_PAGE)
    assert "better than Q3 2008/09" in before.text

    after = figures_page.press(
        "Mark a new definition", period="2008/09-Q4", because="Working days only."
    )

    assert "A new definition is marked from Q4 2008/09." in after.text
    shown = visit(client, ITS_PAGE)
    assert "not compared with Q3 2008/09: the definition changed from Q4 2008/09" in shown.text
    assert "better than Q3 2008/09" not in shown.text
    assert "New definition from Q4 2008/09: Working days only." in shown.text
    assert "laa-chart__break" in shown.answer.content.decode()
    dashboard = client.get("/luton/agreements/laa/").content.decode()
    assert 'data-label="Direction"></td>' in dashboard


def test_a_new_definition_is_taken_back(figures_page, client):
    after = figures_page.press(
        "Mark a new definition", period="2008/09-Q4", because="Working days only."
    )

    again = after.press("Take this back: from Q4 2008/09")

    assert "The series is one again." in again.text
    assert not SeriesBreak.objects.exists()


@pytest.mark.parametrize("period", ["whenever", "2008/09-Q4"])
def test_a_period_that_cannot_be_broken_at_is_told(figures_page, period):
    figures_page.press("Mark a new definition", period="2008/09-Q4", because="Working days only.")

    after = figures_page.press("Mark a new definition", period=period, because="Again.")

    assert "There is a problem" in after.text
    assert after.boxes["because"] == "Again."
    assert SeriesBreak.objects.count() == 1


def test_provisional_figures_are_confirmed_with_a_tick(quarterly_return, cast, client):
    enter(line_of(quarterly_return), by=cast.officer, figure_state="provisional", value=Decimal(40))
    sign_off(certify(submit(quarterly_return, by=cast.officer), by=cast.certifier), by=cast.lead)
    client.force_login(cast.lead)

    after = visit(client, PATH).press("Confirm ticked figures as final", final=["2008/09-Q4"])

    assert "1 figure is final now." in after.text
    assert Figure.objects.current().get().state == "final"
