"""L1: every row once, with its own designation; the star on the target says designated."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from tests.documents import luton


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    out = StringIO()
    call_command(
        "import_agreement",
        str(luton.write(tmp_path_factory.mktemp("l1") / "luton.txt")),
        title="Luton",
        first_year=2008,
        dry_run=True,
        format="json",
        stdout=out,
    )
    return json.loads(out.getvalue())["indicators"]


def test_65_rows_of_three_designations(rows):
    assert len(rows) == len({row["ref"] for row in rows}) == 65
    assert Counter(row["designation"] for row in rows) == {
        "designated": 35,
        "local": 14,
        "statutory": 16,
    }


def test_ten_rows_that_a_page_cut_are_whole(rows):
    titles = {row["ref"]: row["title"] for row in rows}

    assert titles["NI 163"].endswith("qualified to at least Level 2 or higher")
    assert all(row["theme"] and row["lead_partner"] for row in rows)


def test_no_local_row_is_designated(rows):
    for row in rows:
        starred = [target["text"].startswith("*") for target in row["targets"]]
        assert any(starred) == (row["designation"] == "designated"), row["ref"]


def test_l13_the_statutory_table_has_years_of_its_own(rows):
    statutory = {row["ref"]: row for row in rows if row["designation"] == "statutory"}
    noughts = [
        ref for ref, row in statutory.items() if row["targets"][0]["state"] == "placeholder_zero"
    ]

    assert noughts == ["074", "093", "094", "095", "096", "097", "098"]
    assert {t["period"] for row in statutory.values() for t in row["targets"]} == {
        "2008-AY",
        "2009-AY",
        "2010-AY",
    }
    assert statutory["092"]["baseline"]["values"] == {"all": "39.4"}
    assert statutory["092"]["baseline"]["secondary"] == "39.6"
    last = {ref: row["targets"][2] for ref, row in statutory.items()}
    assert [ref for ref, cell in last.items() if cell["state"] == "numeric"] == ["087"]
    assert last["087"]["values"] == {"all": "4.9"}


def test_l20_each_row_has_one_lead_among_its_partners(rows):
    assert all(row["lead_partner"] in row["partners"] for row in rows)


@pytest.mark.django_db
def test_l20_two_spellings_are_one_partner(published):
    partner = published.partnership.partners.get(slug="jobcentre-plus")
    leads = partner.leads.in_printed_order().values_list("indicator__reference", flat=True)
    others = partner.contributes_to.in_printed_order()

    assert list(leads) == ["NI 151", "NI 152", "NI 153", "NI 173"]
    assert list(others.values_list("indicator__reference", flat=True)) == [
        "NI 120",
        "NI 162",
        "NI 163",
        "NI 171",
        "NI 172",
    ]
