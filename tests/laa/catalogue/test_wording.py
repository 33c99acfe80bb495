"""Luton's 65 titles beside the national ones: six need a look, and nothing cries wolf."""

import json
from pathlib import Path

import pytest

from laa.catalogue import entries, entry
from laa.catalogue.wording import difference
from laa.rules.wording import DifferenceKind

FIXTURE = Path(__file__).parents[3] / "fixtures" / "luton-laa-2008-11.json"


@pytest.fixture(scope="module")
def luton_titles():
    rows = json.loads(FIXTURE.read_text())
    indicators = [row["fields"] for row in rows if row["model"] == "laa.indicator"]
    return {row["reference"]: row["title"] for row in indicators}


def test_exactly_six_of_lutons_65_titles_depart(luton_titles):
    found = {
        reference: departs
        for reference, title in luton_titles.items()
        if (departs := difference(reference, title))
    }

    assert len(luton_titles) == 65
    assert all(entry(reference) for reference in luton_titles)
    assert {reference: departs.kind.value for reference, departs in found.items()} == {
        "NI 051": "wording",
        "NI 130": "measure",
        "NI 137": "wording",
        "NI 162": "wording",
        "NI 172": "wording",
        "NI 173": "wording",
    }
    assert "says “adult” where that says “adolescent”" in found["NI 051"].said
    assert "it is counted per 100,000" in found["NI 130"].said
    assert "from 2009/10 a share" in found["NI 130"].said
    assert "says “health” where that says “healthy”" in found["NI 137"].said
    assert "leaves out “learners”, “3”" in found["NI 162"].said
    assert "leaves out “employment”" in found["NI 172"].said
    assert "leaves out “employment”" in found["NI 173"].said


@pytest.mark.parametrize("each", entries(), ids=lambda each: each.reference)
def test_a_national_title_is_its_own(each):
    assert difference(each.reference, each.title) is None


@pytest.mark.parametrize("each", entries(), ids=lambda each: each.reference)
def test_a_national_title_is_no_other_ones(each):
    following = entries()[(int(each.reference[3:]) + 5) % 198]

    assert difference(each.reference, following.title)


@pytest.mark.parametrize(
    ("reference", "title", "kind"),
    [
        ("NI 047", "Number of people killed or seriously injured in road traffic accidents", "m"),
        ("NI 112", "Under 18 conception rate (% change from 1998)", "m"),
        ("NI 191", "Residual household waste per head", "m"),
        ("NI 155", "Number of affordable homes delivered (net)", "w"),
    ],
)
def test_known_traps_of_other_areas_are_seen(reference, title, kind):
    found = difference(reference, title)

    assert found.kind == {"m": DifferenceKind.MEASURE, "w": DifferenceKind.WORDING}[kind]


def test_how_surely_the_national_title_is_known_is_said():
    assert "general knowledge" in difference("NI 116", "Child poverty in the north").said
    assert "general knowledge" not in difference("NI 154", "Homes").said


@pytest.mark.parametrize(("reference", "title"), [("PSE 1", "Members"), ("NI 154", " ")])
def test_nothing_to_compare_is_no_difference(reference, title):
    assert difference(reference, title) is None
