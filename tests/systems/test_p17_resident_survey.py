"""P17: waves 24 months apart; the next is flagged when due; a change carries sample sizes."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.job_runs import run_job
from laa.actions.refusals import Refused
from laa.clock import day_of
from laa.models import Notice
from peer_reviews.actions.reminders import REMINDERS
from peer_reviews.actions.surveys import add_survey, add_wave
from peer_reviews.queries.surveys import SurveyPage
from tests.page import visit
from tests.systems.conftest import stand_at

pytestmark = pytest.mark.django_db

PAGE = "/harborough/peer-reviews/surveys/residents-survey/"


@pytest.fixture
def survey(harborough, staff):
    return add_survey(
        partnership=harborough.partnership,
        title="Residents’ survey",
        measure="Residents satisfied with the council",
        polarity="up",
        interval_months=24,
        by=staff.lead,
    )


@pytest.fixture
def first(survey, staff):
    return add_wave(
        survey, held_on=date(2018, 1, 31), share=Decimal(70), sample=1000, by=staff.lead
    )


def page_of(survey, today):
    return SurveyPage(survey, list(survey.waves.all()), today)


def second(survey, staff, share, **facts):
    stand_at(survey.partnership, date(2020, 3, 1))
    facts = {"sample": 1000, **facts}
    add_wave(survey, held_on=date(2020, 1, 31), share=Decimal(share), by=staff.lead, **facts)
    (change,) = page_of(survey, date(2020, 3, 1)).changes
    return change


def test_p17_the_next_is_due_24_months_after_the_first(survey, first):
    assert page_of(survey, date(2020, 1, 30)).next_due == date(2020, 1, 31)
    assert not page_of(survey, date(2020, 1, 30)).is_due
    assert page_of(survey, date(2020, 1, 31)).is_due


def test_p17_the_job_says_so_once(survey, first):
    for day in (date(2020, 1, 30), date(2020, 1, 31), date(2020, 2, 20)):
        stand_at(survey.partnership, day)
        run_job(REMINDERS, survey.partnership)

    found = Notice.objects.filter(text__contains="survey: the next wave was due")
    assert [day_of(each.created_at) for each in found] == [date(2020, 1, 31)]


@pytest.mark.parametrize(
    ("share", "verdict", "because"),
    [
        ("75", "Better, and more than chance", "z = 2.50, significant at 95 %"),
        ("72", "No change that chance could not explain", "z = 0.99, not significant at 95 %"),
        ("65", "Worse, and more than chance", "z = -2.39, significant at 95 %"),
    ],
)
def test_p17_a_change_carries_both_samples_and_the_test(
    survey, first, staff, share, verdict, because
):
    change = second(survey, staff, share)

    assert (change.verdict, change.because) == (verdict, because)
    assert change.samples_said == "1000 and 1000 answered"
    assert change.points == Decimal(share) - 70


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({"sample": None}, "a sample size is missing"),
        (
            {"is_comparable": False, "note": "Asked by post before."},
            "not comparable: Asked by post before.",
        ),
    ],
)
def test_p17_without_samples_or_across_a_break_it_cannot_be_judged(
    survey, first, staff, facts, because
):
    change = second(survey, staff, "75", **facts)

    assert (change.verdict, change.because) == ("Cannot be judged", because)


def test_a_break_without_a_word_and_a_share_beyond_the_whole_are_refused(survey, first, staff):
    stand_at(survey.partnership, date(2020, 3, 1))
    for facts, said in (
        ({"is_comparable": False}, "Say what changed"),
        ({"share": Decimal(101)}, "between 0 and 100"),
        ({"sample": 0}, "A sample is of one person or more"),
    ):
        with pytest.raises(Refused, match=said):
            add_wave(survey, held_on=date(2020, 1, 31), by=staff.lead, **facts)
    with pytest.raises(Refused, match="still to come"):
        add_wave(survey, held_on=date(2020, 4, 1), by=staff.lead)
    with pytest.raises(Refused, match="There is a wave of that day already"):
        add_wave(survey, held_on=date(2018, 1, 31), by=staff.lead)


def test_the_lead_records_a_wave_and_takes_it_off(survey, first, staff, client):
    stand_at(survey.partnership, date(2020, 3, 1))
    client.force_login(staff.lead)
    page = visit(client, PAGE)
    assert "Next due 31 January 2020 due now" in page.text

    after = page.press(
        "Record the wave",
        held_on_day="31",
        held_on_month="1",
        held_on_year="2020",
        share="75",
        sample="1000",
    )

    assert "+5 points. Better, and more than chance" in after.text
    assert "Next due 31 January 2022" in after.text
    again = after.press("Take it off: 31 January 2020")
    assert "The wave is taken off." in again.text


def test_a_reader_sees_it_and_no_box_to_change_it(survey, first, staff, client):
    client.force_login(staff.board_member)

    assert "Record the wave" not in visit(client, PAGE).text
    assert client.post(PAGE, {}).status_code == 403
