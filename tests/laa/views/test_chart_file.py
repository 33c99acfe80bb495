"""The chart of a promise, taken away: as SVG, as PNG, and its numbers as CSV."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from tests.steps import signed_off

pytestmark = pytest.mark.django_db

PATH = "/luton/agreements/laa/indicators/ni-181/"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def board(client, cast, quarterly_return):
    signed_off(quarterly_return, cast, "45")
    client.force_login(cast.board_member)
    return client


def test_the_svg_stands_alone(board):
    answer = board.get(f"{PATH}?_chart=svg&_strand=all")
    drawing = ET.fromstring(answer.content)

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == 'attachment; filename="ni-181.svg"'
    assert drawing.tag == f"{SVG}svg"
    assert (drawing.get("width"), drawing.get("height")) == ("720", "300")
    assert drawing.find(f"{SVG}title").text == "NI 181: figures against target"
    assert "Q4 2008/09: 45 days" in drawing.find(f"{SVG}desc").text
    assert drawing.find(f"{SVG}style") is not None


def test_the_png_is_a_picture_of_it(board):
    answer = board.get(f"{PATH}?_chart=png&_strand=all")

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG\r\n")


def test_the_numbers_of_the_chart_are_a_file_too(board):
    answer = board.get(f"{PATH}?_export=csv&_table=chart-all")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    found = [(row["What"], row["Period"], float(row["Value"])) for row in rows]

    assert found == [
        ("Baseline", "", 48),
        ("Figure", "Q4 2008/09", 45),
        ("Target", "2008/09", 42),
        ("Target", "2009/10", 30),
        ("Target", "2010/11", 15),
    ]


def test_bands_are_told_apart_without_colour(board):
    page = board.get(PATH).content.decode()

    assert "laa-chart__band--on-track" in page
    assert "laa-chart__band--off-track" in page
    assert "laa-chart__hatch" in page
    assert "Would be off track" in page


def test_a_title_cannot_bring_markup(board, housing_benefit):
    indicator = housing_benefit.indicator
    indicator.reference = "NI <script>"
    indicator.save()

    drawing = ET.fromstring(board.get(f"{PATH}?_chart=svg").content)
    assert drawing.find(f"{SVG}title").text.startswith("NI <script>")


@pytest.mark.parametrize("query", ["_chart=svg&_strand=none", "_chart=png&_strand=%00"])
def test_a_strand_without_a_chart_is_not_found(query, board):
    assert board.get(f"{PATH}?{query}").status_code == 404


def test_another_kind_of_file_is_the_page(board):
    assert b"<!DOCTYPE html>" in board.get(f"{PATH}?_chart=exe").content
