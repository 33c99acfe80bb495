import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from laa.actions.imports import told
from laa.models import Agreement, AgreementImport
from tests.laa.actions.test_imports import TABLE, start
from tests.page import visit

pytestmark = pytest.mark.django_db

UPLOAD = "/luton/set-up/imports/upload/"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def started(luton, cast):
    return start(luton, cast.lead)


def path(started, rest=""):
    return f"/luton/set-up/imports/{started.uuid}/{rest}"


def upload(client, table, name="next.csv", **fields):
    given = {
        "title": "The next agreement",
        "first_year": "2011",
        "document": SimpleUploadedFile(name, table),
        **fields,
    }
    return client.post(UPLOAD, given, follow=True)


def test_a_document_leads_to_its_preview(lead):
    answer = upload(lead, TABLE.encode())

    assert "Every reading beside its print" in answer.content.decode()
    assert AgreementImport.objects.get().document_name == "next.csv"
    assert not Agreement.objects.exists()


def test_every_problem_is_listed_with_its_place(lead):
    text = upload(lead, TABLE.replace("950", "9.5.0").replace("15 days", "#REF!").encode())
    text = text.content.decode()

    assert "2 problems to put right" in text
    assert "next.csv, row 2, column D" in text
    assert "next.csv, row 4, column C" in text
    assert "Nothing was kept" in text


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00program", b"%PDF-1.4", b"PK\x03\x04broken"])
def test_a_strange_file_gets_a_sentence(lead, data):
    answer = upload(lead, data or b" ", name="next.xlsx")

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not AgreementImport.objects.exists()


def test_decisions_of_an_earlier_time_are_applied(lead):
    file = SimpleUploadedFile("d.json", b'{"indicators": {"NI 154": {"polarity": "stay_close"}}}')

    upload(lead, TABLE.encode(), decisions=file)

    assert AgreementImport.objects.get().decisions["indicators"]["NI 154"]


def test_decisions_that_are_none_are_said_to_be(lead):
    answer = upload(lead, TABLE.encode(), decisions=SimpleUploadedFile("d.json", b"no"))

    assert "The decisions are no JSON" in answer.content.decode()
    assert not AgreementImport.objects.exists()


def test_the_preview_shows_print_and_reading(lead, started):
    page = visit(lead, path(started))

    assert "“Targets to be set by local partnership” to be set" in page.text
    assert "“*0” 0, probably a placeholder check" in page.text


def test_an_indicator_is_decided(lead, started):
    page = visit(lead, path(started, "ni-154/"))

    done = page.press("Save", **{"cell-2012/13": "0", "polarity": "up"})

    assert "Saved what NI 154 is" in done.text
    started.refresh_from_db()
    (cell,) = started.decisions["cells"]
    assert (cell["value"], cell["state"], cell["typed"]) == ("0", "numeric", "0")


def test_what_cannot_be_read_is_asked_again(lead, started):
    page = visit(lead, path(started, "ni-181/"))

    again = page.press("Save", **{"cell-2012/13": "lots", "polarity": "down"})

    assert "“lots” cannot be read" in again.text
    started.refresh_from_db()
    assert started.decisions == {}


def test_a_stale_page_says_so_and_saves_nothing(lead, started):
    stale = visit(lead, path(started, "ni-181/"))
    visit(lead, path(started, "ni-154/")).press("Save")

    again = stale.press("Save")

    assert "changed since you opened the page" in again.text


def test_decisions_are_downloaded(lead, started):
    visit(lead, path(started, "ni-181/")).press("Save")

    answer = lead.get(path(started, "decisions/"))

    assert json.loads(answer.content)["indicators"]["NI 181"]["unit"] == "days"
    assert "the-next-agreement-decisions.json" in answer["Content-Disposition"]


def test_it_is_loaded_by_a_worker_and_undone(
    lead, started, settings, django_capture_on_commit_callbacks
):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with django_capture_on_commit_callbacks(execute=True):
        visit(lead, path(started)).press("Load the agreement")

    page = visit(lead, path(started))
    assert "It is loaded" in page.text
    assert "New in the register: NI 154, NI 155, NI 181" in page.text
    assert "New partners: DWP, Housing Corporation, LBC" in page.text
    assert "Promises 3" in page.text
    assert Agreement.objects.get().commitments.count() == 3

    undone = page.press("Undo the load")
    assert "was taken away again" in undone.text
    assert not Agreement.objects.exists()


def test_while_it_waits_the_page_says_so(lead, started):
    AgreementImport.objects.filter(pk=started.pk).update(state="queued")

    page = visit(lead, path(started))

    assert "waits for a worker" in page.text
    assert "Look again now" in page.text


def test_while_it_is_written_the_page_says_how_far(lead, started):
    AgreementImport.objects.filter(pk=started.pk).update(state="queued")
    told(started, 7, 65)

    assert "7 of 65 indicators are written." in visit(lead, path(started)).text


def test_the_page_that_waits_is_told_when_it_is_over(lead, started):
    answer = lead.get(path(started), headers={"HX-Request": "true"})

    assert answer["HX-Refresh"] == "true"


def test_the_reading_can_be_downloaded(lead, started):
    text = lead.get(path(started, "?_export=csv")).content.decode("utf-8-sig")

    assert "NI 154,Net additional homes provided,designated,Homes,LBC,Baseline,900,900" in text
