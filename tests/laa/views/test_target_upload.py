"""A refresh from a table: a template to fill in, every change looked at, nothing before the yes."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from laa.models import Target
from tests.factories import StrandFactory, cell, promise
from tests.page import Page, visit

pytestmark = pytest.mark.django_db

UPLOAD = "/luton/agreements/laa/refresh/upload/"
WHY = {"reason": "Reviewed in 2009.", "agreed_by": "Luton Forum"}


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def template(client):
    """The rows of the table that the page gives."""
    text = client.get(f"{UPLOAD}?_export=csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def upload(client, rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return give(client, "targets.csv", text.getvalue().encode())


def give(client, name, data):
    file = SimpleUploadedFile(name, data)
    return Page(client, client.post(UPLOAD, {"document": file}, follow=True))


def changed(rows, ref, **columns):
    """The table with some cells of a row written over, by head."""
    heads = rows[0]
    for row in rows[1:]:
        if row[0] == ref:
            for head, text in columns.items():
                row[heads.index(head)] = text
    return rows


def test_the_template_says_what_stands(lead, housing_benefit):
    rows = template(lead)

    assert rows[0][:3] == ["Reference", "Title", "Baseline"]
    assert rows[0][3:] == ["2008/09", "2009/10", "2010/11"]
    texts = [target.text for target in housing_benefit.targets.order_by("period_start")]
    assert rows[1][0] == "NI 181"
    assert rows[1][3:] == texts


def test_a_table_that_was_not_filled_in_changes_nothing(lead, housing_benefit):
    page = upload(lead, template(lead))

    assert "Every cell of it says what stands here already." in page.text
    assert Target.objects.count() == 3


def test_every_change_is_seen_beside_what_stands_and_saved_on_the_yes(lead, housing_benefit):
    was = housing_benefit.targets.get(period="2009/10").text

    page = upload(lead, changed(template(lead), "NI 181", **{"2009/10": "35 days"}))

    assert f"NI 181, 2009/10 {was} 35 days" in page.text
    assert "2010/11" not in page.text, "only what changes is shown"
    assert Target.objects.count() == 3
    done = page.press("Save these versions", **WHY)
    assert "1 version was added" in done.text
    assert housing_benefit.targets.current().get(period="2009/10").value == 35


def test_a_forgotten_reason_loses_nothing(lead, housing_benefit):
    page = upload(lead, changed(template(lead), "NI 181", **{"2009/10": "35 days"}))

    again = page.press("Save these versions")

    assert "Enter why they change" in again.text
    assert "What would change" in again.text
    again.press("Save these versions", **WHY)
    assert housing_benefit.targets.current().get(period="2009/10").value == 35


def test_a_workbook_is_read_as_it_shows(lead, housing_benefit):
    data = lead.get(f"{UPLOAD}?_export=xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active["E2"] = 35
    book.active["F2"] = None
    file = io.BytesIO()
    book.save(file)

    page = give(lead, "targets.xlsx", file.getvalue())

    assert "NI 181, 2009/10" in page.text
    assert "2010/11" not in page.text, "a cleared cell changes nothing"


def test_all_problems_are_said_at_once_with_their_places(lead, housing_benefit):
    rows = changed(template(lead), "NI 181", **{"2008/09": "soon", "2009/10": "3(m) 4(f)"})
    rows += [["NI 999", "", "", "5"], ["NI 181", "", "", "7"], ["", "", "", "8"]]
    rows[0].append("Remarks")

    page = upload(lead, rows)

    assert "6 problems to put right" in page.text
    for said in (
        "targets.csv, row 1, column G “Remarks” is neither a period",
        "row 2, column D “soon” cannot be read.",
        "row 2, column E “3(m) 4(f)” does not fit the strands of NI 181. Give one number.",
        "row 3, column A This agreement has no “NI 999”.",
        "row 4, column A NI 181 stands in row 2 already.",
        "row 5, column A No indicator is named.",
    ):
        assert said in page.text
    assert Target.objects.count() == 3


def test_a_period_without_a_target_and_a_head_twice_are_refused(lead, agreement, council):
    promise(agreement, "NI 019", supplier=council, targets={"2008/09": "12"})
    promise(agreement, "NI 020", supplier=council, targets={"2009/10": "12"})
    rows = changed(template(lead), "NI 019", **{"2009/10": "13"})

    assert "NI 019 has no target for 2009/10. Clear the cell." in upload(lead, rows).text
    rows[0][-1] = "2008/09"
    assert "“2008/09” is the head of column D already." in upload(lead, rows).text


def test_strands_are_set_by_one_cell(lead, agreement, council):
    split = promise(agreement, "NI 020", supplier=council)
    split.indicator.strands.update(key="m")
    StrandFactory(indicator=split.indicator, key="f")
    for strand in split.indicator.strands.all():
        split.targets.create(
            partnership=agreement.partnership,
            strand=strand,
            period="2009/10",
            **cell("Target setting deferred until 2009"),
        )

    page = upload(lead, changed(template(lead), "NI 020", **{"2009/10": "791(m) 561(f)"}))
    page.press("Save these versions", **WHY)

    said = {target.strand.key: target.value for target in split.targets.current()}
    assert said == {"m": 791, "f": 561}


def test_words_that_a_spreadsheet_would_run_come_back_as_they_were(lead, agreement, council):
    falls = promise(agreement, "NI 019", supplier=council)
    falls.targets.create(
        partnership=agreement.partnership,
        strand=falls.indicator.strands.get(),
        period="2009/10",
        **cell("-5%"),
    )
    rows = template(lead)
    assert "'-5%" in rows[1]

    assert "Every cell of it says what stands here already." in upload(lead, rows).text


def test_somebody_who_was_faster_is_named(lead, housing_benefit):
    rows = changed(template(lead), "NI 181", **{"2009/10": "35 days"})
    first, second = upload(lead, rows), upload(lead, rows)
    first.press("Save these versions", **WHY)
    second_typed = {**WHY, "ni-181_2009/10": "33 days"}

    again = second.press("Save these versions", **second_typed)

    assert "Somebody else changed NI 181" in again.text
    assert housing_benefit.targets.current().get(period="2009/10").value == 35


@pytest.mark.parametrize("data", [b" ", b"%PDF-1.4", b"Name,Age\nA,1\n"])
def test_a_strange_file_gets_a_sentence(lead, housing_benefit, data):
    assert "There is a problem" in give(lead, "targets.csv", data).text


def test_the_refresh_leads_to_it(lead, housing_benefit):
    answer = visit(lead, "/luton/agreements/laa/refresh/").answer

    assert UPLOAD in answer.content.decode()
