"""The PDF of a report: its structure, as those who do not see the page depend on it."""

import pytest

from laa.reports.render import rendered
from laa.rules.report_contents import WHOLE
from laa.rules.report_sheets import chart_said
from laa.rules.vocabulary import Cover, FileFormat
from tests.steps import signed_off
from tests.systems.issued import draft_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(agreement, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    return draft_report(agreement, cast, contents=WHOLE)


@pytest.fixture
def pdf(report):
    return rendered(report.body, cover=Cover.EXECUTIVE, format=FileFormat.PDF)


def test_it_is_tagged_to_pdf_ua_with_title_language_and_bookmarks(pdf):
    for mark in (
        *(b"pdfuaid:part>1<", b"/StructTreeRoot", b"/Marked true", b"/Lang(en-GB)"),
        *(b"/DisplayDocTitle true", b"/Outlines", b"/Title"),
    ):
        assert mark in pdf


def test_every_table_has_heads_and_every_chart_words(pdf, report):
    tables, charts = pdf.count(b"/S/Table"), pdf.count(b"/S/Figure")

    assert tables >= 3
    assert pdf.count(b"/S/TH") >= 4 * tables
    assert charts == pdf.count(b"/Alt") == 1


def test_the_words_of_a_chart_say_its_figures(report):
    (line,) = report.said["themes"][0]["promises"][0]["lines"]

    assert chart_said(line) == (
        "Figures: Q4 2008/09: 45 days. "
        "Targets: 2008/09: 42 days; 2009/10: 30 days; 2010/11: 15 days."
    )


def test_the_same_report_gives_the_same_bytes(pdf, report):
    assert rendered(report.body, cover=Cover.EXECUTIVE, format=FileFormat.PDF) == pdf
