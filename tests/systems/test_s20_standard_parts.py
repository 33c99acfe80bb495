"""S20: a committee report with standard parts, «Links to previous Member decisions:».

4 aims: no, yes, no, yes; decisions of 16/09/2015 and 25/05/2016; 3 directives; "None" for
background documents stays "None".
"""

import io

import openpyxl
import pytest

from laa.models import Report
from laa.rules.report_words import NotALine, aims, aims_text, dated, dated_text
from tests.page import visit
from tests.systems.issued import issued_report

pytestmark = pytest.mark.django_db

AIMS = """Strong and sustainable economic growth | no
Safe, healthy and independent lives | yes
A rich and diverse environment | no
Strong, inclusive communities | yes"""
DECISIONS = """SEND Reforms Implementation | 16/09/2015
SEND Reforms Implementation Programme | 25/05/2016"""
DIRECTIVES = """Children and Families Act 2014, Part 3 | September 2014
SEND Code of Practice 0-25 | January 2015
Local area SEND inspection framework | April 2016"""


@pytest.fixture
def made(agreement, housing_benefit, round_, client, cast):
    """As somebody makes it in the browser."""
    client.force_login(cast.lead)
    page = visit(client, "/luton/reports/make/")
    page.press(
        "Make the draft",
        contents=["summary", "standard"],
        covers=["executive"],
        agreement=agreement.pk,
        period="2008/09-Q4",
        aims=AIMS,
        earlier_decisions=DECISIONS,
        directives=DIRECTIVES,
        background="None",
    )
    return Report.objects.get()


def test_s20_the_parts_are_kept_as_they_were_written(made):
    words = made.said["words"]

    assert [aim["is_linked"] for aim in words["aims"]] == [False, True, False, True]
    assert [each["on"] for each in words["earlier_decisions"]] == ["16/09/2015", "25/05/2016"]
    assert len(words["directives"]) == 3
    assert words["background"] == "None"


def test_s20_the_page_shows_yes_and_no_and_none(made, client):
    page = visit(client, f"{made.get_absolute_url()}read/").text

    assert "Links to the strategic plan" in page
    assert "Safe, healthy and independent lives Yes A rich and diverse environment No" in page
    assert "SEND Reforms Implementation 16/09/2015" in page
    assert "Background documents None" in page


def test_s20_they_come_back_into_the_boxes_to_be_changed(made, client):
    boxes = visit(client, f"{made.get_absolute_url()}edit/").boxes

    assert boxes["aims"].replace("\r", "") == AIMS
    assert boxes["directives"].replace("\r", "") == DIRECTIVES
    assert boxes["background"] == "None"


def test_s20_none_stands_in_the_files_too(agreement, housing_benefit, cast):
    report = issued_report(agreement, cast, contents=["standard"], words={"background": "None"})
    book = openpyxl.load_workbook(io.BytesIO(report.files.get(format="xlsx").content))
    said = [cell.value for row in book["Standard parts"] for cell in row if cell.value]

    assert said[said.index("Background documents") + 1] == "None"


@pytest.mark.parametrize("line", ["An aim without an answer", "An aim | perhaps", "| yes"])
def test_s20_an_aim_says_yes_or_no(line):
    with pytest.raises(NotALine, match="yes or no"):
        aims(line)


def test_s20_lines_are_read_as_they_are_written():
    assert aims_text(aims(AIMS)) == AIMS
    assert dated_text(dated(DIRECTIVES)) == DIRECTIVES
