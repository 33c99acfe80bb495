"""Who has returned what in a round, and who has not: by promise, theme and supplier."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from laa import clock
from laa.models import (
    Agreement,
    Commitment,
    Partner,
    ReturnLine,
    Round,
    Theme,
    User,
)
from laa.models.indicator import ever_awaited
from laa.permissions import Member
from laa.rules.completeness import Standing, Tally, tally, timing, together

State = ReturnLine.State

ENTERED = (State.READY, State.SUBMITTED, State.CERTIFIED, State.SIGNED_OFF)
"""A figure, or a reason for none, stands on the line and nobody asked for it again."""


@dataclass(frozen=True)
class Asked:
    """A line of a round with how it stands."""

    line: ReturnLine
    standing: Standing

    @property
    def supplier(self) -> Partner:
        return self.line.quarterly_return.partner

    @property
    def people(self) -> tuple[User | None, User | None]:
        """The officer and the deputy who enter it."""
        held = getattr(self.line.strand.indicator, "assignment", None)
        return (held.officer, held.deputy) if held else (None, None)


@dataclass(frozen=True)
class Row:
    """A promise with the lines that a round asks of it. `standing` None: nothing was asked."""

    commitment: Commitment
    asked: list[Asked]

    @property
    def standing(self) -> Standing | None:
        return together(each.standing for each in self.asked)

    @property
    def said(self) -> str:
        if self.standing is None:
            return "Not asked"
        if self.standing.is_set_aside:
            return "Set aside"
        return "Entered" if self.standing.is_entered else "Outstanding"

    @property
    def is_outstanding(self) -> bool:
        return self.standing is not None and self.standing.is_outstanding

    @property
    def outstanding(self) -> list[Asked]:
        return [each for each in self.asked if each.standing.is_outstanding]

    @property
    def suppliers(self) -> list[Partner]:
        """Who owes what is outstanding; where nothing is, who returned it."""
        found = {each.supplier.pk: each.supplier for each in self.outstanding or self.asked}
        return list(found.values())

    def people(self, which: int) -> list[User]:
        found = [each.people[which] for each in self.outstanding or self.asked]
        return list(dict.fromkeys(person for person in found if person))

    @property
    def officers(self) -> list[User]:
        return self.people(0)

    @property
    def deputies(self) -> list[User]:
        return self.people(1)


@dataclass(frozen=True)
class Completeness:
    """A round, whole: every promise of the time, every line, counted in three ways."""

    round: Round
    rows: list[Row]
    asked: list[Asked]

    @property
    def promises(self) -> Tally:
        return _tally(row.standing for row in self.rows)

    @property
    def figures(self) -> Tally:
        return tally(each.standing for each in self.asked)

    @property
    def agreements(self) -> list[Agreement]:
        return list(dict.fromkeys(row.commitment.agreement for row in self.rows))

    @property
    def by_theme(self) -> list[tuple[Theme, Tally]]:
        found = defaultdict(list)
        for row in self.rows:
            found[row.commitment.theme].append(row.standing)
        return [(theme, _tally(standings)) for theme, standings in found.items()]

    @property
    def by_supplier(self) -> list[tuple[Partner, Tally]]:
        found = defaultdict(list)
        for each in self.asked:
            found[each.supplier].append(each.standing)
        return [(partner, tally(found[partner])) for partner in sorted(found, key=str)]

    def of(self, agreement: Agreement | None) -> "Completeness":
        """Only what one agreement promises; the lines that feed it."""
        if agreement is None:
            return self
        rows = [row for row in self.rows if row.commitment.agreement_id == agreement.pk]
        indicators = {row.commitment.indicator_id for row in rows}
        asked = [each for each in self.asked if each.line.strand.indicator_id in indicators]
        return Completeness(self.round, rows, asked)


def _tally(standings: Iterable[Standing | None]) -> Tally:
    return tally(standing for standing in standings if standing is not None)


def completeness(round_: Round) -> Completeness:
    """How a round stands, in two queries however much it asks."""
    today = clock.today(round_.partnership)
    lines = (
        ReturnLine.objects.filter(round=round_)
        .select_related(
            "quarterly_return__partner",
            "strand__indicator__assignment__officer",
            "strand__indicator__assignment__deputy",
        )
        .in_printed_order()
    )
    asked = []
    for line in lines:
        line.round = line.quarterly_return.round = round_
        asked.append(Asked(line, standing_of(line, today)))
    of_indicator = defaultdict(list)
    for each in asked:
        of_indicator[each.line.strand.indicator_id].append(each)
    promises = _promises(round_, asked)
    rows = [Row(promise, of_indicator[promise.indicator_id]) for promise in promises]
    return Completeness(round_, rows, asked)


def standing_of(line: ReturnLine, today: date) -> Standing:
    """How a line stands, by the day on which it was itself handed in first."""
    first = line.first_submitted_at
    return Standing(
        is_entered=line.state in ENTERED,
        timing=timing(
            is_set_aside=line.state in ReturnLine.SET_ASIDE_STATES,
            returned_on=clock.day_of(first) if first else None,
            due=line.quarterly_return.due,
            today=today,
        ),
        is_extended=line.quarterly_return.extended_to is not None,
    )


def _promises(round_: Round, asked: list[Asked]) -> list[Commitment]:
    """The promises of the time; and, of what is asked late, those of what is over by then."""
    rows = (
        Commitment.objects.kept()
        .filter(
            ever_awaited(),
            partnership=round_.partnership,
            agreement__starts__lte=round_.period_end,
        )
        .select_related("agreement", "theme", "lead", "indicator")
        .order_by("-agreement__starts", "agreement", "printed_row", "indicator__reference")
    )
    end = round_.period_end
    running = [
        row for row in rows if row.agreement.ends >= end and row.indicator.is_measured_at(end)
    ]
    promised = {row.indicator_id for row in running}
    late = {(each.line.strand.indicator_id, each.line.period_end) for each in asked}
    over = [row for row in rows if row.indicator_id not in promised and _is_among(row, late)]
    return [*running, *over]


def _is_among(promise: Commitment, late: set[tuple[int, date]]) -> bool:
    """Whether a line asks for a period of the promise's term, in which it was measured."""
    term = promise.agreement
    asked = [end for of, end in late if of == promise.indicator_id]
    return any(
        term.starts <= end <= term.ends and promise.indicator.is_measured_at(end) for end in asked
    )


def readable(found: Completeness, member: Member) -> list[Row]:
    """The rows somebody may read by name: all, or those that their own partners owe."""
    if member.reads_all_returns:
        return found.rows
    mine = member.partner_ids
    rows = [
        Row(row.commitment, [each for each in row.asked if each.supplier.pk in mine])
        for row in found.rows
    ]
    return [row for row in rows if row.asked]
