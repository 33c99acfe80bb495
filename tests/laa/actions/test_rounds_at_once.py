"""Rounds that open, close and hand lines on while others work in them, in real transactions.

The slow one is stopped between looking and doing, until the quick one is done or has to wait.
"""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from laa.actions import line_making, return_lines, rounds, set_aside, sign_off
from laa.actions.refusals import LineIsGone, Refused, RoundIsClosed, RoundIsOpenAlready
from laa.actions.return_lines import save_line
from laa.actions.rounds import close_round, open_round, reopen_round
from laa.actions.set_aside import carry_over, take_back
from laa.models import AuditEvent, Figure, QuarterlyReturn, ReturnLine, Round
from tests.laa.actions.test_returns_at_once import at_once, refused
from tests.steps import certified, enter, line_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

LONGEST = 1.5
"""Seconds that the slow one is stopped where the quick one has to wait for it."""


@pytest.fixture(autouse=True)
def _needs_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs concurrent transactions: set DATABASE_URL to a PostgreSQL server")


@pytest.fixture
def overtaken(monkeypatch):
    """`overtaken(slow, quick, at=(module, name))`: what each came to, in that order.

    The slow one stops when it has called `module.name` for the first time.
    """

    def both(slow, quick, *, at):
        module, name = at
        original = getattr(module, name)
        reached, is_done, slow_thread = threading.Event(), threading.Event(), []

        def stopping(*args, **options):
            found = original(*args, **options)
            if threading.current_thread() in slow_thread and not reached.is_set():
                reached.set()
                is_done.wait(timeout=LONGEST)
            return found

        def slowly():
            slow_thread.append(threading.current_thread())
            try:
                return slow()
            finally:
                reached.set()

        def quickly():
            reached.wait(timeout=20)
            try:
                return quick()
            finally:
                is_done.set()

        monkeypatch.setattr(module, name, stopping)
        return at_once(slowly, quickly)

    return both


@pytest.fixture
def open_next(luton, cast):
    def opening(period="2009/10-Q1"):
        return open_round(
            partnership=luton,
            period=period,
            opens=date(2009, 4, 2),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )

    return opening


def saving(line, value, by):
    entered = {"figure_state": "measured", "value": Decimal(value)}
    return save_line(line, version=line.version, by=by, entered=entered)


def steps():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_a_round_closes_after_the_save_that_began_before(quarterly_return, cast, overtaken):
    line, round_ = line_of(quarterly_return), Round.objects.get()

    came = overtaken(
        lambda: saving(line, 40, cast.officer),
        lambda: close_round(round_, by=cast.lead),
        at=(return_lines, "_entered"),
    )

    assert refused(came) == []
    assert steps()[-2:] == ["line.save", "round.close"]


def test_a_save_that_begins_while_a_round_closes_is_told(quarterly_return, cast, overtaken):
    line, round_ = line_of(quarterly_return), Round.objects.get()

    _, told = overtaken(
        lambda: close_round(round_, by=cast.lead),
        lambda: saving(line, 40, cast.officer),
        at=(rounds, "_record"),
    )

    assert isinstance(told, RoundIsClosed)
    assert line_of(quarterly_return).value is None


def test_a_round_closes_after_the_sign_off_that_began_before(quarterly_return, cast, overtaken):
    lines, round_ = certified(quarterly_return, cast), Round.objects.get()

    came = overtaken(
        lambda: sign_off.sign_off(lines, by=cast.lead),
        lambda: close_round(round_, by=cast.lead),
        at=(sign_off, "must_be_shown"),
    )

    assert refused(came) == []
    assert steps()[-2:] == ["line.sign_off", "round.close"]
    assert Figure.objects.count() == 1


def test_a_sign_off_that_begins_while_a_round_closes_is_told(quarterly_return, cast, overtaken):
    lines, round_ = certified(quarterly_return, cast), Round.objects.get()

    _, told = overtaken(
        lambda: close_round(round_, by=cast.lead),
        lambda: sign_off.sign_off(lines, by=cast.lead),
        at=(rounds, "_record"),
    )

    assert isinstance(told, RoundIsClosed)
    assert not Figure.objects.exists()


def test_what_is_carried_over_while_the_next_round_opens_is_asked_for_there(
    quarterly_return, cast, overtaken, open_next
):
    enter(line_of(quarterly_return), "40", by=cast.officer)
    lines = list(quarterly_return.lines.all())

    came = overtaken(
        lambda: carry_over(lines, by=cast.lead, reason="Late."),
        open_next,
        at=(set_aside, "make_again"),
    )

    assert refused(came) == []
    there = ReturnLine.objects.get(round__period="2009/10-Q1", period="2008/09-Q4")
    assert there.value == 40


@pytest.mark.parametrize("is_saved_first", [True, False])
def test_a_line_carried_over_while_it_is_saved_takes_what_was_saved_along_or_says_no(
    quarterly_return, cast, overtaken, open_next, is_saved_first
):
    line = enter(line_of(quarterly_return), "40", by=cast.officer)
    line = line_of(line.quarterly_return)
    open_next()

    def carrying():
        return carry_over([line], by=cast.lead, reason="Late.")

    def save():
        return saving(line, 41, cast.officer)

    if is_saved_first:
        came = overtaken(save, carrying, at=(return_lines, "_entered"))
    else:
        came = overtaken(carrying, save, at=(set_aside, "make_again"))

    there = ReturnLine.objects.get(round__period="2009/10-Q1", period="2008/09-Q4")
    is_told = any(isinstance(each, Refused) for each in came)
    assert there.value == (40 if is_told else 41)
    assert ReturnLine.objects.get(pk=line.pk).value == there.value


def copy_of(line, cast, open_next):
    """The line in the next round, to which it was carried over."""
    open_next()
    carry_over([line], by=cast.lead, reason="Late.")
    return line_of(QuarterlyReturn.objects.get(round__period="2009/10-Q1"), period="2008/09-Q4")


def test_a_line_fetched_back_while_it_is_saved_in_the_next_round_loses_nothing(
    quarterly_return, cast, overtaken, open_next
):
    line = line_of(quarterly_return)
    copy = copy_of(line, cast, open_next)

    _, told = overtaken(
        lambda: take_back([line], by=cast.lead),
        lambda: saving(copy, 41, cast.officer),
        at=(set_aside, "is_untouched"),
    )

    assert isinstance(told, LineIsGone)
    assert "line.save" not in steps()


def test_a_line_that_a_reopened_round_takes_back_while_it_is_saved_loses_nothing(
    quarterly_return, cast, overtaken, open_next
):
    first = Round.objects.get()
    enter(line_of(quarterly_return), "40", by=cast.officer)
    close_round(first, by=cast.lead)
    newer = open_next()
    copy = line_of(newer.returns.get(), period="2008/09-Q4")

    _, told = overtaken(
        lambda: reopen_round(first, by=cast.lead),
        lambda: saving(copy, 41, cast.officer),
        at=(line_making, "is_untouched"),
    )

    assert isinstance(told, LineIsGone)
    assert line_of(quarterly_return).value == 40
    assert not ReturnLine.objects.filter(pk=copy.pk).exists()


def test_one_period_opened_twice_at_once_is_one_round(housing_benefit, cast, open_next):
    for period in ("2008/09-Q1", "2008/09-Q2", "2008/09-Q3", "2008/09-Q4"):
        came = at_once(*[lambda period=period: open_next(period)] * 4)

        assert [type(each) for each in refused(came)] == [RoundIsOpenAlready] * 3
        assert ReturnLine.objects.filter(round__period=period, period=period).count() == 1


def test_two_rounds_opened_at_once_ask_for_what_is_late_in_one_of_them(
    quarterly_return, cast, overtaken, open_next
):
    close_round(Round.objects.get(), by=cast.lead)

    came = overtaken(
        lambda: open_next("2009/10-Q1"),
        lambda: open_next("2009/10"),
        at=(rounds, "make_lines"),
    )

    assert refused(came) == []
    late = ReturnLine.objects.filter(round__closed_at=None, period="2008/09-Q4")
    assert late.count() == 1
