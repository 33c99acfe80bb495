"""The heads of years, as they are typed and as spreadsheets turn them."""

from datetime import date

import pytest

from tests.documents.imported import dry_run, problems
from tests.documents.tables import workbook_of, write

ROW = ("Safer", "NI 001 People who get on", "70%", "71%", "72%", "73%", "Council*")
NEXT = ("2009/10", "2010/11")


def table(*years, baseline="Baseline", rows=(ROW,)):
    return [("Theme", "Indicator", baseline, *years, "Partners"), *rows]


def periods(answer):
    return [target["period"] for target in answer["indicators"][0]["targets"]]


@pytest.mark.parametrize(
    "heads",
    [
        ("2008/9", "2009/10", "2010/11"),
        ("08/9", "09/10", "10/11"),
        ("2008–09", "2009–10", "2010–11"),
        ("FY08/09", "FY09/10", "FY10/11"),
        ("Mar-09", "Mar-10", "Mar-11"),
        ("March 2009", "March 2010", "March 2011"),
        ("31 March 2009", "31 March 2010", "31st March 2011"),
        ("by March 2009", "by March 2010", "by March 2011"),
        ("Year to March 2009", "Year ending March 2010", "Year ended 31 March 2011"),
        ("Target to March 2009", "Target to March 2010", "Target to March 2011"),
        ("Target Mar 09", "Target Mar 10", "Target Mar 11"),
        ("Target 2008/9", "Target 2009/10", "Target 2010/11"),
        (
            "2008/09 target (March 2009)",
            "2009/10 target (March 2010)",
            "2010/11 target (March 2011)",
        ),
    ],
    ids=lambda heads: heads[0],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_head_is_the_year_it_means(heads, kind, tmp_path):
    answer = dry_run(write(tmp_path / f"a.{kind}", table(*heads)))

    assert periods(answer) == ["2008/09", *NEXT]
    assert answer["warnings"] == []


def test_years_below_the_head_of_targets_too(tmp_path):
    rows = [("Theme", "Indicator", "Baseline", "Targets", "", "", "Partners")]
    rows += [("", "", "", "Mar-09", "2009/10", "31 March 2011", ""), ROW]

    assert periods(dry_run(write(tmp_path / "a.csv", rows))) == ["2008/09", *NEXT]


def test_heads_that_excel_made_dates_of_are_read_as_it_shows_them(tmp_path):
    book = workbook_of({"LAA": table("", "", "")})
    for column, year in zip("DEF", (2009, 2010, 2011), strict=True):
        cell = book["LAA"][f"{column}1"]
        cell.value, cell.number_format = date(year, 3, 1), "mmm-yy"
    book.save(tmp_path / "a.xlsx")

    assert periods(dry_run(tmp_path / "a.xlsx")) == ["2008/09", *NEXT]


def test_a_school_year_ends_in_august(tmp_path):
    heads = ("Theme", "Statutory indicator", "Baseline", "August 2008", "Aug-09", "Partners")
    row = ("Schools", "NI 075 Five GCSEs", "40%", "45%", "50%", "Council*")

    assert periods(dry_run(write(tmp_path / "a.csv", [heads, row]))) == ["2008-AY", "2009-AY"]


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Baseline 2006/7", "2006/07"),
        ("Baseline (2006)", "2006-CY"),
        ("Baseline (March 2007)", "2007-03"),
        ("Baseline as at 31 March 2007", "2007-03-31"),
        ("Baseline (year to March 2007)", "2006/07"),
        ("Baseline (12 months to June 2007)", "2006-07-01..2007-06-30"),
    ],
)
def test_the_head_of_a_baseline_gives_it_its_time(head, period, tmp_path):
    answer = dry_run(write(tmp_path / "a.csv", table("2008/09", *NEXT, baseline=head)))

    assert answer["indicators"][0]["baseline"]["period"] == period


def problem(tmp_path, *years, **named):
    (found,) = problems(write(tmp_path / "a.csv", table(*years)), **named)
    return found


@pytest.mark.parametrize("head", ["Target June 2008", "Dec-08", "2008-10"])
def test_a_head_that_stays_unread_is_named(head, tmp_path):
    found = problem(tmp_path, head, *NEXT)

    assert (found["row"], found["column"]) == (1, "D")
    assert f"“{head}” could not be read as a year" in found["to_do"]
    assert "such as 2008/09" in found["to_do"]
    assert "first-year" not in found["to_do"]


def test_what_excel_made_of_a_year_is_named_with_the_way_back(tmp_path):
    found = problem(tmp_path, "8 September 2026", *NEXT)

    assert "format the cell as text" in found["to_do"]


def test_another_first_year_is_proposed_where_all_heads_were_read(tmp_path):
    assert "--first-year 2008" in problem(tmp_path, "2008/09", *NEXT, first_year=2011)["to_do"]


def test_a_calendar_year_is_no_reason_for_another_first_year(tmp_path):
    to_do = problem(tmp_path, "2010", "2011", "2012")["to_do"]

    assert "first-year" not in to_do
    assert "write it as a financial year" in to_do


def test_two_agreements_are_no_reason_for_another_first_year(tmp_path):
    later = table("2011/12", "2012/13", "2013/14", rows=[("Safer", "NI 008 Sport", *ROW[2:])])
    (found,) = problems(write(tmp_path / "a.xlsx", table("2008/09", *NEXT), later))

    assert found["sheet"] == "Table 2"
    assert "Another agreement in the same file" in found["to_do"]
    assert "first-year" not in found["to_do"]


def test_months_are_never_numbered_as_years(tmp_path):
    found = problem(tmp_path, "Target June 2008", "Target Sept 2008", "Target Dec 2008")

    assert found["what"] == "The table has no column of targets."
    assert "“Target June 2008”, “Target Sept 2008”, “Target Dec 2008”" in found["to_do"]


def test_a_month_between_the_years_is_left_out_and_said(tmp_path):
    answer = dry_run(write(tmp_path / "a.csv", table("2008/09", "Target Sept 2009", "2010/11")))

    assert periods(answer) == ["2008/09", "2010/11"]
    (said,) = answer["warnings"]
    assert "“Target Sept 2009” names no year and was not read" in said
