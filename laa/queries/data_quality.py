"""Figures to look at again: missing, late, revised, unexplained, not final."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from laa import clock
from laa.models import Figure, Indicator, Partner, Rating, ReturnLine, Round, Strand
from laa.permissions import Member
from laa.queries.completeness import standing_of
from laa.rules import figures, periods
from laa.rules.completeness import Timing
from laa.rules.data_quality import Fault, revised_by
from laa.rules.vocabulary import SETTLED_STATES, FigureState
from laa.rules.vocabulary import Rating as Rated

State = ReturnLine.State
ROUNDS = 8
"""How many of the newest rounds are looked at: two years of quarters."""

NOT_FINAL = (FigureState.ESTIMATED, FigureState.PROVISIONAL)


@dataclass(frozen=True)
class Finding:
    """One thing to look at: a strand and period, whose it is, and what is the matter."""

    fault: Fault
    strand: Strand
    period: str
    partner: Partner
    said: str
    round: Round | None = None

    @property
    def indicator(self) -> Indicator:
        return self.strand.indicator

    @property
    def when(self) -> periods.Period:
        return periods.period(self.period)


@dataclass(frozen=True)
class DataQuality:
    """The findings of the newest rounds, and the lines among which they were looked for."""

    findings: list[Finding]
    rounds: list[Round]
    lines: int

    @property
    def by_fault(self) -> list[tuple[Fault, int]]:
        counts = Counter(finding.fault for finding in self.findings)
        return [(fault, counts[fault]) for fault in Fault]

    @property
    def by_partner(self) -> list[tuple[Partner, list[tuple[Fault, int]]]]:
        counts = Counter((finding.partner, finding.fault) for finding in self.findings)
        partners = sorted({partner for partner, _ in counts}, key=str)
        return [(p, [(fault, counts[p, fault]) for fault in Fault]) for p in partners]


def data_quality(member: Member) -> DataQuality:
    """What somebody may see to look at: all, or their own partners'; in six queries."""
    partnership = member.partnership
    rounds = list(Round.objects.filter(partnership=partnership)[:ROUNDS])
    lines = _lines(member, rounds)
    today = clock.today(partnership)
    strands = {line.strand_id: line.strand for line in lines}
    first_day = min((round_.period_start for round_ in rounds), default=today)
    known = list(
        Figure.objects.filter(strand__in=strands, period_end__gte=first_day)
        .current()
        .select_related("supersedes")
        .order_by("strand", "period_start")
    )
    found = [
        *_missing(lines, known, today),
        *_late(lines, today),
        *_revised(known, strands),
        *_unexplained(lines, rounds),
        *_not_final(known, strands),
    ]
    order = list(Fault)
    found.sort(key=lambda f: (order.index(f.fault), f.indicator.reference, f.when.start))
    return DataQuality(found, rounds, len(lines))


def _lines(member: Member, rounds: list[Round]) -> list[ReturnLine]:
    by_pk = {round_.pk: round_ for round_ in rounds}
    lines = list(
        ReturnLine.objects.visible_to(member)
        .filter(round__in=rounds)
        .select_related(
            "quarterly_return__partner", "strand__indicator__supplier", "strand__supplier"
        )
        .order_by("round__period_end", "strand__indicator__reference", "strand__position")
    )
    for line in lines:
        line.round = line.quarterly_return.round = by_pk[line.round_id]
    return lines


def _finding(fault: Fault, line: ReturnLine, said: str) -> Finding:
    partner = line.quarterly_return.partner
    return Finding(fault, line.strand, line.period, partner, said, line.round)


def _missing(lines: list[ReturnLine], known: list[Figure], today: date) -> Iterator[Finding]:
    """Due by now, or asked for in a round that is closed, and no figure nor final word came."""
    settled = {(f.strand_id, f.period) for f in known if FigureState(f.state) in SETTLED_STATES}
    last = {(line.strand_id, line.period): line for line in lines if line.is_due}
    for key, line in last.items():
        over = line.round.closed_at or line.quarterly_return.due < today
        dropped = line.state == State.SKIPPED
        under_way = line.state in (State.SUBMITTED, State.CERTIFIED)
        if key not in settled and over and not dropped and not under_way:
            said = line.get_figure_state_display() if line.state == State.SIGNED_OFF else ""
            yield _finding(Fault.MISSING, line, said or "No figure came")


def _late(lines: list[ReturnLine], today: date) -> Iterator[Finding]:
    """Returned after its due date."""
    for line in lines:
        if standing_of(line, today).timing == Timing.LATE:
            due = line.quarterly_return.due
            days = (clock.day_of(line.first_submitted_at) - due).days
            said = f"{days} day{'s' if days != 1 else ''} after {due:%-d %B %Y}"
            yield _finding(Fault.LATE, line, said)


def _revised(known: list[Figure], strands: dict[int, Strand]) -> Iterator[Finding]:
    """A certified number that another number followed."""
    for figure in known:
        older = figure.supersedes
        if older is None or older.recorded_by_id is None or figure.value is None:
            continue
        if older.value is None or older.value == figure.value:
            continue
        moved, percent = revised_by(older.value, figure.value)
        unit = strands[figure.strand_id].indicator.unit
        said = (
            f"{figures.with_unit(older.value, unit)} became "
            f"{figures.with_unit(figure.value, unit)} ({_signed(moved)}"
            f"{f', {_signed(percent)}%' if percent is not None else ''}); "
            f"revision {figure.version - 1}"
        )
        yield _of_figure(Fault.REVISED, figure, strands, said)


def _signed(number) -> str:
    return f"{'+' if number > 0 else ''}{figures.plain(number)}"


def _unexplained(lines: list[ReturnLine], rounds: list[Round]) -> Iterator[Finding]:
    """No number and no reason; off track and no word on what is done about it."""
    rows = Rating.objects.current().filter(round__in=rounds, rating=Rated.OFF_TRACK)
    off_track = set(rows.values_list("round", "strand", "period"))
    for line in lines:
        if line.state != State.SIGNED_OFF:
            continue
        if line.is_due and line.value is None and not line.commentary.strip():
            yield _finding(Fault.UNEXPLAINED, line, "No figure and no reason")
        elif not line.recovery.strip() and _key(line) in off_track:
            yield _finding(Fault.UNEXPLAINED, line, "Off track, and nothing on what is done")


def _key(line: ReturnLine) -> tuple[int, int, str]:
    return line.round_id, line.strand_id, line.period


def _not_final(known: list[Figure], strands: dict[int, Strand]) -> Iterator[Finding]:
    for figure in known:
        if figure.state in NOT_FINAL:
            day = clock.day_of(figure.recorded_at)
            since = f"{figure.get_state_display()} since {day:%-d %B %Y}"
            yield _of_figure(Fault.NOT_FINAL, figure, strands, since)


def _of_figure(fault: Fault, figure: Figure, strands: dict[int, Strand], said: str) -> Finding:
    strand = strands[figure.strand_id]
    return Finding(fault, strand, figure.period, strand.supplier or strand.indicator.supplier, said)
