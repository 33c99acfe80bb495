"""Shared figures: a total enters the record when its last part does, and nobody types it.

A part that is corrected later corrects the total, for the same reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from laa import audit, clock
from laa.actions.figures import current_figures, next_figure
from laa.actions.ratings import commitments_of, freeze, freeze_again
from laa.actions.refusals import Refused
from laa.actions.shared_parts import SharedTotal, shared_totals
from laa.models import Figure, Partnership, Rating, ReturnLine, Round, Strand, User
from laa.rules import periods
from laa.rules.figures import LARGEST, plain
from laa.rules.parts import parts_of
from laa.rules.shared import Total
from laa.rules.vocabulary import UNSURE_STATES, Accumulation, FigureState

Key = tuple[int, str]
"""A total's pk and the key of a period."""


def settle_totals(came_in: Iterable[Figure], *, by: User) -> list[Figure]:
    """Add up what figures that came in, or were corrected, are parts of.

    Of two parts signed off at the same moment one waits here for the other, and finds it there:
    the total is made once. A total that says what it said before is left as it is.
    """
    came_in = [figure for figure in came_in if figure.strand.part_of_id]
    if not came_in:
        return []
    reasons = _reasons(came_in)
    totals = _held({total for total, _ in reasons})
    shared = shared_totals(totals)
    keys = [_Key(totals[total], period) for total, period in reasons if total in totals]
    older = current_figures(keys)
    adding = _Adding(shared, came_in[0].partnership, by)
    made = []
    for key in keys:
        before = older.get((key.strand_id, key.period))
        said = shared[key.strand_id].at(key.period, key.when.end)
        if said.is_complete and not _says(before, said):
            reason = reasons[key.strand_id, key.period] if before else ""
            made.append(adding.figure(key, said, before, reason))
    made = Figure.objects.bulk_create(made)
    adding.rate(made)
    adding.rate_years(made)
    adding.tell(made)
    return made


class _Key:
    """A total and a period, as the reading of current figures asks for them."""

    def __init__(self, strand: Strand, period: str):
        self.strand, self.strand_id, self.period = strand, strand.pk, period
        self.when = periods.period(period)


def _reasons(came_in: list[Figure]) -> dict[Key, str]:
    """The totals and periods that figures are parts of, with why those were corrected."""
    found: dict[Key, list[str]] = defaultdict(list)
    for figure in came_in:
        found[figure.strand.part_of_id, figure.period].append(figure.reason)
    return {key: " ".join(dict.fromkeys(filter(None, said))) for key, said in found.items()}


def _held(totals: set[int]) -> dict[int, Strand]:
    """The totals' strands, locked till the step is done: whoever comes second adds up anew.

    What is retired is added up no more.
    """
    rows = Strand.objects.select_for_update(of=("self",), no_key=True).select_related("indicator")
    rows = rows.filter(pk__in=totals, retired_on=None).order_by("pk")
    return {row.pk: row for row in rows}


def _says(figure: Figure | None, total: Total) -> bool:
    """Whether a total that was made before says the same."""
    if figure is None or figure.recorded_by_id is None:
        return False
    stands = (figure.value, figure.numerator, figure.denominator)
    if stands != (total.value, total.numerator, total.denominator):
        return False
    unsure = {figure.state, total.state} & UNSURE_STATES
    return figure.state == total.state or not (unsure or total.value is None)


def _state(total: Total, older: Figure | None) -> FigureState:
    """A total that was told before is final once its last part is, or revised with it."""
    if not _was_told(older) or total.value is None or total.state in UNSURE_STATES:
        return total.state
    return FigureState.FINAL if older.value == total.value else FigureState.REVISED


def _was_told(figure: Figure | None) -> bool:
    """Whether it is a number that was signed off."""
    return figure is not None and figure.recorded_by_id is not None and figure.value is not None


class _Adding:
    """One adding up: totals, what they mean, and what the trail says of them."""

    def __init__(self, shared: Mapping[int, SharedTotal], partnership: Partnership, by: User):
        self.shared, self.partnership, self.by = shared, partnership, by

    def figure(self, key: _Key, total: Total, older: Figure | None, reason: str) -> Figure:
        if total.value is not None and abs(total.value) > LARGEST:
            raise Refused(
                f"The parts of {key.strand}, {key.when.short_label} come to {plain(total.value)}, "
                "which is more than can be kept. Look at them again."
            )
        return next_figure(
            older,
            partnership=self.partnership,
            strand=key.strand,
            period=key.period,
            state=_state(total, older),
            value=total.value,
            numerator=total.numerator,
            denominator=total.denominator,
            is_illustrative=self.shared[key.strand_id].is_illustrative(key.period, key.when.end),
            recorded_at=clock.now(self.partnership),
            recorded_by=self.by,
            reason=reason,
        )

    def rate(self, made: list[Figure]) -> list[Rating]:
        """New totals in the round in which the last part came; corrected ones wherever rated."""
        if not made:
            return []
        rounds, rated = _last_rounds(made), _rated(made)
        commitments = commitments_of(made)
        what = [
            each
            for figure in made
            for commitment in commitments[figure.strand.indicator_id]
            if commitment.agreement.starts <= figure.period_end <= commitment.agreement.ends
            for each in self._to_rate(figure, commitment, rated, rounds.get(_key(figure)))
        ]
        return freeze(what, by=self.by)

    def _to_rate(self, figure: Figure, commitment, rated, round_: Round | None) -> Iterator[tuple]:
        older = [row for row in rated[_key(figure)] if row.commitment_id == commitment.pk]
        if not _was_told(figure.supersedes):
            # What an earlier round froze as not rated stays so.
            older = [row for row in older if row.round == round_]
        for row in older:
            yield self._said(figure, row.round), commitment, figure, row, figure.reason
        if not older and round_:
            yield self._said(figure, round_), commitment, figure, None, ""

    def _said(self, figure: Figure, round_: Round) -> ReturnLine:
        """What stands beside a total's rating: a line that nobody was asked, never saved."""
        return ReturnLine(
            partnership=self.partnership,
            round=round_,
            strand=figure.strand,
            period=figure.period,
            period_start=figure.period_start,
            period_end=figure.period_end,
            commentary=self._told(figure),
            is_illustrative=figure.is_illustrative,
        )

    def _told(self, figure: Figure) -> str:
        return self.shared[figure.strand_id].at(figure.period, figure.period_end).said

    def rate_years(self, made: list[Figure]) -> None:
        """Where quarters add up to the year: a late or corrected quarter rates the year anew."""
        came = defaultdict(list)
        for figure in made:
            year = periods.target_year(figure.when)
            if figure.strand.indicator.accumulates == Accumulation.PERIOD:
                for last in parts_of(year, figure.when.kind)[-1:]:
                    came[figure.strand_id, last.key].append(figure)
        for (strand, last), figures in came.items():
            if last in {figure.period for figure in figures}:
                continue
            quarters = " and ".join(figure.when.short_label for figure in figures)
            rows = Rating.objects.current().filter(strand=strand, period=last)
            rows = list(rows.select_related("strand__indicator", "partnership", "round", "figure"))
            reason = f"{quarters} came in or was corrected."
            if rows:
                freeze_again(rows, rows[0].figure, reason=reason, by=self.by)

    def tell(self, made: list[Figure]) -> None:
        for figure in made:
            audit.record(
                "figure.total",
                subject=f"{figure.strand}, {figure.when.short_label}",
                by=self.by,
                partnership=self.partnership,
                after={"value": plain(figure.value), "state": figure.get_state_display()},
                note=" ".join(filter(None, (self._told(figure), figure.reason))),
            )


def _key(figure: Figure) -> Key:
    return figure.strand_id, figure.period


def _rated(made: list[Figure]) -> dict[Key, list[Rating]]:
    """How the totals were rated before, in whichever round."""
    rows = Rating.objects.current().filter(
        strand__in={figure.strand_id for figure in made},
        period__in={figure.period for figure in made},
    )
    found = defaultdict(list)
    for row in rows.select_related("round"):
        found[_key(row)].append(row)
    return found


def _last_rounds(made: list[Figure]) -> dict[Key, Round]:
    """The newest round in which a part of each total was signed off."""
    lines = ReturnLine.objects.filter(
        strand__part_of__in={figure.strand_id for figure in made},
        period__in={figure.period for figure in made},
        state=ReturnLine.State.SIGNED_OFF,
        is_due=True,
    )
    lines = lines.select_related("round", "strand").order_by("round__period_end", "round__opens")
    return {(line.strand.part_of_id, line.period): line.round for line in lines}
