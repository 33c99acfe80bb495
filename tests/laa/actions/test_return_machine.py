"""Whatever people do to a return, in whatever order, what they may not break stays whole.

No figure is lost, no certification skipped, nobody certifies their own entry, and what was frozen
does not change. Steps that are refused count too: a refusal changes nothing.
"""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from laa.actions.refusals import Refused
from laa.actions.return_lines import save_line
from laa.actions.return_steps import certify, give_back, submit, withdraw
from laa.actions.revisions import revise
from laa.actions.rounds import close_round, reopen_round
from laa.actions.sign_off import reopen, sign_off
from laa.models import AuditEvent, Figure, Rating, ReturnLine, Round
from laa.rules.figures import Number
from tests.factories import promise

pytestmark = pytest.mark.django_db

State = ReturnLine.State
PEOPLE = st.sampled_from(["officer", "certifier", "contributor", "lead"])
VALUES = st.integers(0, 60).map(Decimal)
CHOICE = st.sets(st.integers(0, 2), min_size=1)
WHICH = st.integers(0, 2)

FOLLOWS = {
    "line.save": {None, "line.save", "line.withdraw", "line.give_back", "line.reopen"},
    "line.submit": {"line.save", "line.withdraw", "line.give_back", "line.reopen"},
    "line.withdraw": {"line.submit"},
    "line.certify": {"line.submit"},
    "line.give_back": {"line.submit"},
    "line.sign_off": {"line.certify"},
    "line.reopen": {"line.sign_off"},
}
"""What may have been done to a line just before each step; None is nothing."""


class Returning(RuleBasedStateMachine):
    """One return of three lines, and everybody who may touch it or would like to."""

    cast = quarterly_return = None

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.entered: dict[int, Decimal | None] = {}
        self.frozen: dict[str, dict] = {}

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    @property
    def lines(self):
        return list(
            ReturnLine.objects.filter(quarterly_return=self.quarterly_return)
            .select_related("strand__indicator", "round__partnership__demonstration", "partnership")
            .order_by("pk")
        )

    def some(self, which):
        return [line for n, line in enumerate(self.lines) if n in which]

    def do(self, action, *args, who, **options):
        """Whether it was done. A refusal must leave every line as it was."""
        before = self.states()
        try:
            with transaction.atomic():
                action(*args, by=getattr(self.cast, who), **options)
        except Refused:
            assert self.states() == before
            return False
        return True

    def states(self):
        return list(
            ReturnLine.objects.order_by("pk").values_list("pk", "state", "version", "value")
        )

    @rule(which=WHICH, who=PEOPLE, value=VALUES, is_stale=st.booleans())
    def save(self, which, who, value, is_stale):
        line = self.lines[which]
        entered = {"figure_state": "measured", "value": value}
        version = line.version - is_stale
        if self.do(save_line, line, who=who, version=version, entered=entered):
            assert not is_stale
            self.entered[line.pk] = value

    @rule(who=PEOPLE)
    def submit_all(self, who):
        self.do(submit, self.quarterly_return, who=who)

    @rule(which=CHOICE, who=PEOPLE)
    def submit_some(self, which, who):
        self.do(submit, self.quarterly_return, who=who, lines=self.some(which))

    @rule(which=CHOICE, who=PEOPLE)
    def take_back(self, which, who):
        self.do(withdraw, self.some(which), who=who)

    @rule(which=CHOICE, who=PEOPLE)
    def certify_some(self, which, who):
        person = getattr(self.cast, who).pk
        waiting = [line for line in self.some(which) if line.state == State.SUBMITTED]
        if self.do(certify, self.some(which), who=who):
            assert person not in {line.entered_by_id for line in waiting}
            assert person not in {line.submitted_by_id for line in waiting}

    @rule(which=CHOICE, who=PEOPLE)
    def send_back(self, which, who):
        self.do(give_back, self.some(which), who=who, reason="Look again.")

    @rule(which=CHOICE, who=PEOPLE)
    def sign_off_some(self, which, who):
        certified = {x.pk: x for x in self.some(which) if x.state == State.CERTIFIED}
        if self.do(sign_off, self.some(which), who=who):
            assert certified
            for line in certified.values():
                figure = Figure.objects.current().get(strand=line.strand, period=line.period)
                assert figure.value == self.entered[line.pk]

    @rule(which=WHICH, who=PEOPLE)
    def open_again(self, which, who):
        self.do(reopen, self.lines[which], who=who, reason="It is wrong.")

    @rule(which=WHICH, who=PEOPLE, value=VALUES)
    def revise_without_a_round(self, which, who, value):
        strand = self.lines[which].strand
        if figure := Figure.objects.current().filter(strand=strand).first():
            self.do(revise, figure, Number(value), who=who, reason="It was wrong.")

    @rule()
    def close(self):
        close_round(Round.objects.get(), by=self.cast.lead)

    @rule()
    def open_the_round_again(self):
        reopen_round(Round.objects.get(), by=self.cast.lead)

    @invariant()
    def no_figure_is_lost(self):
        for line in self.lines:
            assert line.value == self.entered.get(line.pk)
            versions = Figure.objects.filter(strand=line.strand, period=line.period)
            numbers = list(versions.order_by("version").values_list("version", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
            assert versions.current().count() == (1 if numbers else 0)
            if line.state == State.SIGNED_OFF:
                assert versions.filter(value=line.value).exists()

    @invariant()
    def what_is_frozen_stays(self):
        rows = [*Rating.objects.values(), *Figure.objects.values()]
        now = {f"{'aim' in row}-{row['id']}": row for row in rows}
        assert {key: now.get(key) for key in self.frozen} == self.frozen
        self.frozen = now

    @invariant()
    def no_step_is_skipped(self):
        for line in self.lines:
            last = None
            for action in (
                AuditEvent.objects.filter(subject_uuid=line.uuid)
                .order_by("pk")
                .values_list("action", flat=True)
            ):
                assert last in FOLLOWS[action], f"{action} after {last}"
                last = action
            rated = Rating.objects.filter(strand=line.strand).exists()
            signed_off = AuditEvent.objects.filter(subject_uuid=line.uuid, action="line.sign_off")
            assert rated == signed_off.exists()

    @invariant()
    def a_closed_round_takes_nothing(self):
        """A version moves only while the round is open."""
        round_ = Round.objects.get()
        versions = [line.version for line in self.lines]
        if round_.closed_at and getattr(self, "closed_at", None) == round_.closed_at:
            assert versions == self.versions
        self.closed_at, self.versions = round_.closed_at, versions


def test_no_order_of_steps_loses_or_skips_or_changes_anything(
    agreement, council, housing_benefit, cast, request
):
    for n in range(2):
        promise(agreement, f"NI 00{n}", supplier=council, targets={"2008/09": "30"})
    quarterly_return = request.getfixturevalue("quarterly_return")

    class OfThisReturn(Returning):
        pass

    OfThisReturn.cast, OfThisReturn.quarterly_return = cast, quarterly_return
    run_state_machine_as_test(
        OfThisReturn,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
