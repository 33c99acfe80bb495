"""Two people at the same moment, in real transactions: exactly one wins, the other is told."""

import threading
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection, connections

from laa.actions.refusals import (
    ChangedSinceSeen,
    LineChanged,
    NothingToDo,
    NotReady,
    Refused,
    Unexplained,
)
from laa.actions.return_lines import save_line
from laa.actions.return_steps import certify, submit, withdraw
from laa.actions.revisions import Number, revise
from laa.actions.rounds import open_round
from laa.actions.shared_setup import add_part
from laa.actions.sign_off import sign_off
from laa.models import AuditEvent, Figure, Notice, Rating, ReturnLine, Submission
from tests.factories import promise
from tests.steps import certified, enter, line_of, submitted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

State = ReturnLine.State
ROUNDS = 8
"""How often each race is run: who is first differs from time to time."""


@pytest.fixture(autouse=True)
def _needs_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs concurrent transactions: set DATABASE_URL to a PostgreSQL server")


def at_once(*works):
    """What each came to, started together in connections of their own: a value or a refusal."""
    start = threading.Barrier(len(works))
    came: list = [None] * len(works)

    def run(n, work):
        try:
            start.wait(timeout=20)
            came[n] = work()
        except Exception as error:
            came[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "they wait for each other"
    assert None not in came
    unexpected = [c for c in came if isinstance(c, Exception) and not isinstance(c, Refused)]
    assert not unexpected, unexpected
    return came


def refused(came):
    return [each for each in came if isinstance(each, Refused)]


def test_two_saves_of_one_line_one_wins_and_the_other_is_shown_both(quarterly_return, cast):
    for n in range(ROUNDS):
        line = line_of(quarterly_return)
        values = {cast.officer: Decimal(40 + n), cast.contributor: Decimal(50 + n)}

        def saving(who, line=line, values=values):
            entered = {"figure_state": "measured", "value": values[who]}
            return save_line(line, version=line.version, by=who, entered=entered)

        came = at_once(lambda: saving(cast.officer), lambda: saving(cast.contributor))

        [told] = refused(came)
        [saved] = [each for each in came if each is not told]
        assert isinstance(told, LineChanged)
        assert told.current.value == saved.value
        now = line_of(quarterly_return)
        assert (now.value, now.version) == (saved.value, line.version + 1)
    assert AuditEvent.objects.filter(action="line.save").count() == ROUNDS


def test_a_submit_while_a_colleague_saves_sends_what_was_seen_or_nothing(quarterly_return, cast):
    enter(line_of(quarterly_return), "40", by=cast.officer)
    for _ in range(ROUNDS):
        line = line_of(quarterly_return)
        seen = {str(line.uuid): line.version}
        entered = {"figure_state": "measured", "value": line.value + 1}

        came = at_once(
            partial(submit, quarterly_return, by=cast.officer, seen=seen),
            partial(save_line, line, version=line.version, by=cast.contributor, entered=entered),
        )

        [told] = refused(came)
        now = line_of(quarterly_return)
        if now.state == State.SUBMITTED:
            assert now.value == line.value
            withdraw([now], by=cast.officer)
        else:
            assert isinstance(told, ChangedSinceSeen | NothingToDo | NotReady | Unexplained)
            assert now.value == line.value + 1


def test_submitting_twice_at_once_gives_one_receipt(quarterly_return, cast):
    enter(line_of(quarterly_return), "40", by=cast.officer)

    came = at_once(*[lambda: submit(quarterly_return, by=cast.officer)] * 4)

    assert len(refused(came)) == 3
    assert Submission.objects.count() == 1
    assert AuditEvent.objects.filter(action="line.submit").count() == 1
    assert Notice.objects.filter(recipient=cast.certifier).count() == 1


def test_certify_while_the_officer_takes_it_back(quarterly_return, cast):
    for _ in range(ROUNDS):
        lines = submitted(quarterly_return, cast)

        came = at_once(
            partial(certify, lines, by=cast.certifier),
            partial(withdraw, lines, by=cast.officer),
        )

        assert len(refused(came)) == 1
        line = line_of(quarterly_return)
        if line.state == State.CERTIFIED:
            assert line.submitted_by == cast.officer
            # For the next race it starts over.
            ReturnLine.objects.filter(pk=line.pk).update(state=State.READY)
        else:
            assert (line.state, line.submitted_by) == (State.READY, None)


def test_signing_off_twice_at_once_freezes_one_rating(quarterly_return, cast):
    lines = certified(quarterly_return, cast)

    came = at_once(*[lambda: sign_off(lines, by=cast.lead)] * 4)

    assert len(refused(came)) == 3
    assert Figure.objects.count() == Rating.objects.count() == 1
    assert AuditEvent.objects.filter(action="line.sign_off").count() == 1


def test_two_revisions_at_once_are_one_version_each_or_one_is_told(quarterly_return, cast):
    lines = certified(quarterly_return, cast)
    sign_off(lines, by=cast.lead)
    figure = Figure.objects.get()

    came = at_once(
        *[
            lambda value=value: revise(
                figure, Number(Decimal(value)), by=cast.lead, reason="Wrong.", seen=1
            )
            for value in (41, 42, 43)
        ]
    )

    assert len(refused(came)) == 2
    assert list(Figure.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert Rating.objects.current().get().figure_value == Figure.objects.current().get().value


def test_the_last_two_parts_signed_off_at_once_make_one_total(agreement, council, cast, luton):
    """Neither sign-off sees the other's figure; whoever comes second has to."""
    commitment = promise(
        agreement, "NI 15", supplier=council, unit="number", targets={"2008/09": "100"}
    )
    total = commitment.indicator.strands.get()
    for name in ("Hastings", "Rother"):
        add_part(total, part=None, label=name, by=cast.lead)
    for n in range(1, 5):
        round_ = open_round(
            partnership=luton,
            period=f"2008/09-Q{n}",
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        lines = certified(round_.returns.get(), cast, "40")
        assert len(lines) == 2

        came = at_once(*[lambda line=line: sign_off([line], by=cast.lead) for line in lines])

        assert refused(came) == []
        [figure] = Figure.objects.filter(strand=total, period=round_.period)
        assert (figure.value, figure.version) == (80, 1)
        assert Rating.objects.filter(strand=total, period=round_.period).count() == 1
