"""L23: «the short-term implementation of the Sustainable Community Strategy for Luton.»

Each of 65 rows reaches one of 4 themes; a report names the strategy behind the agreement, and the
agreement's own end.
"""

import pytest

from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover
from tests.systems.reporting import read_report, references

pytestmark = pytest.mark.django_db
STRATEGY = "Sustainable Community Strategy for Luton"


def test_l23_every_row_reaches_one_of_four_themes(published, tmp_path):
    body = read_report(tmp_path)["body"]

    assert len(body["themes"]) == 4
    assert len(references(body)) == len(set(references(body))) == 65


def test_l23_a_report_names_the_strategy_and_the_agreements_own_end(published, tmp_path):
    body = read_report(tmp_path)["body"]
    (standard,) = (
        section
        for section in document(body, cover_of(body, Cover.EXECUTIVE, sha256="")).sections
        if section.key == "standard"
    )

    assert body["agreement"]["strategy"] == STRATEGY
    assert body["agreement"]["ends"] == "2011-03-31"
    assert standard.sections[0].blocks[0].text == (
        f"Luton Local Area Agreement 2008-11 puts into practice: {STRATEGY}."
    )
