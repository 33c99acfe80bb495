import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from laa.models import Figure
from tests.laa.actions.test_history import TABLE
from tests.page import visit

pytestmark = pytest.mark.django_db

HISTORY = "/luton/set-up/history/"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def upload(client, table=TABLE):
    file = SimpleUploadedFile("past.csv", table.encode())
    return client.post(HISTORY, {"document": file}, follow=True)


def test_a_table_is_looked_at_loaded_and_taken_away(lead, housing_benefit):
    answer = upload(lead)
    assert "3 figures would be added" in answer.content.decode()
    assert not Figure.objects.exists()

    done = visit(lead, answer.request["PATH_INFO"]).press("Load the figures")
    assert "3 figures are loaded" in done.text

    undone = done.press("Undo the load")
    assert "taken away again" in undone.text
    assert not Figure.objects.exists()


def test_mistakes_are_listed_and_nothing_is_kept(lead, housing_benefit):
    text = upload(lead, "Reference,Period,Value\nNI 9,2006/07,1\nNI 181,soon,2\n")
    text = text.content.decode()

    assert "2 problems to put right" in text
    assert "past.csv, row 3, column B" in text


def test_the_template_has_a_row_for_every_strand(lead, housing_benefit):
    answer = lead.get(f"{HISTORY}template/")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == ["Reference", "Strand", "Period", "Value"]
    assert rows[1][:2] == ["NI 181", "all"]


def test_history_stands_on_the_indicators_page(lead, housing_benefit):
    page = visit(lead, upload(lead).request["PATH_INFO"])
    page.press("Load the figures")

    page = visit(lead, "/luton/agreements/laa/indicators/ni-181/")

    assert "Loaded history: not certified here, and not rated" in page.text
    assert "2006/07 51 days Loaded from past.csv" in page.text
    assert "2006/07: 51 days" in page.text, "in the chart's description"
