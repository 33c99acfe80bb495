"""Everything people may do to returns, as steps that a test takes in any order.

What must hold after every step is in `test_return_machine.py`.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from laa.actions.discontinue import discontinue, take_discontinuing_back
from laa.actions.line_checks import answer_question, unanswered
from laa.actions.refusals import Refused
from laa.actions.return_lines import save_line
from laa.actions.return_steps import certify, give_back, submit, withdraw
from laa.actions.revisions import mark_break, restate, revise, undo_break
from laa.actions.rounds import close_round, open_round, reopen_round
from laa.actions.set_aside import carry_over, skip, take_back
from laa.actions.sign_off import reopen, sign_off
from laa.models import Figure, Indicator, QuarterlyReturn, ReturnLine, Round, SeriesBreak
from laa.rules.figures import Number

State = ReturnLine.State
PEOPLE = st.sampled_from(["officer", "certifier", "contributor", "lead"])
VALUES = st.integers(0, 60).map(Decimal)
CHOICE = st.sets(st.integers(0, 5), min_size=1)
WHICH = st.integers(0, 5)
NEXT = {"opens": date(2009, 4, 2), "due": date(2009, 4, 30), "sign_off": date(2009, 5, 29)}


class Steps(RuleBasedStateMachine):
    """Returns of three lines in one round, and of what follows in the next, and everybody."""

    cast = None

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.entered: dict[int, Decimal | None] = {}
        self.hands: dict[int, set[str]] = defaultdict(set)
        """Who had a hand in each line since it was signed off."""

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    @property
    def lines(self):
        beside = ("strand__indicator", "round__partnership__demonstration", "partnership")
        return list(ReturnLine.objects.select_related(*beside).order_by("pk"))

    def line(self, which):
        lines = self.lines
        return lines[which % len(lines)]

    def some(self, which, *states):
        """Lines by their place among those in the states, so that steps often can be taken.

        Among all lines where none is: those steps are refused.
        """
        lines = self.lines
        lines = [line for line in lines if line.state in states] or lines
        return [line for n, line in enumerate(lines) if n in which or n % 3 in which]

    def round(self, which):
        rounds = list(Round.objects.order_by("period_end"))
        return rounds[which % len(rounds)]

    def do(self, action, *args, who, **options):
        """Whether it was done. A refusal must leave every line as it was."""
        before = self.states()
        try:
            with transaction.atomic():
                action(*args, by=getattr(self.cast, who), **options)
        except Refused:
            assert self.states() == before
            return False
        self.follow_copies()
        return True

    def states(self):
        rows = ReturnLine.objects.order_by("pk")
        return list(rows.values_list("pk", "state", "version", "value"))

    def follow_copies(self):
        """A line that was carried over goes on with what was typed, and whose hands it was in."""
        for line in self.lines:
            if line.pk in self.entered:
                continue
            carried = ReturnLine.objects.filter(
                strand=line.strand, period=line.period, state=State.CARRIED_OVER
            ).exclude(pk=line.pk)
            self.entered[line.pk] = None
            for before in carried.exclude(entered_at=None):
                self.entered[line.pk] = self.entered[before.pk]
                self.hands[line.pk] |= self.hands[before.pk]

    @rule(which=WHICH, who=PEOPLE, value=VALUES, is_stale=st.booleans())
    def save(self, which, who, value, is_stale):
        line = self.line(which)
        entered = {"figure_state": "measured", "value": value, "recovery": "We meet."}
        entered["commentary"] = "It is so."
        version = line.version - is_stale
        if self.do(save_line, line, who=who, version=version, entered=entered):
            assert not is_stale
            self.entered[line.pk] = value
            self.hands[line.pk].add(who)

    @rule(which=WHICH, who=PEOPLE)
    def say_that_there_is_none_yet(self, which, who):
        line = self.line(which)
        entered = {"figure_state": "awaiting_source", "value": None, "commentary": "In May."}
        if self.do(save_line, line, who=who, version=line.version, entered=entered):
            self.entered[line.pk] = None
            self.hands[line.pk].add(who)

    @rule(who=PEOPLE)
    def answer_what_is_asked(self, who):
        """Before handing in, too: else hardly anything ever would be."""
        editable = [line for line in self.lines if line.is_editable]
        for asked in unanswered(editable):
            self.do(answer_question, asked.line, asked.question.key, text="It is so.", who=who)

    @rule(which=WHICH, who=PEOPLE)
    def submit_all(self, which, who):
        returns = list(QuarterlyReturn.objects.order_by("pk"))
        self._submit(returns[which % len(returns)], who)

    @rule(which=CHOICE, who=PEOPLE)
    def submit_some(self, which, who):
        for each in QuarterlyReturn.objects.order_by("pk"):
            ready = self.some(which, State.READY, State.SENT_BACK, State.REOPENED)
            if lines := [line for line in ready if line.quarterly_return_id == each.pk]:
                self._submit(each, who, lines=lines)

    def _submit(self, quarterly_return, who, **options):
        self.answer_what_is_asked(who=who)
        waiting = {line.pk for line in self.lines if line.is_editable}
        if self.do(submit, quarterly_return, who=who, **options):
            for line in self.lines:
                if line.pk in waiting and line.state == State.SUBMITTED:
                    self.hands[line.pk].add(who)

    @rule(which=WHICH, people=st.tuples(PEOPLE, PEOPLE, PEOPLE), value=VALUES)
    def hand_one_on(self, which, people, value):
        """Two type, one of them submits, and somebody certifies: single steps rarely meet so."""
        first, second, third = people
        for who in (first, second):
            self.save(which=which, who=who, value=value, is_stale=False)
        line = self.line(which)
        self._submit(line.quarterly_return, second, lines=[line])
        if self.line(which).state == State.SUBMITTED:
            done = self.do(certify, [line], who=third)
            assert done == (third not in self.hands[line.pk])

    @rule(which=CHOICE, who=PEOPLE)
    def withdraw_some(self, which, who):
        self.do(withdraw, self.some(which, State.SUBMITTED), who=who)

    @rule(which=CHOICE, who=PEOPLE, leaves_own=st.booleans())
    def certify_some(self, which, who, leaves_own):
        some = self.some(which, State.SUBMITTED)
        waiting = [line.pk for line in some if line.state == State.SUBMITTED]
        if self.do(certify, some, who=who, leaves_own=leaves_own):
            for line in self.lines:
                if line.pk in waiting and line.state == State.CERTIFIED:
                    assert who not in self.hands[line.pk]
                elif line.pk in waiting:
                    assert leaves_own and who in self.hands[line.pk]

    @rule(which=CHOICE, who=PEOPLE)
    def send_back(self, which, who):
        self.do(give_back, self.some(which, State.SUBMITTED), who=who, reason="Look again.")

    @rule(which=CHOICE, who=PEOPLE)
    def sign_off_some(self, which, who):
        some = self.some(which, State.CERTIFIED)
        certified = [line for line in some if line.state == State.CERTIFIED]
        if self.do(sign_off, some, who=who):
            assert certified
            for line in certified:
                self.hands[line.pk].clear()
                figures = Figure.objects.current().filter(strand=line.strand, period=line.period)
                if line.is_due:
                    assert figures.get().value == self.entered[line.pk]

    @rule(which=WHICH, who=PEOPLE)
    def open_again(self, which, who):
        self.do(reopen, self.some({which % 3}, State.SIGNED_OFF)[0], who=who, reason="It is wrong.")

    @rule(which=CHOICE, who=PEOPLE)
    def skip_some(self, which, who):
        self.do(skip, self.some(which), who=who, reason="Nobody measured it.")

    @rule(which=CHOICE, who=PEOPLE)
    def carry_some_over(self, which, who):
        self.do(carry_over, self.some(which), who=who, reason="The source is late.")

    @rule(which=CHOICE, who=PEOPLE)
    def ask_again_for_some(self, which, who):
        self.do(take_back, self.some(which, *ReturnLine.SET_ASIDE_STATES), who=who)

    @rule(period=st.sampled_from(["2009/10-Q1", "2009/10"]))
    def open_the_next_round(self, period):
        partnership = self.round(0).partnership
        self.do(open_round, partnership=partnership, period=period, who="lead", **NEXT)

    @rule(which=WHICH)
    def close(self, which):
        self.do(close_round, self.round(which), who="lead")

    @rule(which=WHICH)
    def open_a_round_again(self, which):
        self.do(reopen_round, self.round(which), who="lead")

    @rule(which=WHICH, who=PEOPLE, value=VALUES)
    def revise_without_a_round(self, which, who, value):
        strand = self.line(which).strand
        if figure := Figure.objects.current().filter(strand=strand).first():
            self.do(revise, figure, Number(value), who=who, reason="It was wrong.")

    @rule(which=WHICH, who=PEOPLE, value=VALUES)
    def restate_with_a_new_definition(self, which, who, value):
        line = self.line(which)
        numbers = {line.period: Number(value)}
        told = {"reason": "It is counted anew.", "breaks_at": line.period}
        self.do(restate, line.strand, numbers, who=who, **told)

    @rule(which=WHICH, who=PEOPLE)
    def break_the_series_or_mend_it(self, which, who):
        line = self.line(which)
        if row := SeriesBreak.objects.filter(strand=line.strand).first():
            self.do(undo_break, row, who=who)
        else:
            self.do(mark_break, line.strand, period=line.period, reason="Anew.", who=who)

    @rule(which=WHICH, who=PEOPLE)
    def discontinue_or_measure_again(self, which, who):
        indicator = Indicator.objects.get(pk=self.line(which).strand.indicator_id)
        if indicator.discontinued_because:
            self.do(take_discontinuing_back, indicator, who=who)
        else:
            day = date(2009, 3, 1)
            self.do(discontinue, indicator, who=who, starts=day, reason="It ended.")
