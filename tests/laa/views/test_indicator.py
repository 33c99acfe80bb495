import csv
import io

import pytest

from laa.models import Commitment
from tests.factories import AgreementFactory, PartnerFactory, StrandFactory, ThemeFactory, promise
from tests.page import visit
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db

LIST = "/luton/indicators/"
ONE = "/luton/agreements/laa/indicators/ni-181/"


@pytest.fixture
def board(client, cast):
    client.force_login(cast.board_member)
    return client


@pytest.fixture
def three(agreement, housing_benefit, luton):
    """NI 181, NI 154 of another theme, and NI 015 that the police answer for."""
    theme = ThemeFactory(agreement=agreement, name="Economy")
    promise(agreement, "NI 154", theme=theme, title="Net additional homes")
    police = PartnerFactory(partnership=luton, name="Bedfordshire Police")
    promise(
        agreement, "NI 015", supplier=police, theme=housing_benefit.theme, title="Violent crime"
    )
    Commitment.objects.filter(indicator__reference="NI 015").update(designation="local")


def references(client, **query):
    body = client.get(LIST, {"_export": "csv", **query}).content.decode("utf-8-sig")
    return [row["Reference"] for row in csv.DictReader(io.StringIO(body, newline=""))]


def test_the_list_shows_every_promise_with_a_link(board, three):
    page = visit(board, LIST)

    assert "3 indicators." in page.text
    assert f'href="{ONE}"' in page.answer.content.decode()
    assert "Violent crime" in page.text


def test_the_list_is_narrowed(board, three):
    theme = Commitment.objects.get(indicator__reference="NI 154").theme
    lead = Commitment.objects.get(indicator__reference="NI 015").lead

    assert references(board, q="homes") == ["NI 154"]
    assert references(board, q="ni 0") == ["NI 015"]
    assert references(board, theme=theme.pk) == ["NI 154"]
    assert references(board, lead=lead.pk) == ["NI 015"]
    assert references(board, designation="local") == ["NI 015"]
    assert references(board, q="homes", designation="local") == []


def test_the_list_is_sorted_and_so_is_the_file(board, three):
    assert references(board, sort="indicator") == ["NI 015", "NI 154", "NI 181"]
    assert references(board, sort="-indicator") == ["NI 181", "NI 154", "NI 015"]
    html = board.get(LIST, {"sort": "-indicator"}).content.decode()
    assert 'aria-sort="descending"' in html


def test_a_filter_that_finds_nothing_says_what_to_do(board, three):
    page = board.get(LIST, {"q": "no such thing"}).content.decode()

    assert "No indicator matches. Clear the filters to see them all." in page


@pytest.mark.parametrize("query", [{"theme": "x"}, {"theme": "999"}, {"sort": "password"}])
def test_a_query_that_makes_no_sense_is_no_server_error(query, board, three):
    assert board.get(LIST, query).status_code == 200


def test_another_partnerships_themes_and_leads_are_not_offered(board, three):
    elsewhere = AgreementFactory()
    promise(elsewhere, "NI 999", theme=ThemeFactory(agreement=elsewhere, name="Elsewhere"))

    page = visit(board, LIST)

    assert "Elsewhere" not in page.text
    assert "NI 999" not in page.text


def test_a_file_has_all_rows_and_the_page_fifty(board, agreement, council):
    for number in range(55):
        promise(agreement, f"NI {number:03}", supplier=council)

    assert len(references(board)) == 55
    html = board.get(LIST).content.decode()
    assert "NI 049" in html
    assert "NI 050" not in html
    assert "NI 050" in board.get(LIST, {"page": 2}).content.decode()


def test_one_indicator_says_what_it_is_before_there_is_a_figure(board, housing_benefit):
    text = visit(board, ONE).text

    assert "Not rated yet" in text
    assert "Nothing has been signed off yet." in text
    assert "Good is Lower is better" in text
    assert "Baseline 48 A number" in text
    assert "2008/09 *42 A number" in text
    assert "Rated by Target only (version 1)" in text


def test_its_history_has_figure_target_rating_and_comment(board, quarterly_return, cast):
    enter(line_of(quarterly_return), "45", by=cast.officer, commentary="A batch came late.")
    signed_off(quarterly_return, cast, "45")
    page = visit(board, ONE)

    assert "Target missed" in page.text
    assert "45 days (illustrative) for Q4 2008/09 against 42 days" in page.text
    assert "Better than baseline" in page.text
    assert "illustrative" in page.text


def test_its_chart_says_in_words_what_it_shows(board, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    html = visit(board, ONE).answer.content.decode()

    assert 'role="img"' in html
    assert "NI 181: figures against target" in html
    assert "Q4 2008/09: 45 days" in html


def test_each_strand_has_its_own_story(board, agreement, council):
    commitment = promise(agreement, "NI 120", supplier=council)
    strand = commitment.indicator.strands.get()
    strand.key, strand.label = "m", "Male"
    strand.save()
    StrandFactory(indicator=commitment.indicator, key="f", label="Female", position=1)

    text = visit(board, "/luton/agreements/laa/indicators/ni-120/").text

    assert text.index("Male") < text.index("Female")


def test_an_indicator_that_is_not_promised_is_not_found(board, housing_benefit):
    assert board.get("/luton/agreements/laa/indicators/ni-999/").status_code == 404
    assert board.get("/luton/agreements/other/indicators/ni-181/").status_code == 404
