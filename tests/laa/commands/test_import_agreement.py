"""Luton's agreement as it was published, through `manage.py import_agreement --dry-run`.

Nothing here may touch a database: no test is marked for one. The expectations were written from
the document and the contract in docs/commands.md.
"""

import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.documents import luton
from tests.documents.imported import dry_run
from tests.documents.luton_readings import BASELINE_PERIODS, READINGS, periods_of
from tests.documents.tables import KINDS
from tests.fixtures.luton_cells import CELLS
from tests.fixtures.rows import LUTON

ROOT = Path(__file__).resolve().parents[3]
INDICATOR = {
    "ref",
    "title",
    "designation",
    "theme",
    "unit",
    "polarity",
    "polarity_basis",
    "lead_partner",
    "lead_partner_name",
    "partners",
    "strands",
    "baseline",
    "targets",
    "warnings",
}
CELL = {
    "period",
    "text",
    "kind",
    "state",
    "values",
    "change",
    "base",
    "due",
    "secondary",
    "warnings",
}


@cache
def document(kind):
    with TemporaryDirectory() as folder:
        return dry_run(luton.write(Path(folder) / f"agreement.{kind}"))


@cache
def by_reference(kind):
    return {row["ref"]: row for row in document(kind)["indicators"]}


@pytest.fixture(params=KINDS)
def rows(request):
    return by_reference(request.param)


def cells(row):
    return [row["baseline"], *row["targets"]]


def test_the_answer_has_the_keys_of_the_contract(rows):
    for row in rows.values():
        assert row.keys() == INDICATOR
        assert all(cell.keys() == CELL for cell in cells(row))


@pytest.mark.parametrize("kind", KINDS)
def test_the_document_has_indicators_and_warnings(kind):
    assert document(kind).keys() == {"indicators", "warnings"}
    assert isinstance(document(kind)["warnings"], list)


@pytest.mark.parametrize("kind", KINDS)
def test_the_65_rows_come_in_printed_order(kind):
    assert [row["ref"] for row in document(kind)["indicators"]] == list(CELLS)


def test_l1_35_are_designated_14_local_and_16_statutory(rows):
    designations = Counter(row["designation"] for row in rows.values())

    assert designations == {"designated": 35, "local": 14, "statutory": 16}


def test_l1_each_row_has_its_own_designation(rows):
    for reference, row in rows.items():
        assert row["designation"] == LUTON.commitment(reference)["designation"], reference


def test_l16_four_themes_hold_13_26_8_and_18_rows(rows):
    themes = Counter(row["theme"] for row in rows.values())

    assert list(themes.values()) == [13, 26, 8, 18]
    assert list(themes) == [theme["name"] for theme in LUTON.of("theme")]


def test_l1_ten_rows_cut_by_a_page_break_are_whole(rows):
    for reference in luton.SPLIT:
        row = rows[reference]
        assert tidy(row["title"]) == LUTON.indicators[reference]["title"]
        assert tuple(cell["text"] for cell in cells(row)) == CELLS[reference]
    assert tidy(rows["NI 163"]["title"]).endswith("qualified to at least Level 2 or higher")


def test_titles_carry_no_star_and_no_reference(rows):
    for reference, row in rows.items():
        assert tidy(row["title"]) == LUTON.indicators[reference]["title"]


def tidy(title):
    """As the bundled agreement has it: no full stop, “3rd” in one piece."""
    return title.replace("3 rd", "3rd").rstrip(".")


def test_l20_each_row_has_the_lead_that_is_starred(rows):
    for reference, row in rows.items():
        printed = LUTON.commitment(reference)["printed_partners"].split("*")[0]
        assert row["lead_partner"] == printed.split(", ")[-1].strip(), reference
        assert row["lead_partner_name"]


def test_an_abbreviated_lead_has_its_name_in_full(rows):
    names = {row["lead_partner"]: row["lead_partner_name"] for row in rows.values()}

    assert names["LBC"] == "Luton Borough Council"
    assert names["Luton tPCT"] == "Luton Teaching Primary Care Trust"


def test_partners_are_as_printed_without_the_star(rows):
    for reference in ("NI 001", "NI 008", "NI 142", "NI 181", "NI 188", "087"):
        printed = LUTON.commitment(reference)["printed_partners"].rstrip(".").split(", ")
        row = rows[reference]
        others = [name for name in printed if "*" not in name]
        assert [name for name in row["partners"] if name != row["lead_partner"]] == others


def test_no_partner_is_blank_starred_or_marked_up(rows):
    names = [name for row in rows.values() for name in row["partners"]]

    assert names
    for name in names:
        assert name.strip() == name != ""
        assert not set("*<>") & set(name), name


def test_a_star_after_the_tables_makes_nobody_a_lead(rows):
    assert "Active Luton or Cultural Trust" not in str(rows.values())


def test_every_cell_is_there_word_for_word(rows):
    for reference, printed in CELLS.items():
        assert tuple(cell["text"] for cell in cells(rows[reference])) == printed


def test_every_target_has_its_period(rows):
    for reference, row in rows.items():
        assert [cell["period"] for cell in row["targets"]] == periods_of(reference)


def test_a_baseline_has_the_period_it_names(rows):
    for reference, row in rows.items():
        assert row["baseline"]["period"] == BASELINE_PERIODS.get(reference), reference


def test_every_cell_says_what_it_says(rows):
    different = [
        (reference, found, wanted)
        for reference, said in READINGS.items()
        for found, wanted in zip(
            map(found_in, cells(rows[reference])), map(wanted_of, said), strict=True
        )
        if found != wanted
    ]

    assert different == []


def found_in(cell):
    return {name: cell[name] for name in CELL - {"period", "text", "warnings"}}


def wanted_of(said):
    return {
        "kind": said.kind,
        "state": said.state,
        "values": dict(said.values),
        "change": said.change,
        "base": said.base or None,
        "due": said.due,
        "secondary": said.secondary,
    }


def test_doubts_are_said_and_plain_cells_are_quiet(rows):
    for reference, row in rows.items():
        for said, cell in zip(READINGS[reference], cells(row), strict=True):
            if said.warns is False:
                assert cell["warnings"] == [], (reference, cell)
            elif said.warns:
                assert cell["warnings"] or row["warnings"], (reference, cell)


def test_l11_ni_120_has_a_strand_for_each_sex(rows):
    assert rows["NI 120"]["strands"] == ["m", "f"]
    assert {tuple(row["strands"]) for ref, row in rows.items() if ref != "NI 120"} == {("all",)}


def test_l12_ni_130_names_a_code_that_is_no_value(rows):
    assert "51" not in str([cell["values"] for cell in cells(rows["NI 130"])])


def test_l13_zeros_of_2008_are_probable_placeholders(rows):
    zeros = [
        (ref, cell["period"])
        for ref, row in rows.items()
        for cell in row["targets"]
        if cell["state"] == "placeholder_zero"
    ]

    assert zeros == [(ref, "2008-AY") for ref in ("074", *map("{:03}".format, range(93, 99)))]


def test_by_targets_the_65_are_what_the_issue_counts(rows):
    states = {ref: [cell["state"] for cell in row["targets"]] for ref, row in rows.items()}
    numbers = {ref: [bool(cell["values"]) for cell in row["targets"]] for ref, row in rows.items()}
    setting = {"relative", "test"}

    assert len([ref for ref in rows if numbers[ref] == [True] * 3]) == 27
    assert numbers["087"] == [True] * 3
    assert [ref for ref in rows if states[ref] == ["relative"] * 3 and not any(numbers[ref])] == [
        "NI 069",
        "NI 186",
    ]
    assert states["NI 057"] == ["new_collection", "relative", "relative"]
    assert states["NI 130"] == ["numeric", "numeric", "not_set"]
    spans = {ref: states[ref][0] for ref in rows if len(states[ref]) == 1}
    assert [ref for ref, state in spans.items() if state in setting] == [
        *("NI 001", "NI 007", "NI 023", "NI 030", "NI 163")
    ]
    assert len([ref for ref, state in spans.items() if state not in setting]) == 14
    assert len([ref for ref in rows if states[ref][1:] == ["numeric", "to_be_set"]]) == 15


def test_l4_what_waits_is_dated_where_a_date_is_printed(rows):
    waiting = Counter(
        (cell["state"], cell["due"])
        for row in rows.values()
        for cell in row["targets"]
        if cell["kind"] == "none"
    )

    assert waiting == {
        ("deferred", "2009-12-31"): 7,
        ("delayed", "2009-12-31"): 2,
        ("to_be_set", None): 5,
        ("to_be_set", "2009-01-31"): 15,
        ("new_collection", None): 1,
        ("not_set", None): 1,
    }


def test_l3_polarity_never_follows_the_targets(rows):
    """They rise for admissions, obesity and absence, where lower is better."""
    for reference in ("NI 039", "NI 056", "087"):
        row = rows[reference]
        assert row["polarity"] in {"down", None}
        assert row["polarity_basis"] or row["polarity"] is None


def test_an_unknown_polarity_is_a_warning(rows):
    for row in rows.values():
        assert row["polarity"] in {"up", "down", "stay_close", "none", None}
        assert row["polarity"] or row["warnings"], row["ref"]


@pytest.mark.parametrize(
    ("reference", "unit"),
    [
        ("NI 008", "percent"),
        ("NI 173", "percent"),
        ("NI 181", "days"),
        ("NI 188", "level"),
        ("NI 015", "rate"),
        ("NI 016", "rate"),
    ],
)
def test_a_printed_unit_is_read(reference, unit, rows):
    assert rows[reference]["unit"] == unit


def test_ni_186_asks_which_pair_a_person_means(rows):
    doubts = " ".join([*rows["NI 186"]["warnings"], *rows["NI 186"]["targets"][0]["warnings"]])

    assert "reduction" in doubts


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "txt"])
def test_all_kinds_of_file_say_the_same(kind):
    assert document(kind)["indicators"] == document("txt")["indicators"]


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", "import_agreement", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


NO_DATABASE = "postgres://nobody:nothing@127.0.0.1:1/none"


def test_a_dry_run_needs_no_database(tmp_path):
    path = luton.write(tmp_path / "agreement.txt")

    done = manage(
        *(path, "--title", "T", "--first-year", 2008, "--dry-run", "--format", "json"),
        DATABASE_URL=NO_DATABASE,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count('"ref"') == 65


def test_a_bad_file_exits_non_zero_and_says_why_on_the_error_channel(tmp_path):
    done = manage(
        *(tmp_path / "nowhere.csv", "--title", "T", "--first-year", 2008, "--dry-run"),
        DATABASE_URL=NO_DATABASE,
    )

    assert done.returncode != 0
    assert "nowhere.csv" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
