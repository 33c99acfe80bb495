from decimal import Decimal

import pytest

from laa.actions.refusals import (
    LineChanged,
    LineIsBeyondEditing,
    NothingToDo,
    NotReady,
    OwnEntry,
    ReasonMissing,
    RoundIsClosed,
)
from laa.actions.return_lines import save_line
from laa.actions.return_steps import certify, give_back, submit
from laa.actions.rounds import close_round
from laa.actions.sign_off import reopen, sign_off
from laa.models import AuditEvent, Figure, Notice, Rating, ReturnLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(quarterly_return):
    return quarterly_return.lines.select_related(
        "strand__indicator", "round__partnership", "partnership__demonstration"
    ).get()


def enter(line, by, value="40", **entered):
    line = ReturnLine.objects.get(pk=line.pk)
    values = {"figure_state": "measured", "value": Decimal(value), **entered}
    return save_line(line, version=line.version, by=by, entered=values)


EXPLAINED = {"commentary": "A batch came late.", "recovery": "The batch is dealt with first."}


def sign_off_all(quarterly_return, cast):
    submit(quarterly_return, by=cast.officer)
    certify(quarterly_return.lines.all(), by=cast.certifier)
    return sign_off(quarterly_return.lines.all(), by=cast.lead)


def test_a_figure_entered_makes_the_line_ready(line, cast):
    saved = enter(line, cast.officer)

    assert saved.value == 40
    assert saved.state == ReturnLine.State.READY
    assert saved.entered_by == cast.officer


def test_what_people_type_in_a_demonstration_is_illustrative(line, cast):
    assert enter(line, cast.officer).is_illustrative


def test_zero_is_a_figure(line, cast):
    saved = enter(line, cast.officer, value="0")

    assert saved.value == 0
    assert saved.is_complete


def test_a_line_without_a_figure_is_ready_once_it_says_why(line, cast):
    no_figure = {"figure_state": "awaiting_source", "value": None, "commentary": ""}
    saved = save_line(line, version=line.version, by=cast.officer, entered=no_figure)
    assert saved.state == ReturnLine.State.DRAFT

    explained = {**no_figure, "commentary": "The system is down until May."}
    saved = save_line(saved, version=saved.version, by=cast.officer, entered=explained)
    assert saved.state == ReturnLine.State.READY


def test_numerator_and_denominator_compute_the_figure(line, cast):
    line.strand.indicator.unit = "percent"
    line.strand.indicator.save()
    entered = {"figure_state": "measured", "numerator": Decimal(189), "denominator": Decimal(200)}

    saved = save_line(line, version=line.version, by=cast.officer, entered=entered)

    assert saved.value == Decimal("94.5")


def test_two_officers_saving_the_same_line_the_second_sees_both(line, cast):
    read_by_both = line.version
    save_line(
        line,
        version=read_by_both,
        by=cast.officer,
        entered={"figure_state": "measured", "value": Decimal(40)},
    )

    with pytest.raises(LineChanged) as refusal:
        save_line(
            line,
            version=read_by_both,
            by=cast.contributor,
            entered={"figure_state": "measured", "value": Decimal(45)},
        )

    assert refusal.value.current.value == 40
    assert refusal.value.current.entered_by == cast.officer
    assert cast.officer.name in str(refusal.value)


def test_save_refuses_a_closed_round(line, round_, cast):
    close_round(round_, by=cast.lead)

    with pytest.raises(RoundIsClosed, match="ask the performance lead to reopen it"):
        enter(line, cast.officer)


def test_submit_refuses_a_return_that_is_not_ready(quarterly_return, cast):
    with pytest.raises(NotReady, match="NI 181"):
        submit(quarterly_return, by=cast.officer)


def test_submit_hands_the_lines_over_and_tells_the_certifier(quarterly_return, line, cast):
    enter(line, cast.officer)

    submit(quarterly_return, by=cast.officer)

    assert quarterly_return.lines.get().state == ReturnLine.State.SUBMITTED
    assert Notice.objects.get(recipient=cast.certifier).path.endswith("/council/certify/")


def test_a_submitted_line_cannot_be_changed(quarterly_return, line, cast):
    enter(line, cast.officer)
    submit(quarterly_return, by=cast.officer)

    with pytest.raises(LineIsBeyondEditing, match="Ask the certifier"):
        enter(line, cast.officer, value="41")


def test_submit_twice_says_there_is_nothing_left(quarterly_return, line, cast):
    enter(line, cast.officer)
    submit(quarterly_return, by=cast.officer)

    with pytest.raises(NothingToDo, match="already"):
        submit(quarterly_return, by=cast.officer)


def test_nobody_certifies_what_they_entered_themselves(quarterly_return, line, cast):
    enter(line, cast.certifier)
    submit(quarterly_return, by=cast.officer)

    with pytest.raises(OwnEntry, match="Somebody else"):
        certify([line], by=cast.certifier)


def test_certify_tells_the_performance_lead(quarterly_return, line, cast):
    enter(line, cast.officer)
    submit(quarterly_return, by=cast.officer)

    certify([line], by=cast.certifier)

    assert quarterly_return.lines.get().certified_by == cast.certifier
    assert Notice.objects.filter(recipient=cast.lead, key__startswith="certified").exists()


def test_send_back_needs_a_reason_that_the_officer_reads(quarterly_return, line, cast):
    enter(line, cast.officer)
    submit(quarterly_return, by=cast.officer)
    with pytest.raises(ReasonMissing):
        give_back([line], by=cast.certifier, reason="  ")

    give_back([line], by=cast.certifier, reason="Is this the median?")

    returned = quarterly_return.lines.get()
    assert returned.state == ReturnLine.State.SENT_BACK
    assert returned.question == "Is this the median?"
    assert "Is this the median?" in Notice.objects.get(recipient=cast.officer).text
    assert returned.is_editable


def test_sign_off_skips_no_certification(quarterly_return, line, cast):
    enter(line, cast.officer)
    submit(quarterly_return, by=cast.officer)

    with pytest.raises(NothingToDo):
        sign_off([line], by=cast.lead)
    assert not Figure.objects.exists()


def test_sign_off_enters_the_figure_and_freezes_its_rating(quarterly_return, line, cast):
    enter(line, cast.officer, value="40")

    sign_off_all(quarterly_return, cast)

    figure, rating = Figure.objects.get(), Rating.objects.get()
    assert (figure.value, figure.period, figure.version) == (40, "2008/09-Q4", 1)
    assert rating.rating == "on_track"
    assert (rating.figure_value, rating.target_text, rating.baseline_value) == (40, "*42", 48)
    assert rating.against_baseline == "better"
    assert (rating.rule_name, rating.rule_version) == ("Target only", 1)


def test_45_days_against_42_is_off_track(quarterly_return, line, cast):
    enter(line, cast.officer, value="45", **EXPLAINED)

    sign_off_all(quarterly_return, cast)

    assert Rating.objects.get().rating == "off_track"


def test_a_reopened_line_adds_versions_and_keeps_the_old(quarterly_return, line, cast):
    enter(line, cast.officer, value="40")
    sign_off_all(quarterly_return, cast)
    with pytest.raises(ReasonMissing):
        reopen(line, by=cast.lead, reason="")

    reopen(line, by=cast.lead, reason="A batch was counted twice.")
    enter(line, cast.officer, value="45", **EXPLAINED)
    sign_off_all(quarterly_return, cast)

    older, newer = Figure.objects.order_by("version")
    assert (older.value, newer.value, newer.state) == (40, 45, "revised")
    assert newer.supersedes == older
    assert newer.reason == "A batch was counted twice."
    assert Rating.objects.current().get().rating == "off_track"
    assert Rating.objects.get(version=1).rating == "on_track"


def test_every_step_is_in_the_audit_trail(quarterly_return, line, cast):
    enter(line, cast.officer)
    sign_off_all(quarterly_return, cast)

    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions)[-5:] == [
        "line.save",
        "line.submit",
        "return.receipt",
        "line.certify",
        "line.sign_off",
    ]
    assert AuditEvent.objects.get(action="line.save").after["value"] == "40"
