"""What the public may read: published figures, less what would give a small number away."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from laa import clock
from laa.models import Agreement, Figure, Publication, ReportPublication, Strand
from laa.queries.words import words_of
from laa.rules import figures, periods
from laa.rules.parts import parts_of
from laa.rules.suppression import Sum, withheld
from laa.rules.vocabulary import Accumulation, Because, Comparison, FigureState
from laa.rules.vocabulary import Rating as Word

Cell = tuple[int, str]
"""A strand, by its pk, and the key of a period."""


@dataclass(frozen=True)
class PublicFigure:
    """One published figure as everybody reads it: on the page, in the CSV and in the JSON."""

    publication: Publication
    is_withheld: bool

    @property
    def rating(self):
        return self.publication.rating

    @property
    def commitment(self):
        return self.publication.commitment

    @property
    def indicator(self):
        return self.publication.commitment.indicator

    @property
    def value(self) -> Decimal | None:
        """The number; None where there is none or it is withheld, which is no nought."""
        return None if self.is_suppressed else self.rating.figure_value

    @property
    def state(self) -> FigureState:
        """Withheld numbers are not told from those their supplier suppressed."""
        return FigureState.SUPPRESSED if self.is_withheld else FigureState(self.rating.figure_state)

    @property
    def is_suppressed(self) -> bool:
        return self.state == FigureState.SUPPRESSED

    @property
    def covers(self) -> periods.Period:
        """The time that the number is about: where quarters add up, the last one's is the year."""
        when = self.publication.when
        is_sum = self.indicator.accumulates == Accumulation.PERIOD and periods.ends_its_year(when)
        return periods.target_year(when) if is_sum else when

    @property
    def figure_said(self) -> str:
        if self.value is None:
            return self.state.label
        return figures.with_unit(self.value, self.indicator.unit)

    @property
    def word(self) -> Word:
        """A rating would say on which side of the target a withheld number lies."""
        return Word.NOT_RATED if self.is_suppressed else Word(self.rating.rating)

    @property
    def because(self) -> str:
        return Because.SUPPRESSED if self.is_suppressed else self.rating.because

    @property
    def label(self) -> str:
        if self.word == Word.NOT_RATED:
            return f"Not rated: {Because(self.because).label}"
        return words_of(self.rating)

    @property
    def against_baseline(self) -> Comparison:
        rated = Comparison(self.rating.against_baseline)
        return Comparison.UNKNOWN if self.is_suppressed else rated


def public_figures(agreement: Agreement, today: date) -> list[PublicFigure]:
    """The agreement's public figures in printed order and order of time, in four queries."""
    rows = list(
        Publication.objects.public(today)
        .filter(commitment__agreement=agreement)
        .select_related(
            "rating",
            "strand",
            "commitment__indicator",
            "commitment__theme",
            "commitment__lead",
            "commitment__agreement__partnership",
        )
        .order_by(
            "commitment__printed_row",
            "commitment__indicator__reference",
            "strand__position",
            "strand__key",
            "period_end",
            "period_start",
        )
    )
    indicators = {row.commitment.indicator_id for row in rows}
    hidden, guarded = _hidden(indicators, today)
    return [PublicFigure(row, (row.strand_id, row.period) in hidden | guarded) for row in rows]


def _hidden(indicators: set[int], today: date) -> tuple[set[Cell], frozenset[Cell]]:
    """What suppliers suppressed, and what is withheld so that it cannot be worked out.

    Whatever any agreement published of these indicators counts: it is all there to be compared.
    """
    suppressed = set(
        Figure.objects.current()
        .filter(strand__indicator__in=indicators, state=FigureState.SUPPRESSED)
        .values_list("strand", "period")
    )
    if not suppressed:
        return suppressed, frozenset()
    public = {
        (strand, period): value
        for strand, period, value in Publication.objects.public(today)
        .filter(strand__indicator__in=indicators, rating__figure_value__isnull=False)
        .values_list("strand", "period", "rating__figure_value")
    }
    strands = Strand.objects.filter(indicator__in=indicators).select_related("indicator")
    sums = _sums(list(strands), {period for _, period in {*public, *suppressed}})
    return suppressed, withheld(sums, public, suppressed)


def _sums(strands: list[Strand], keys: set[str]) -> Iterable[Sum]:
    """Totals with their parts: strands of one period, and a year with what adds up to it."""
    parts: dict[int, list[int]] = defaultdict(list)
    alls = {each.indicator_id: each.pk for each in strands if each.key == Strand.ALL}
    for each in strands:
        # Beside “all”, the other strands are its parts unless they are said to be another's.
        total = each.part_of_id or alls.get(each.indicator_id)
        if total and total != each.pk:
            parts[total].append(each.pk)
    for key in sorted(keys):
        for total, of in parts.items():
            yield [(total, key), *((part, key) for part in of)]
        yield from _sums_of_a_year(strands, key)


def _sums_of_a_year(strands: list[Strand], key: str) -> Iterable[Sum]:
    when = periods.period(key)
    for each in strands:
        adds = each.indicator.accumulates == Accumulation.PERIOD
        quarters = parts_of(when, periods.PeriodKind.QUARTER) if when.is_year else []
        if adds and quarters:
            yield [(each.pk, key), *((each.pk, part.key) for part in quarters)]


@dataclass(frozen=True)
class Published:
    """An agreement of which the public may read something."""

    agreement: Agreement
    figures: int
    changed_on: date


def published_agreements() -> list[Published]:
    """Across partnerships, each by its own clock, in three queries; in order of their names."""
    days: dict[int, dict[date, int]] = defaultdict(dict)
    reports = ReportPublication.objects.standing().order_by()
    for agreement, day in reports.values_list("report__agreement", "public_from"):
        days[agreement][day] = 0
    rows = Publication.objects.standing().order_by().values("commitment__agreement", "public_from")
    for row in rows.annotate(count=Count("pk")):
        days[row["commitment__agreement"]][row["public_from"]] = row["count"]
    agreements = (
        Agreement.objects.filter(pk__in=days)
        .select_related("partnership__demonstration")
        .order_by("partnership__name", "-starts", "title")
    )
    found = [_published(each, days[each.pk]) for each in agreements]
    return [each for each in found if each]


def _published(agreement: Agreement, days: dict[date, int]) -> Published | None:
    today = clock.today(agreement.partnership)
    over = [day for day in days if day <= today]
    return Published(agreement, sum(days[day] for day in over), max(over)) if over else None


def published_agreement(partnership: str, agreement: str) -> Agreement | None:
    """None where the public may read nothing of it, just as if it did not exist."""
    found = Agreement.objects.filter(partnership__slug=partnership, slug=agreement)
    found = found.select_related("partnership__demonstration").first()
    if found is None:
        return None
    today = clock.today(found.partnership)
    figures_of = Publication.objects.public(today).filter(commitment__agreement=found)
    reports_of = ReportPublication.objects.public(today).filter(report__agreement=found)
    return found if figures_of.exists() or reports_of.exists() else None
