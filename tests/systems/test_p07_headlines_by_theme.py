"""P7: «ensuring members have strategic information»: 65 Luton rows as headline status by theme."""

import pytest

from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover
from tests.systems.reporting import read_report

pytestmark = pytest.mark.django_db


def test_p7_a_member_reads_headline_status_by_theme(published, tmp_path):
    body = read_report(tmp_path)["body"]
    (summary,) = (
        section
        for section in document(body, cover_of(body, Cover.EXECUTIVE, sha256="")).sections
        if section.key == "summary"
    )
    (table,) = (block for block in summary.blocks if hasattr(block, "head"))

    assert [row[1].text for row in table.rows] == ["13", "26", "8", "18", "65"]
    assert [int(row[2].text) for row in table.rows][:-1] == [
        sum(len(promise["lines"]) for promise in theme["promises"]) for theme in body["themes"]
    ]
