"""Lines in the order and with the columns that somebody wants; two depths; heatmap and charts."""

import csv
import io
from datetime import date

import pytest

from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from tests.factories import BoardFactory, ThemeFactory, promise
from tests.page import visit
from tests.steps import answer_all, enter, line_of, signed_off

pytestmark = pytest.mark.django_db

PATH = "/luton/agreements/laa/"
NOTE = "Two assessors are off sick."


@pytest.fixture
def two(agreement, housing_benefit, council):
    """NI 181 will be on track, NI 020 off track."""
    return promise(
        agreement,
        "NI 020",
        supplier=council,
        targets={"2008/09": "60"},
        theme=ThemeFactory(agreement=agreement, slug="other", name="Other"),
    )


@pytest.fixture
def rounds(two, luton, cast):
    for quarter, figures in (("Q3", ("45", "70")), ("Q4", ("40", "50"))):
        round_ = open_round(
            partnership=luton,
            period=f"2008/09-{quarter}",
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        returned = round_.returns.get()
        for reference, figure in zip(("NI 181", "NI 020"), figures, strict=True):
            period = f"2008/09-{quarter}"
            enter(line_of(returned, reference, period), figure, by=cast.officer, commentary=NOTE)
        answer_all(returned, cast)
        sign_off(certify(submit(returned, by=cast.officer), by=cast.certifier), by=cast.lead)


@pytest.fixture
def board(client, cast):
    client.force_login(cast.board_member)
    return client


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def exported(client, query=""):
    answer = client.get(f"{PATH}?_export=csv{query}")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def references(client, query):
    return [row["Reference"] for row in exported(client, query)]


def test_counts_say_how_they_changed_since_the_round_before(board, rounds):
    text = visit(board, PATH).text

    assert "1 of 2 rated Off track or missed as many as Q3 2008/09" in text
    assert "1 of 2 rated On track or met as many as Q3 2008/09" in text


def test_of_what_turned_good_there_is_one_fewer_bad_and_one_more_good(board, rounds, agreement):
    """NI 181 alone in a theme: 45 days in the third quarter, 40 in the fourth."""
    theme = agreement.commitments.get(indicator__reference="NI 181").theme

    text = visit(board, f"{PATH}themes/{theme.slug}/").text

    assert "0 of 1 rated Off track or missed 1 fewer than Q3 2008/09" in text
    assert "1 of 1 rated On track or met 1 more than Q3 2008/09" in text


def test_before_a_second_round_there_is_no_change_to_tell(board, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")

    assert "as many as" not in visit(board, PATH).text


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("indicator", ["NI 020", "NI 181"]),
        ("-indicator", ["NI 181", "NI 020"]),
        ("rating", ["NI 020", "NI 181"]),
        ("-rating", ["NI 181", "NI 020"]),
        ("direction", ["NI 020", "NI 181"]),
        ("nonsense", ["NI 020", "NI 181"]),
    ],
)
def test_lines_are_sorted_on_the_page_and_in_the_file(sort, order, board, rounds):
    assert references(board, f"&sort={sort}") == order
    is_one_list = "All lines 2 lines" in visit(board, f"{PATH}?sort={sort}").text
    assert is_one_list is (sort != "nonsense")


def test_a_sorted_column_says_so_to_those_who_only_hear_it(board, rounds):
    said = board.get(f"{PATH}?sort=rating").content.decode()

    assert 'aria-sort="ascending"' in said
    assert "sort=-rating" in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=020", ["NI 020"]),
        ("rating=off_track", ["NI 020"]),
        ("theme=other", ["NI 020"]),
        ("lead=council", ["NI 181", "NI 020"]),
        ("rating=off_track&q=181", []),
    ],
)
def test_lines_are_filtered_and_the_counts_stay_whole(query, found, board, rounds):
    page = visit(board, f"{PATH}?{query}")

    assert sorted(references(board, f"&{query}")) == sorted(found)
    assert f"{len(found)} of 2 lines match." in page.text
    assert "of 2 rated" in page.text


def test_chosen_columns_are_kept_for_the_next_time(board, rounds):
    page = visit(board, f"{PATH}?columns=rating&columns=lead")
    assert '<th scope="col">Outlook' not in page.answer.content.decode()

    again = visit(board, PATH).answer.content.decode()

    assert 'data-label="Lead"' in again
    assert 'data-label="Outlook"' not in again


def test_a_board_member_has_no_operational_column_whatever_the_address_says(board, rounds):
    board.cookies["dashboard-columns"] = "rating.note.plan.quarters"
    said = visit(board, f"{PATH}?depth=operational&columns=note&columns=rating")

    assert 'data-label="Notes"' not in said.answer.content.decode()
    assert "With quarters and notes" not in said.text


def test_notes_of_what_is_on_track_reach_no_board_member(board, rounds):
    """NI 181 is on track: its officer's words are for those who do the work."""
    indicator = "/luton/agreements/laa/indicators/ni-181/"
    tables = ("", "&_table=dashboard", "&_table=heatmap")

    for query in ("", "?sort=rating&depth=operational", "?view=heatmap", "?view=charts"):
        text = visit(board, f"{PATH}{query}").text
        assert text.count(NOTE) == 1, "only in the story of the one that is off track"
    for table in tables:
        assert NOTE not in board.get(f"{PATH}?_export=csv{table}").content.decode()
    assert visit(board, indicator).text.count(NOTE) == 1, "Q3 was off track"
    file = board.get(f"{indicator}?_export=csv&_table=history-all").content.decode()
    assert file.count(NOTE) == 1, "Q3 was off track"


def test_an_officer_has_values_quarters_and_notes(officer, rounds):
    page = visit(officer, f"{PATH}?columns=note&columns=quarters").answer.content.decode()
    rows = exported(officer)

    assert page.count(NOTE) == 3, "two lines, and the story of the one that is off track"
    assert {row["Notes"] for row in rows} == {NOTE}
    assert rows[1]["Year so far"] == (
        "Q3 2008/09: 45 days (illustrative); Q4 2008/09: 40 days (illustrative)"
    )
    assert visit(officer, "/luton/agreements/laa/indicators/ni-181/").text.count(NOTE) == 2


def test_an_officer_sees_a_strategic_boards_page_as_the_board_does(
    officer, rounds, luton, agreement
):
    board = BoardFactory(partnership=luton, slug="forum")
    board.agreements.add(agreement)
    shallow = visit(officer, "/luton/boards/forum/").text
    deep = visit(officer, "/luton/boards/forum/?depth=operational").text

    assert "Year so far" not in shallow
    assert "Year so far" in deep


def test_the_heatmap_says_every_rating_in_words(board, rounds):
    page = visit(board, f"{PATH}?view=heatmap")
    assert "Q3 2008/09 Q4 2008/09" in page.text
    assert "Off track 45 days (illustrative) Met 40 days (illustrative)" in page.text

    answer = board.get(f"{PATH}?_export=csv&_table=heatmap")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1]["2008/09-Q3"] == "Off track (45 days, illustrative)"
    assert rows[0]["2008/09-Q4"] == "Missed (50, illustrative)"


def test_small_charts_say_their_figures(board, rounds):
    said = board.get(f"{PATH}?view=charts").content.decode()

    told = "NI 181: Q3 2008/09 45 days (illustrative); Q4 2008/09 40 days (illustrative)</title>"
    assert told in said
    assert said.count('class="laa-small"') == 2


def test_a_view_that_does_not_exist_is_the_table(board, rounds):
    assert "Every line" in visit(board, f"{PATH}?view=%3Cscript%3E&sort=1&columns=x").text
