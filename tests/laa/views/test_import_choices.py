"""Lead, theme and designation of a row, chosen where the document does not say."""

import pytest

from laa.actions import imports
from laa.models import Agreement, Theme
from laa.queries.import_page import import_page
from tests.laa.actions.test_imports import start
from tests.page import visit

pytestmark = pytest.mark.django_db

TABLE = """\
Theme,Indicator,Baseline,2011/12,2012/13,Partners
,NI 154 Net additional homes provided,900,*950,*1000,"LBC, Police"
,NI 181 Time taken to process claims,15 days,*14 days,*13 days,"LBC*, Police*"
"""
NO_LEAD = "No partner is marked as the lead. Choose one."
NO_THEME = "No theme is printed. Choose one."


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def started(luton, cast):
    return start(luton, cast.lead, table=TABLE)


@pytest.fixture
def decide(lead, started):
    def save(ref="ni-154", **given):
        page = visit(lead, f"/luton/set-up/imports/{started.uuid}/{ref}/")
        done = page.press("Save", **given)
        started.refresh_from_db()
        return done

    return save


def open_of(started, ref="NI 154"):
    return [each.text for each in import_page(started).open_questions if each.ref == ref]


def planned(started, ref="NI 154"):
    return import_page(started).planned(ref)


def test_saving_answers_only_what_was_chosen(started, decide):
    assert open_of(started) == [NO_THEME, NO_LEAD]

    decide()
    assert open_of(started) == [NO_THEME, NO_LEAD]

    decide(lead="Police")
    assert open_of(started) == [NO_THEME]


def test_the_chosen_lead_leads_and_the_others_contribute(started, decide):
    decide(lead="Police")

    found = planned(started)
    assert started.decisions["indicators"]["NI 154"]["lead"] == "Police"
    names = {each.slug: each.name for each in import_page(started).plan.partners}
    assert (found.lead, found.contributors) == ("police", ("lbc",)), names


def test_the_preview_shows_what_was_chosen_beside_the_print(decide, lead, started):
    decide(lead="Police", other_theme="Homes & jobs", designation="local")

    text = visit(lead, f"/luton/set-up/imports/{started.uuid}/").text

    assert "decided: local, Homes & jobs" in text
    assert "none printed decided: Police" in text


def test_of_two_that_are_starred_one_is_chosen(started, decide):
    assert "2 partners are marked as lead; LBC is taken." in open_of(started, "NI 181")

    decide("ni-181", lead="Police")

    assert planned(started, "NI 181").lead == "police"
    assert open_of(started, "NI 181") == [NO_THEME]


def test_a_theme_is_typed_once_and_chosen_from_then_on(started, decide):
    decide(other_theme="Homes & jobs")
    assert open_of(started) == [NO_LEAD]

    decide("ni-181", theme="Homes & jobs")

    page = import_page(started)
    assert page.plan.themes == {"homes-jobs": "Homes & jobs"}
    assert {each.theme for each in page.plan.indicators} == {"homes-jobs"}


def test_saving_again_keeps_what_was_chosen(started, decide):
    decide(lead="Police", other_theme="Homes & jobs", designation="local")
    before = started.decisions["indicators"]["NI 154"]

    decide(title="Homes")

    assert started.decisions["indicators"]["NI 154"] == {**before, "title": "Homes"}


def test_a_choice_is_taken_back(started, decide):
    decide(lead="Police")
    decide(lead="")

    assert "lead" not in started.decisions["indicators"]["NI 154"]
    assert NO_LEAD in open_of(started)


def test_the_designation_is_chosen(started, decide):
    assert planned(started).designation == "designated"

    decide(designation="local")

    assert planned(started).designation == "local"


def test_a_name_that_was_not_offered_is_refused(started, decide):
    again = decide(lead="Somebody else")

    assert "There is a problem" in again.text
    assert started.decisions == {}


def test_what_is_chosen_is_loaded(started, decide, cast):
    decide(lead="Police", other_theme="Homes & jobs")
    decide("ni-181", lead="LBC", theme="Homes & jobs")

    imports.queue_import(started, seen=started.version, by=cast.lead)
    imports.run_import(started)

    commitments = Agreement.objects.get().commitments.order_by("indicator__reference")
    assert [each.lead.name for each in commitments] == ["Police", "LBC"]
    assert [theme.name for theme in Theme.objects.all()] == ["Homes & jobs"]


def test_a_doubt_about_a_cell_is_answered_by_that_cell_alone(luton, cast, lead):
    table = TABLE.replace("*950", "50 more than baseline").replace("*1000", "soon")
    started = start(luton, cast.lead, table=table)
    page = visit(lead, f"/luton/set-up/imports/{started.uuid}/ni-154/")

    page.press("Save", **{"cell-2011/12": "950"})
    started.refresh_from_db()

    found = [each for each in import_page(started).questions if each.period]
    assert [(each.period, each.is_answered) for each in found] == [
        ("2011/12", True),
        ("2012/13", False),
    ]
