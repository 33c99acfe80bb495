"""What anybody may read: only what was published, the same on the page, in CSV and in JSON."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laa.actions.publications import publish, withdraw_publications
from laa.actions.revisions import revise
from laa.exports.open_data import COLUMNS
from laa.models import Demonstration, Publication, Rating
from laa.rules.figures import Number
from tests.factories import RECORDED, promise
from tests.page import visit
from tests.steps import enter_all, signed_off

pytestmark = pytest.mark.django_db

TODAY = date(2009, 4, 20)
PAGE, CSV, JSON = (f"/open-data/luton/laa{end}" for end in ("/", ".csv", ".json"))


@pytest.fixture
def anybody():
    """Somebody without an account."""
    return Client()


@pytest.fixture
def go(luton, cast):
    def publish_all(day=TODAY):
        ratings = Rating.objects.current().order_by("pk")
        return publish(ratings, partnership=luton, public_from=day, by=cast.lead).made

    return publish_all


@pytest.fixture
def rated(quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")


def rows_of(client):
    text = client.get(CSV).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_nothing_is_public_before_somebody_says_so(anybody, rated):
    assert "Nothing is published yet" in visit(anybody, "/open-data/").text
    assert {anybody.get(path).status_code for path in (PAGE, CSV, JSON)} == {404}


def test_what_is_published_is_listed_and_read_without_signing_in(anybody, rated, go):
    go()

    assert "Local area agreement" in visit(anybody, "/open-data/").text
    text = visit(anybody, PAGE).text
    assert "45 days" in text
    assert "Target: 42 days" in text
    assert "Target missed" in text
    assert "Better than at the start" in text


def test_what_is_under_embargo_looks_as_if_it_were_not_there(anybody, rated, go, luton):
    go(date(2009, 5, 1))
    assert anybody.get(PAGE).status_code == 404
    assert "Nothing is published yet" in visit(anybody, "/open-data/").text

    Demonstration.objects.filter(partnership=luton).update(today=date(2009, 5, 1))
    assert anybody.get(PAGE).status_code == 200


def test_what_is_taken_back_is_gone(anybody, rated, go, luton, cast):
    made = go()
    withdraw_publications(made, partnership=luton, by=cast.lead, reason="Checked again.")

    assert anybody.get(CSV).status_code == 404


def test_names_and_notes_of_officers_are_nowhere(anybody, quarterly_return, cast, go):
    enter_all(quarterly_return, cast, "40")
    line = quarterly_return.lines.get()
    line.__class__.objects.filter(pk=line.pk).update(commentary="Two assessors are off sick.")
    signed_off(quarterly_return, cast, "45")
    go()

    for path in (PAGE, CSV, JSON):
        said = anybody.get(path).content.decode()
        assert cast.officer.name not in said
        assert "It fell." not in said
        assert "We meet." not in said


def test_csv_and_json_hold_the_same_cell_by_cell(anybody, rated, go):
    go()
    in_csv, in_json = rows_of(anybody), json.loads(anybody.get(JSON).content)

    assert list(in_csv[0]) == list(in_json[0]) == [column.name for column in COLUMNS]
    for left, right in zip(in_csv, in_json, strict=True):
        for column in COLUMNS:
            said, value = left[column.name], right[column.name]
            if column.kind == "number":
                assert (Decimal(said) if said else None) == value
            elif column.kind == "true or false":
                assert said == str(value).lower()
            else:
                assert said == (value or "")


def test_the_feed_says_what_the_boards_export_says(anybody, rated, go, client, cast):
    go()
    client.force_login(cast.board_member)
    answer = client.get("/luton/agreements/laa/?_export=csv")
    (board,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    (row,) = rows_of(anybody)

    assert row["reference"] == board["Reference"]
    assert Decimal(row["value"]) == Decimal(board["Last figure"]) == 45
    assert row["period"] == board["Period of the figure"]
    assert (row["rating"], board["Rating"]) == ("off_track", "Target missed")


def test_dates_are_iso_and_numbers_plain(anybody, rated, go):
    go()
    (row,) = rows_of(anybody)

    assert (row["period_start"], row["published_on"]) == ("2009-01-01", "2009-04-20")
    assert (row["value"], row["target"], row["baseline"]) == ("45", "42", "48")
    (row,) = json.loads(anybody.get(JSON).content)
    assert (row["value"], row["not_rated_because"], row["is_illustrative"]) == (45, "", True)


def test_excel_reads_it_as_utf_8(anybody, rated, go):
    go()

    assert anybody.get(CSV).content.startswith(b"\xef\xbb\xbf")
    assert anybody.get(CSV)["Content-Type"] == "text/csv; charset=utf-8"
    assert anybody.get(JSON)["Content-Type"] == "application/json"


@pytest.mark.parametrize("path", [PAGE, CSV, JSON, "/open-data/", "/open-data/dictionary/"])
def test_what_has_not_changed_is_a_short_answer(path, anybody, rated, go):
    go()
    first = anybody.get(path)
    again = anybody.get(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=300"
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")


def test_what_has_changed_is_answered_in_full(anybody, rated, go, cast):
    go()
    first = anybody.get(JSON)
    rating = Rating.objects.get()
    revise(rating.figure, Number(Decimal(44)), by=cast.lead, reason="Counted twice.")
    assert anybody.get(JSON, headers={"If-None-Match": first["ETag"]}).status_code == 304

    go()
    again = anybody.get(JSON, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert [(row["value"], row["version"]) for row in again.json()] == [(44, 2)]


def test_signed_in_or_not_it_is_the_same(anybody, rated, go, client, cast):
    go()
    client.force_login(cast.lead)

    assert client.get(PAGE).content == anybody.get(PAGE).content


def test_it_is_for_reading(anybody, rated, go):
    go()

    assert {anybody.post(path).status_code for path in (PAGE, CSV, JSON)} == {405}


def test_every_column_is_in_the_dictionary(anybody):
    text = visit(anybody, "/open-data/dictionary/").text
    listed = anybody.get("/open-data/dictionary.csv").content.decode("utf-8-sig")

    for column in COLUMNS:
        assert column.name in text
        assert f"{column.name},{column.kind}," in listed


def test_columns_keep_their_names_and_order():
    """Whoever reads the feed by machine relies on it; add new ones at the end."""
    assert [column.name for column in COLUMNS] == [
        "partnership", "agreement", "theme", "reference", "title", "designation", "strand",
        "strand_label", "period", "period_start", "period_end", "covers", "unit", "good_is",
        "state", "value", "target", "target_text", "baseline", "rating", "not_rated_because",
        "against_baseline", "rating_rule", "lead", "is_illustrative", "version", "published_on",
    ]  # fmt: skip


def test_a_title_that_looks_like_a_formula_is_only_text(anybody, rated, go, housing_benefit):
    indicator = housing_benefit.indicator
    indicator.title = "=1+1"
    indicator.save()
    go()

    assert rows_of(anybody)[0]["title"] == "'=1+1"


def test_a_partnership_cannot_be_called_as_the_public_pages_are(luton):
    luton.slug = "open-data"

    with pytest.raises(Exception, match="is an address of the service itself"):
        luton.full_clean()


def test_the_public_page_asks_no_more_when_there_is_more(anybody, agreement, round_, council):
    """Numbers are pinned: an agreement of one line, and one of thirty with three periods each."""
    _publish_many(agreement, round_, 1)
    few = _asked(anybody)
    Publication.objects.all()._raw_delete("default")
    _publish_many(agreement, round_, 30)

    assert few == _asked(anybody) == {PAGE: 5, CSV: 4, JSON: 4, "/open-data/": 3}


def _asked(client):
    found = {}
    for path in (PAGE, CSV, JSON, "/open-data/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        found[path] = len(queries)
    return found


def _publish_many(agreement, round_, count):
    for n in range(count):
        commitment = promise(agreement, f"MANY {count} {n}", targets={"2008/09": "40"})
        strand = commitment.indicator.strands.get()
        for quarter in ("Q1", "Q2", "Q3"):
            rating = Rating.objects.create(
                partnership=agreement.partnership, commitment=commitment, strand=strand,
                round=round_, period=f"2008/09-{quarter}", rating="on_track",
                against_baseline="better", figure_value=40, figure_state="measured",
                rule_name="Target only", rule_version=1, recorded_at=RECORDED,
            )  # fmt: skip
            Publication.objects.create(
                partnership=agreement.partnership, commitment=commitment, strand=strand,
                rating=rating, period=rating.period, public_from=TODAY, published_at=RECORDED,
            )  # fmt: skip
