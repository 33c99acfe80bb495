"""The National Indicator Set: complete, readable, and honest about how much it knows."""

import re
import subprocess
import sys
from collections import Counter

import pytest

from laa.catalogue import FILE, PolarityBasis, TitleKind, entries, entry
from laa.rules.vocabulary import Frequency, Polarity, Unit


def each_entry():
    return pytest.mark.parametrize("each", entries(), ids=lambda each: each.reference)


def numbers(**wanted):
    return [
        int(each.reference[3:])
        for each in entries()
        if all(getattr(each, name) == value for name, value in wanted.items())
    ]


def test_the_set_is_1_to_199_without_31():
    assert [each.reference for each in entries()] == [
        f"NI {number:03d}" for number in range(1, 200) if number != 31
    ]


def test_how_far_titles_can_be_trusted_adds_up_to_198():
    """35 were paraphrased with NI 031, whose title was paraphrased too; it is not in the set."""
    assert Counter(each.title_kind for each in entries()) == {
        TitleKind.EXACT: 84,
        TitleKind.PARAPHRASE: 34,
        TitleKind.LOCAL_WORDING: 24,
        TitleKind.GENERAL_KNOWLEDGE: 56,
    }


def test_which_way_is_good_is_printed_for_sixteen_and_judged_for_the_rest():
    printed = [48, 49, 50, 56, 70, 76, 77, 78, 92, 107, 108, 110, 115, 154, 188, 192]

    assert numbers(polarity_basis=PolarityBasis.PRINTED) == printed
    assert len(numbers(polarity_basis=PolarityBasis.JUDGED)) == 182


def test_three_have_no_good_way():
    assert numbers(polarity=Polarity.NONE) == [44, 190, 198]


@pytest.mark.parametrize(
    ("number", "polarity"),
    [
        (23, "down"),
        (30, "down"),
        (47, "up"),
        (48, "up"),
        (113, "up"),
        (123, "up"),
        (158, "down"),
        (185, "up"),
        (186, "up"),
        (187, "down"),
        (194, "up"),
        (196, "down"),
    ],
)
def test_where_a_title_misleads_the_note_says_so(number, polarity):
    found = entry(f"NI {number}")

    assert found.polarity == polarity
    assert re.search("better|lower|higher|opposite", found.note), found.note


@each_entry()
def test_an_entry_is_whole(each):
    assert each.title == each.title.strip()
    assert not each.title.endswith(".")
    assert each.department
    assert 0 < each.lag_days <= 540
    assert isinstance(each.unit, Unit)
    assert isinstance(each.frequency, Frequency)


@each_entry()
def test_an_entry_fits_the_columns_it_is_proposed_for(each):
    assert len(each.unit_detail) <= 100
    assert "http" not in each.note
    assert "'" not in each.title + each.note


def test_a_survey_every_two_years_is_a_figure_of_the_financial_year():
    surveys = [each for each in entries() if "every two years" in each.survey]

    assert len(surveys) == 21
    assert {each.frequency for each in surveys} == {Frequency.FINANCIAL_YEAR}


def test_the_statutory_education_targets_are_about_school_years():
    statutory = [*range(72, 76), 83, 87, *range(92, 102)]

    assert {entry(f"{number:03d}").frequency for number in statutory} == {Frequency.ACADEMIC_YEAR}
    assert all("statutory" in entry(f"{number:03d}").note for number in statutory)


@pytest.mark.parametrize(
    ("printed", "reference"),
    [
        ("NI 019", "NI 019"),
        ("Local NI 19", "NI 019"),
        ("LOCAL NI 011", "NI 011"),
        ("ni019", "NI 019"),
        (" NI 1 ", "NI 001"),
        ("*NI 154", "NI 154"),
        ("N.I. 54", "NI 054"),
        ("NI: 54", "NI 054"),
        ("NI-54", "NI 054"),
        ("NI\u00a019", "NI 019"),
        ("074", "NI 074"),
        ("Statutory 074", "NI 074"),
    ],
)
def test_a_reference_is_found_as_it_is_printed(printed, reference):
    assert entry(printed).reference == reference


@pytest.mark.parametrize(
    "printed",
    ["", "NI", "NI 031", "031", "NI 000", "NI 200", "NI 1000", "NI 102a", "74", "PSE 1", "BV 074"],
)
def test_what_the_set_does_not_have_is_none(printed):
    assert entry(printed) is None


def test_a_slug_is_the_reference_in_an_address():
    assert entry("NI 019").slug == "ni-019"


def test_reading_needs_no_database_and_no_settings():
    code = "from laa.catalogue import entries; print(len(entries()))"
    environment = {"PATH": "/usr/bin"}

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment,
        cwd=FILE.parents[2],
        check=True,
    )

    assert done.stdout == "198\n"
