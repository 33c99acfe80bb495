"""On the page of a document a person says which of two targets for one year is the promise."""

import pytest

from laa.actions import imports
from tests.laa.actions.test_imports import start
from tests.page import visit

pytestmark = pytest.mark.django_db

TABLE = """\
Indicator,Baseline,Target 2011/12 without reward,Target 2011/12 with reward,Partners
NI 016 Serious acquisitive crime,200,190,180,LBC*
"""


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def started(luton, cast):
    return start(luton, cast.lead, table=TABLE)


def path(started):
    return f"/luton/set-up/imports/{started.uuid}/"


def test_it_is_asked_and_nothing_is_loaded_before(lead, started, cast):
    page = visit(lead, path(started))

    assert "Which of the two targets is the promise?" in page.text
    assert "nothing can be loaded" in page.text
    assert "Load the agreement" not in page.text
    imports.queue_import(started, seen=0, by=cast.lead)
    failed = imports.run_import(started)
    assert failed.state == "failed"
    assert "Say which of them is the promise" in failed.failure


def test_nothing_is_chosen_beforehand(lead, started):
    again = visit(lead, path(started)).press("Save which is the promise")

    assert "Choose which of the two targets is the promise." in again.text
    started.refresh_from_db()
    assert started.decisions == {}


@pytest.mark.parametrize(
    ("promise", "text", "beside"),
    [("stretched", "180", "without reward” is “190”"), ("unstretched", "190", "reward” is “180”")],
)
def test_the_choice_is_kept_and_read_by(lead, started, cast, promise, text, beside):
    page = visit(lead, path(started)).press("Save which is the promise", promise=promise)

    assert "Saved which of the two targets is the promise." in page.text
    assert f"“{text}” {text}" in page.text
    assert "Beside it: “Target 2011/12" in page.text
    assert beside in page.text
    assert "Load the agreement" in page.text
    started.refresh_from_db()
    assert started.decisions["agreement"] == {"promise": promise}
    imports.queue_import(started, seen=started.version, by=cast.lead)
    loaded = imports.run_import(started)
    assert [str(t.text) for t in loaded.agreement.commitments.get().targets.all()] == [text]


def test_a_document_with_one_target_a_year_is_not_asked(lead, luton, cast):
    page = visit(lead, path(start(luton, cast.lead)))

    assert "Which of the two targets" not in page.text
