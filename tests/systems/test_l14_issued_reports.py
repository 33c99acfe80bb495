"""L14: «Reports on performance will be produced and considered quarterly.»

Produce Q1's, then change a Q1 figure: the issued Q1 report stays as issued, byte for byte; the next
one carries the change, marked.
"""

from datetime import date

import pytest

from laa.actions.revisions import revise
from laa.actions.rounds import open_round
from laa.actions.targets import Change, change_cells
from laa.models import Figure, Report, ReportFile
from laa.models.base import ImmutableRow
from laa.rules.figures import Number
from laa.rules.notation import read_target
from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover
from tests.steps import signed_off
from tests.systems.issued import draft_report, issued_report
from tests.systems.reporting import write_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarters(luton, housing_benefit, cast):
    """Two quarters signed off: 40 days, then 41."""
    for period, opens, value in (
        ("2008/09-Q1", date(2008, 7, 1), "40"),
        ("2008/09-Q2", date(2008, 10, 1), "41"),
    ):
        round_ = open_round(
            partnership=luton,
            period=period,
            opens=opens,
            due=opens.replace(day=28),
            sign_off=opens.replace(day=29),
            by=cast.lead,
        )
        signed_off(round_.returns.get(), cast, value)


def kept(report):
    return {(file.cover, file.format): bytes(file.content) for file in report.files.all()}


@pytest.fixture
def first(quarters, agreement, cast):
    return issued_report(agreement, cast, "2008/09-Q1")


@pytest.fixture
def corrected(first, cast):
    figure = Figure.objects.current().get(period="2008/09-Q1")
    revise(figure, Number(45), by=cast.lead, reason="A batch was counted twice.")


def test_l14_the_issued_report_stays_byte_for_byte(first, cast, tmp_path, request):
    before, body = kept(first), first.body
    request.getfixturevalue("corrected")

    now = Report.objects.get(pk=first.pk)
    assert (now.body, now.sha256, kept(now)) == (body, first.sha256, before)
    assert now.is_intact
    written = write_report(tmp_path, agreement="laa", quarter="2008/09-Q1", format="pdf")
    assert written == before["executive", "pdf"]


def test_l14_a_target_renegotiated_afterwards_leaves_it_as_it_was(first, housing_benefit, cast):
    before = kept(first)
    target = housing_benefit.targets.get(period="2008/09")

    change_cells(
        [Change(housing_benefit, "2008/09", read_target("30"))],
        reason="Renegotiated.",
        agreed_by="Luton Forum",
        agreed_on=date(2009, 3, 3),
        seen={target.pk},
        by=cast.lead,
    )

    now = Report.objects.get(pk=first.pk)
    assert (now.body, kept(now)) == (first.body, before)
    assert "42 days" in bytes(now.files.get(format="html", cover="executive").content).decode()


def test_l14_a_report_on_the_first_quarter_knows_nothing_of_the_second(first):
    (line,) = first.said["themes"][0]["promises"][0]["lines"]

    assert [told["period"] for told in line["history"]] == ["2008/09-Q1"]
    assert (line["figure"], line["rating"]) == ("40", "on_track")


def test_l14_the_next_report_carries_the_change_marked(corrected, agreement, cast):
    second = issued_report(agreement, cast, "2008/09-Q2")
    (correction,) = second.said["corrections"]

    assert correction["reference"] == "NI 181"
    assert (correction["was"], correction["now"]) == ("40 days", "45 days")
    assert (correction["was_rated"], correction["now_rated"]) == ("On track", "Off track")
    assert correction["reason"] == "A batch was counted twice."
    html = bytes(second.files.get(format="html").content).decode()
    assert "Corrections to what was reported before" in html
    assert "Report on Q1" not in html
    assert "Performance report, Q1 2008/09" in html


def test_l14_without_a_change_nothing_is_marked(first, agreement, cast):
    second = draft_report(agreement, cast, "2008/09-Q2")

    assert second.said["corrections"] == []
    found = document(second.said, cover_of(second.said, Cover.EXECUTIVE, sha256=""))
    assert "corrections" not in [section.key for section in found.sections]


def test_l14_the_third_report_does_not_repeat_what_the_second_corrected(
    corrected, agreement, cast, quarterly_return
):
    issued_report(agreement, cast, "2008/09-Q2")
    signed_off(quarterly_return, cast, "39")

    assert draft_report(agreement, cast, "2008/09-Q4").said["corrections"] == []


def test_l14_nothing_issued_can_be_changed_or_deleted(first):
    first.as_at = date(2009, 1, 1)
    for refused in (first.save, first.delete, ReportFile.objects.first().save):
        with pytest.raises(ImmutableRow):
            refused()
