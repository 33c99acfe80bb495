"""Properties of any document: it is refused, or every printed word of it comes out again."""

import pytest
from django.core.management import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laa.models import Agreement, Baseline, Target, Theme
from tests.documents import luton
from tests.documents.cells import CASES
from tests.documents.imported import dry_run, import_agreement
from tests.documents.luton_readings import READINGS
from tests.documents.tables import HEADS, Merged, agreement_row, write
from tests.factories import PartnershipFactory

KINDS = ("txt", "csv", "xlsx", "docx")
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
WORDS = st.text(LETTERS, max_size=40).map(lambda text: " ".join(text.split()))
PRINTED = st.sampled_from([case.text for case in CASES])
CELL = st.one_of(PRINTED, PRINTED, WORDS).map(lambda text: " ".join(text.split()))
# A document begins a title with a word; quotation marks would part cells, stars mark leads.
TITLE = st.from_regex(r"[A-Z][a-z]{2,9}( [a-z]{1,9}){1,6}", fullmatch=True)
ROW = st.tuples(TITLE, st.tuples(CELL, CELL, CELL, CELL))
ROWS = st.lists(ROW, min_size=1, max_size=6)
SLOW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def table_of(rows):
    return [
        *HEADS,
        *[agreement_row(f"NI {n:03}", *row) for n, row in enumerate(rows, start=1)],
    ]


def read(path):
    """The answer, or None where the document is refused with a sentence."""
    try:
        return dry_run(path)
    except CommandError as error:
        assert "nothing was written" in str(error)
        return None


@pytest.mark.parametrize("kind", KINDS)
@SLOW
@given(rows=ROWS)
def test_every_printed_word_comes_out_again(kind, rows, tmp_path_factory):
    rows = [(title, tuple(plain(cell, kind) for cell in cells)) for title, cells in rows]
    path = write(tmp_path_factory.mktemp("any") / f"a.{kind}", table_of(rows))

    answer = read(path)

    if answer is not None:
        assert len(answer["indicators"]) == len(rows)
        for (title, (baseline, *targets)), row in zip(rows, answer["indicators"], strict=True):
            assert row["title"].casefold() == title.casefold()
            assert row["baseline"]["text"] == baseline
            assert [cell["text"] for cell in row["targets"] if cell["text"]] == [
                target for target in targets if target
            ]


def plain(cell, kind):
    """A text file has no way to hold a tab or an unpaired quotation mark in a cell."""
    if kind == "xlsx" and cell.startswith("="):
        return cell[1:].strip("= ")
    return cell.replace('"', "") if kind in {"txt", "csv"} else cell


@SLOW
@given(rows=ROWS)
def test_a_cell_without_a_reading_always_warns(rows, tmp_path_factory):
    answer = read(write(tmp_path_factory.mktemp("any") / "a.docx", table_of(rows)))

    for row in answer["indicators"] if answer else []:
        for cell in (row["baseline"], *row["targets"]):
            assert cell["state"] != "unread" or cell["warnings"]
            assert cell["state"] not in {"numeric", "proxy", "provisional"} or cell["values"]
            assert cell["kind"] != "none" or cell["values"] == {}


@pytest.mark.parametrize("order", [(6, 1, 2, 3, 4, 5, 0), (1, 2, 3, 4, 5, 6, 0)])
def test_the_order_of_the_columns_does_not_matter(order, tmp_path):
    heads = ("Theme", "Indicator", "Baseline", "2008/09", "2009/10", "2010/11", "Partners")
    rows = [heads, *[luton.main_row(ref) for ref in luton.MAIN if len(READINGS[ref]) == 4]]
    moved = [[row[index] for index in order] for row in rows]

    straight = dry_run(write(tmp_path / "a.csv", rows))

    assert dry_run(write(tmp_path / "b.csv", moved))["indicators"] == straight["indicators"]


@pytest.fixture
def partnership(db):
    return PartnershipFactory(slug="somewhere")


def test_the_longest_words_that_are_read_fit_the_tables(partnership, tmp_path):
    """PostgreSQL refuses what SQLite lets through."""
    theme, partner = "t" * 200, "p" * 200
    cells = ("b" * 2000, "2% increase on " + "x" * 100, "999999999", "0.123456")
    row = agreement_row("NI 008", "w" * 1990, cells, theme=theme, partners=f"{partner}*, LBC")
    path = write(tmp_path / "long.csv", [*HEADS, row])

    import_agreement(path, "--partnership", "somewhere", title="T" * 200)

    assert Agreement.objects.get().title == "T" * 200
    assert Theme.objects.get().name == theme
    assert Baseline.objects.get().text == "b" * 2000
    assert Target.objects.count() == 3


def test_a_title_that_is_too_long_is_refused_in_a_sentence(partnership, tmp_path):
    path = write(tmp_path / "a.csv", [*HEADS, agreement_row("NI 008")])

    with pytest.raises(CommandError, match="title"):
        import_agreement(path, "--partnership", "somewhere", title="T" * 201)

    assert not Agreement.objects.exists()


def test_a_merged_target_keeps_its_words_whatever_they_are(tmp_path):
    row = ["Safer", "NI 001 A title", "12", Merged("See the appendix"), "LBC*"]

    (target,) = dry_run(write(tmp_path / "a.docx", [*HEADS, row]))["indicators"][0]["targets"]

    assert (target["text"], target["period"]) == ("See the appendix", "2008/09-2010/11")
