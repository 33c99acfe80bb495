"""`manage.py back_test`: what the flags would have been worth."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from laa.models import FlagPolicy, Rating, Round
from laa.rules import periods
from tests.factories import StrandFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def past(housing_benefit, luton):
    """NI 181 over two years, against 42 days, lower is better: a miss foreseen, and a met year."""
    signed(housing_benefit, housing_benefit.indicator.strands.get(), PAST)


def signed(commitment, strand, past):
    """So many figures against 42, one after another, as they were signed off."""
    luton = commitment.partnership
    for number, (key, figure) in enumerate(past):
        when = periods.period(key)
        about = {"period": when.key, "period_start": when.start, "period_end": when.end}
        round_, _ = Round.objects.get_or_create(
            partnership=luton, opens=when.end, due=when.end, sign_off=when.end, **about
        )
        Rating.objects.create(
            partnership=luton,
            commitment=commitment,
            strand=strand,
            round=round_,
            rating="off_track" if figure > 42 else "on_track",
            against_baseline="better",
            figure_value=Decimal(figure),
            figure_state="measured",
            target_text="*42",
            target_value=Decimal(42),
            target_state="numeric",
            rule_name="Target only",
            rule_version=1,
            recorded_at=datetime(2010, 1, number + 1, tzinfo=UTC),
            **about,
        )


PAST = [
    *zip([f"2006/07-Q{n}" for n in (1, 2, 3, 4)], (40, 44, 46, 47), strict=True),
    *zip([f"2007/08-Q{n}" for n in (1, 2, 3, 4)], (41, 41, 40, 39), strict=True),
]


def answer(capsys, *more):
    call_command("back_test", "--partnership", "luton", "--format", "json", *more)
    return json.loads(capsys.readouterr().out)


def test_a_miss_was_foreseen_two_quarters_ahead(past, capsys):
    found = answer(capsys, "--agreement", "laa")

    assert (found["years"], found["missed"]) == (2, 1)
    assert found["by_reason"]["off-track"] == {
        "caught": 1,
        "share_caught": "1.000",
        "warned": 1,
        "false_alarms": 0,
        "share_right": "1.000",
        "periods_ahead": "2",
    }
    assert found["as_last_year"]["false_alarms"] == 1


def test_a_red_strand_under_a_green_total_warned_too(past, housing_benefit, capsys):
    male = StrandFactory(indicator=housing_benefit.indicator, key="male", label="Male", position=1)
    signed(housing_benefit, male, [("2007/08-Q1", 45), ("2007/08-Q2", 45), ("2007/08-Q4", 45)])

    found = answer(capsys)

    assert (found["years"], found["missed"]) == (3, 2)
    tried = found["by_reason"]["red-strand"]
    assert (tried["caught"], tried["warned"], tried["periods_ahead"]) == (1, 1, "2")


def test_a_red_strand_under_a_red_total_was_no_secret(past, housing_benefit, capsys):
    male = StrandFactory(indicator=housing_benefit.indicator, key="male", label="Male", position=1)
    signed(housing_benefit, male, [("2006/07-Q2", 45), ("2006/07-Q3", 45), ("2006/07-Q4", 45)])

    assert answer(capsys)["by_reason"]["red-strand"]["warned"] == 0


def test_it_goes_by_the_periods_running_that_the_partnership_chose(past, luton, capsys):
    assert answer(capsys)["by_reason"]["off-track-twice"]["caught"] == 1
    FlagPolicy.objects.create(partnership=luton, periods_running=3)

    assert answer(capsys)["by_reason"]["off-track-twice"]["caught"] == 0


def test_it_says_what_it_does_not_try(past, capsys):
    assert list(answer(capsys)["not_tried"]) == ["overdue-actions"]
    call_command("back_test", "--partnership", "luton")

    assert "Not tried: overdue-actions (what was due of a plan on" in capsys.readouterr().out


def test_in_words(past, capsys):
    call_command("back_test", "--partnership", "luton")

    said = capsys.readouterr().out
    assert "2 years of promises are over; 1 missed their target." in said
    assert "caught 1, 2 periods ahead; 0 false alarms in 1" in said


def test_nothing_changes(past, capsys):
    before = list(Rating.objects.values())
    answer(capsys)

    assert list(Rating.objects.values()) == before


def test_with_nothing_to_judge_it_says_what_that_takes(luton, capsys):
    call_command("back_test", "--partnership", "luton")

    assert "No year can be judged yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--partnership", "nowhere"], "There is no partnership “nowhere”. There is: luton."),
        (["--partnership", "luton", "--agreement", "x"], "There is no agreement “x”."),
    ],
)
def test_a_wrong_name_is_said_with_the_right_ones(agreement, options, sentence):
    with pytest.raises(CommandError, match=sentence.replace("(", r"\(").replace("?", r"\?")):
        call_command("back_test", *options)
