"""What somebody has to do: due, overdue, awaited from earlier, and waiting for them."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import F

from laa import clock
from laa.models import Action, Commitment, Flag, QuarterlyReturn, ReturnLine, Round
from laa.models.quarterly_return import state_of
from laa.permissions import Member, Permission
from laa.queries.flags import awake, open_flags

State = ReturnLine.State
FINISHED = (State.SIGNED_OFF, *ReturnLine.SET_ASIDE_STATES)


@dataclass(frozen=True)
class ReturnSummary:
    """One partner's return in one open round, counted by the state of its lines."""

    quarterly_return: QuarterlyReturn
    lines: list[ReturnLine]
    today: date

    @property
    def round(self) -> Round:
        return self.quarterly_return.round

    @property
    def due(self) -> date:
        return self.quarterly_return.due

    @property
    def asked(self) -> int:
        """How many of its lines are to be returned: those that were not set aside."""
        return len(self.lines) - self.set_aside

    @property
    def set_aside(self) -> int:
        return sum(line.state in ReturnLine.SET_ASIDE_STATES for line in self.lines)

    @property
    def state(self) -> str:
        return state_of(self.lines)

    @property
    def state_said(self) -> str:
        return State(self.state).label

    @property
    def editable(self) -> int:
        return sum(line.is_editable for line in self.lines)

    @property
    def ready(self) -> int:
        return sum(line.is_ready for line in self.lines)

    @property
    def is_overdue(self) -> bool:
        return bool(self.editable) and self.due < self.today

    @property
    def days_left(self) -> int:
        return (self.due - self.today).days

    @property
    def sent_back(self) -> list[ReturnLine]:
        return [line for line in self.lines if line.state in (State.SENT_BACK, State.REOPENED)]

    @property
    def awaited(self) -> list[ReturnLine]:
        """Lines for earlier periods whose figure never came."""
        return [
            line
            for line in self.lines
            if line.is_editable and line.period_end < self.round.period_start
        ]

    def in_state(self, state: str) -> int:
        return sum(line.state == state for line in self.lines)

    @property
    def submitted(self) -> int:
        return self.in_state(State.SUBMITTED)

    @property
    def certified(self) -> int:
        return self.in_state(State.CERTIFIED)

    @property
    def signed_off(self) -> int:
        return self.in_state(State.SIGNED_OFF)


@dataclass(frozen=True)
class Flagged:
    """One promise with all that is flagged of it, so that it is told once; or one other flag."""

    flags: list[Flag]

    @property
    def commitment(self) -> Commitment | None:
        return self.flags[0].commitment

    @property
    def is_of_performance(self) -> bool:
        return any(flag.reason in Flag.PERFORMANCE for flag in self.flags)


@dataclass(frozen=True)
class Work:
    """Everything that waits for one person, most pressing first."""

    to_enter: list[ReturnSummary]
    to_certify: list[ReturnSummary]
    to_sign_off: list[ReturnSummary]
    not_returned: list[ReturnSummary]
    with_others: list[ReturnSummary]
    actions: list[Action]
    flags: list[Flag]

    @property
    def flagged(self) -> list[Flagged]:
        """The flags, those of one promise together; what is off track before housekeeping."""
        found: dict[tuple, list[Flag]] = {}
        for flag in self.flags:
            key = ("promise", flag.commitment_id) if flag.commitment_id else ("flag", flag.pk)
            found.setdefault(key, []).append(flag)
        told = [Flagged(flags) for flags in found.values()]
        return sorted(told, key=lambda each: not each.is_of_performance)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for them: what is with others does not."""
        waits = (self.to_enter, self.to_certify, self.to_sign_off, self.not_returned, self.actions)
        return not any(waits)


def summaries(member: Member, **of) -> list[ReturnSummary]:
    """The returns somebody may read, with their lines, in two queries; oldest round first."""
    today = clock.today(member.partnership)
    lines = (
        ReturnLine.objects.filter(
            partnership=member.partnership,
            quarterly_return__in=QuarterlyReturn.objects.visible_to(member),
            **of,
        )
        .select_related("quarterly_return__partner", "round", "strand__indicator")
        .order_by(
            "round__period_end",
            "quarterly_return__partner__name",
            "quarterly_return",
            "strand__indicator__reference",
            "strand__position",
            "period_start",
        )
    )
    found = []
    for _, group in groupby(lines, key=lambda line: line.quarterly_return_id):
        group = list(group)
        quarterly_return = group[0].quarterly_return
        quarterly_return.round = group[0].round
        found.append(ReturnSummary(quarterly_return, group, today))
    return found


def work_of(member: Member) -> Work:
    today = clock.today(member.partnership)
    found = summaries(member, round__closed_at__isnull=True, round__opens__lte=today)
    mine = member.partner_ids_for(Permission.ENTER_RETURN)
    certifies = member.partner_ids_for(Permission.CERTIFY_RETURN)
    signs_off = member.may(Permission.SIGN_OFF_RETURN)

    def partner(summary):
        return summary.quarterly_return.partner_id

    return Work(
        to_enter=[s for s in found if partner(s) in mine and s.editable],
        to_certify=[s for s in found if partner(s) in certifies and s.submitted],
        to_sign_off=[s for s in found if signs_off and s.certified],
        not_returned=[s for s in found if signs_off and s.editable],
        with_others=[
            s for s in found if partner(s) in mine and not s.editable and s.state not in FINISHED
        ],
        actions=_to_do(member),
        flags=_to_answer(member),
    )


def _to_do(member: Member) -> list[Action]:
    """The actions that they own and have not said are done, the most pressing first."""
    mine = Action.objects.open().filter(partnership=member.partnership, owner=member.user)
    undone = mine.exclude(status=Action.Status.DONE)
    return list(undone.order_by(F("due").asc(nulls_last=True), "pk"))


def _to_answer(member: Member) -> list[Flag]:
    """The flags that one's partners answer for; a board reads its own on its dashboard."""
    answers = member.partner_ids or member.reads_all_returns
    return awake(open_flags(member), member) if answers else []
