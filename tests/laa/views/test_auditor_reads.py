"""An auditor reads everything with its history, and finds no button that is not theirs."""

import pytest

from laa.actions.figure_loads import load_figures, start_load
from laa.actions.policies import set_return_policy
from laa.actions.round_calendar import set_calendar
from laa.models import FigureLoad, RoundCalendar, return_policy
from tests.page import visit
from tests.world import a_world

pytestmark = pytest.mark.django_db

SET_UP = "/luton/set-up/"
READ = {
    "history/": "past.csv",
    "comparators/": "No table was loaded",
    "imports/": "The next agreement",
    "baselines/": "Bundled baselines",
    "effort/": "Effort against value",
    "returns/": "A line that is off track must say what is done about it Yes",
    "flags/": "After how many working days the performance lead is told 10",
    "calendar/": "Calendar of rounds",
}


@pytest.fixture
def world(luton, council, cast):
    return a_world(luton, council, period="2008/09-Q4", by=cast.lead)


@pytest.fixture
def auditor(world, client, cast):
    client.force_login(cast.auditor)
    return client


@pytest.mark.parametrize("page", READ)
def test_each_page_is_read_and_has_nothing_to_press(page, auditor):
    shown = visit(auditor, f"{SET_UP}{page}")

    assert shown.answer.status_code == 200
    assert READ[page] in shown.text
    assert [*filter(None, (form.buttons for form in own(shown)))] == []


def own(shown):
    """The forms of the page itself; signing out stands on every page."""
    return [form for form in shown.forms if "/accounts/" not in form.action]


def test_every_table_and_document_is_opened_from_its_list(auditor, world):
    for path, words in (
        (f"{SET_UP}history/{world['load']}/", "1 figures would be added"),
        (f"{SET_UP}imports/{world['document']}/", "NI 181"),
    ):
        shown = visit(auditor, path)
        assert words in shown.text
        assert [*filter(None, (form.buttons for form in own(shown)))] == []
    decisions = auditor.get(f"{SET_UP}imports/{world['document']}/decisions/")
    assert decisions.status_code == 200


def test_set_up_leads_there(auditor):
    page = auditor.get(SET_UP).content.decode()

    for path in READ:
        assert f'href="{SET_UP}{path}"' in page
    assert f'href="{SET_UP}calendar/"' in auditor.get("/luton/rounds/").content.decode()


def test_what_is_loaded_stays_loaded(auditor, world, luton, cast):
    load = start_load(
        partnership=luton,
        name="more.csv",
        data=b"Reference,Period,Value\nNI 181,2005/06,52",
        by=cast.lead,
    )
    load_figures(load, by=cast.lead)

    shown = visit(auditor, f"{SET_UP}history/{load.uuid}/")
    refused = auditor.post(f"{SET_UP}history/{load.uuid}/undo/")

    assert "1 figures of it are loaded" in shown.text
    assert refused.status_code == 403
    assert FigureLoad.objects.get(pk=load.pk).state == "loaded"


@pytest.mark.parametrize("page", ["history/", "comparators/", "returns/", "flags/", "calendar/"])
def test_what_is_posted_all_the_same_is_refused(page, auditor, luton):
    boxes = visit(auditor, f"{SET_UP}{page}").boxes

    assert auditor.post(f"{SET_UP}{page}", boxes).status_code == 403


def test_the_calendar_and_the_policy_are_said_as_they_stand(auditor, luton, cast):
    days = {name: n for n, name in enumerate(("opens_after", "due_after", "sign_off_after"), 11)}
    outturns = {"year_end_due_after": 40, "year_end_sign_off_after": 60}
    set_calendar(
        partnership=luton,
        by=cast.lead,
        every=RoundCalendar.Every.QUARTER,
        holidays_of=RoundCalendar.Nation.ENGLAND,
        has_year_end=True,
        **days,
        **outturns,
    )
    set_return_policy(
        partnership=luton,
        by=cast.lead,
        may_certify_own=True,
        needs_recovery_text=True,
        commentary_length=900,
    )

    calendar = visit(auditor, f"{SET_UP}calendar/").text
    policy = visit(auditor, f"{SET_UP}returns/").text

    assert "Returns due on working day 12" in calendar
    assert "A round of its own asks for the year’s outturns Yes" in calendar
    luton.refresh_from_db()
    assert return_policy(luton).commentary_length == 900
    assert "How long a commentary should be at most 900" in policy
