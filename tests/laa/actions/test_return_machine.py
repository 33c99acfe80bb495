"""Whatever people do to returns, in whatever order, what they may not break stays whole.

No figure is lost, no certification skipped, nobody certifies their own entry, nothing is asked for
in two places, and what was frozen does not change. Steps that are refused count too: a refusal
changes nothing.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from laa.actions.awaited import FINISHED
from laa.models import AuditEvent, Figure, Rating, ReturnLine, Round
from tests.factories import promise
from tests.laa.actions.return_machine import State, Steps

pytestmark = pytest.mark.django_db

WITH_THE_OFFICER = {
    None,
    "line.save",
    "line.answer",
    "line.withdraw",
    "line.give_back",
    "line.reopen",
    "line.take_back",
}
"""None: nothing was done yet, to a new line or one that came with what was typed before."""

FOLLOWS = {
    "line.save": WITH_THE_OFFICER,
    "line.answer": WITH_THE_OFFICER,
    "line.submit": WITH_THE_OFFICER,
    "line.skip": WITH_THE_OFFICER - {"line.reopen"},
    # A round that opens again leaves to the newer one what it asks for, however far it came.
    "line.carry_over": WITH_THE_OFFICER | {"line.submit", "line.certify"},
    "line.take_back": {"line.skip", "line.carry_over"},
    "line.withdraw": {"line.submit"},
    "line.certify": {"line.submit"},
    "line.give_back": {"line.submit"},
    "line.sign_off": {"line.certify"},
    "line.reopen": {"line.sign_off"},
    "line.remove": {None},
}
"""What may have been done to a line just before each step."""


class Returning(Steps):
    """The steps, and what must hold after each of them."""

    def __init__(self):
        super().__init__()
        self.frozen: dict[str, dict] = {}
        self.closed: dict[int, tuple] = {}
        self.follow_copies()

    @invariant()
    def no_figure_is_lost(self):
        lines = self.lines
        for line in lines:
            assert line.value == self.entered[line.pk]
            versions = Figure.objects.filter(strand=line.strand, period=line.period)
            numbers = list(versions.order_by("version").values_list("version", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
            assert versions.current().count() == (1 if numbers else 0)
            if line.state == State.SIGNED_OFF and line.is_due:
                assert versions.filter(value=line.value).exists()
        saved = AuditEvent.objects.filter(action="line.save").values_list("subject_uuid", flat=True)
        assert set(saved) <= {line.uuid for line in lines}

    @invariant()
    def what_is_frozen_stays(self):
        rows = [*Rating.objects.values(), *Figure.objects.values()]
        now = {f"{'aim' in row}-{row['id']}": row for row in rows}
        assert {key: now.get(key) for key in self.frozen} == self.frozen
        self.frozen = now

    @invariant()
    def no_step_is_skipped(self):
        last: dict = {}
        events = AuditEvent.objects.filter(action__startswith="line.").order_by("pk")
        for uuid, action in events.values_list("subject_uuid", "action"):
            assert last.get(uuid) in FOLLOWS[action], f"{action} after {last.get(uuid)}"
            last[uuid] = action
        signed = set(events.filter(action="line.sign_off").values_list("subject_uuid", flat=True))
        rated = set(Rating.objects.values_list("strand", "period", "round"))
        for line in self.lines:
            is_rated = (line.strand_id, line.period, line.round_id) in rated
            assert is_rated == (line.uuid in signed)

    @invariant()
    def a_closed_round_takes_nothing(self):
        """A version moves only while the round is open."""
        now = {}
        for round_ in Round.objects.exclude(closed_at=None):
            rows = round_.lines.order_by("pk").values_list("pk", "version", "state")
            now[round_.pk] = (round_.closed_at, list(rows))
            if self.closed.get(round_.pk, (None,))[0] == round_.closed_at:
                assert now[round_.pk] == self.closed[round_.pk]
        self.closed = now

    @invariant()
    def nothing_is_asked_for_in_two_places(self):
        open_ = ReturnLine.objects.filter(round__closed_at=None, is_due=True)
        keys = list(open_.exclude(state__in=FINISHED).values_list("strand", "period"))
        assert len(keys) == len(set(keys))


def test_no_order_of_steps_loses_or_skips_or_changes_anything(
    agreement, council, housing_benefit, cast, request
):
    for n in range(2):
        promise(agreement, f"NI 00{n}", supplier=council, targets={"2008/09": "30"})
    request.getfixturevalue("round_")

    class OfThisReturn(Returning):
        pass

    OfThisReturn.cast = cast
    run_state_machine_as_test(
        OfThisReturn,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
