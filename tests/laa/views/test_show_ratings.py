"""“Show ratings”: without script too one sees what a figure would be rated, before it is saved."""

import pytest

from laa.actions.rounds import close_round
from laa.models import AuditEvent, ReturnLine
from tests.factories import promise
from tests.page import visit
from tests.steps import box, enter, line_of

pytestmark = pytest.mark.django_db

PATH = "/luton/returns/2008/09-Q4/council/"


@pytest.fixture
def rate(agreement, council):
    """A percentage beside NI 181, worked out from counts."""
    return promise(agreement, "NI 007", supplier=council, unit="percent", targets={"2008/09": "35"})


@pytest.fixture
def sheet(rate, quarterly_return, cast, client):
    client.force_login(cast.officer)
    return visit(client, PATH)


def stored():
    return list(ReturnLine.objects.order_by("pk").values())


def test_what_is_typed_is_rated_and_nothing_is_written(sheet, quarterly_return):
    before, events = stored(), AuditEvent.objects.count()

    after = sheet.press("Show ratings", **{box(quarterly_return, "value"): "40"})

    assert after.path == PATH
    assert "Target met" in after.text and "against 42 days" in after.text
    assert "Nothing is saved yet." in after.text
    assert (stored(), AuditEvent.objects.count()) == (before, events)


def test_nothing_that_was_typed_is_lost_and_it_is_saved_afterwards(sheet, quarterly_return):
    typed = {
        box(quarterly_return, "value"): "50",
        box(quarterly_return, "commentary"): "A batch came late.",
        box(quarterly_return, "numerator", "NI 007"): "12",
        box(quarterly_return, "denominator", "NI 007"): "40",
    }

    after = sheet.press("Show ratings", **typed)
    assert {name: after.boxes[name] for name in typed} == typed
    assert "Target missed" in after.text
    assert "comes to 30%" in after.text
    after.press("Save as draft")

    line, other = line_of(quarterly_return, "NI 181"), line_of(quarterly_return, "NI 007")
    assert (line.value, line.commentary) == (50, "A batch came late.")
    assert (other.value, other.numerator) == (30, 12)


def test_what_is_off_track_asks_what_is_done_about_it(sheet, quarterly_return):
    recovery = box(quarterly_return, "recovery")
    name = recovery.removesuffix("-recovery")
    shown = sheet.press("Show ratings", **{box(quarterly_return, "value"): "50"})

    html = shown.answer.content.decode()
    assert "What is done about it?" in html
    assert f'id="line-{name}-rating" aria-live="polite" data-rating="off_track"' in html
    assert (
        "data-laa-recovery hidden"
        not in html.split(f'id="line-{name}"')[1].split("laa-line__numbers")[0]
    )


def test_what_cannot_be_read_is_said_and_stays_in_its_box(sheet, quarterly_return):
    after = sheet.press("Show ratings", **{box(quarterly_return, "value"): "forty"})

    assert after.boxes[box(quarterly_return, "value")] == "forty"
    assert "There is a problem" in after.text


def test_somebody_elses_newer_figure_is_met_when_it_is_saved(sheet, quarterly_return, cast):
    after = sheet.press("Show ratings", **{box(quarterly_return, "value"): "40"})
    enter(line_of(quarterly_return, "NI 181"), "41", by=cast.contributor)

    met = after.press("Save as draft")

    assert "Contributor changed NI 181" in met.text
    assert line_of(quarterly_return, "NI 181").value == 41


def test_a_closed_round_says_so(sheet, quarterly_return, round_, cast):
    close_round(round_, by=cast.lead)

    after = sheet.press("Show ratings", **{box(quarterly_return, "value"): "40"})

    assert "Q4 2008/09 closed" in after.text
    assert after.boxes[box(quarterly_return, "value")] == "40"
