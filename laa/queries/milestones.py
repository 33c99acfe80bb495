"""Milestones of an agreement, and what could be proposed for a year."""

from dataclasses import dataclass, field
from decimal import Decimal

from laa.actions.cells import Cells
from laa.models import Agreement, Commitment, Milestone, Strand, Target
from laa.rules import periods
from laa.rules.figures import with_unit
from laa.rules.periods import Period
from laa.rules.profile import last_years_shape, on_the_line, rounded
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Accumulation, Frequency


@dataclass
class YearOf:
    """One strand's target for a financial year, with its milestones by quarter."""

    commitment: Commitment
    strand: Strand
    target: Target
    resolved: Resolved
    milestones: dict[str, Milestone] = field(default_factory=dict)

    @property
    def quarters(self) -> list[Period]:
        return quarters_before_the_last(self.target.when)

    @property
    def said(self) -> list[str]:
        """The milestones in order, "" where a quarter has none."""
        unit = self.commitment.indicator.unit
        found = (self.milestones.get(quarter.key) for quarter in self.quarters)
        return [with_unit(one.value, unit) if one else "" for one in found]

    @property
    def target_said(self) -> str:
        return with_unit(self.resolved.value, self.commitment.indicator.unit)

    @property
    def is_missing(self) -> bool:
        """Whether its quarters cannot be rated for want of milestones."""
        grows = Accumulation(self.commitment.indicator.accumulates).grows
        return grows and not any(self.said)


def quarters_before_the_last(year: Period) -> list[Period]:
    return [periods.period(f"{year.key}-Q{number}") for number in range(1, 4)]


def years_of(agreement: Agreement) -> list[YearOf]:
    """Every year with a number to reach of what is returned by quarters, in printed order."""
    commitments = list(
        Commitment.objects.kept()
        .filter(agreement=agreement, indicator__frequency=Frequency.QUARTER)
        .with_rules()
        .prefetch_related("indicator__strands")
        .in_printed_order()
    )
    cells = Cells(commitments)
    return [
        year
        for commitment in commitments
        for strand in commitment.indicator.strands.all()
        for year in _years(commitment, strand, cells)
    ]


def _years(commitment: Commitment, strand: Strand, cells: Cells) -> list[YearOf]:
    found = []
    for target in sorted(cells.targets[commitment.pk, strand.pk], key=lambda t: t.period_start):
        resolved = cells.resolved(target)
        if target.when.kind == periods.PeriodKind.FINANCIAL_YEAR and resolved.value is not None:
            year = YearOf(commitment, strand, target, resolved)
            for quarter in year.quarters:
                milestone = cells.milestone_row(commitment, strand.pk, quarter)
                if milestone:
                    year.milestones[quarter.key] = milestone
            found.append(year)
    return found


@dataclass(frozen=True)
class Proposal:
    """Three values a person may save, or why there are none."""

    method: str
    values: list[Decimal] | None
    why_not: str = ""


def year_of(commitment: Commitment, strand: Strand, year: Period) -> tuple[YearOf | None, Cells]:
    """The year with its milestones, None where it has no target with a number; and its cells."""
    cells = Cells([commitment])
    years = {found.target.when: found for found in _years(commitment, strand, cells)}
    return years.get(year), cells


def proposal(year: YearOf, cells: Cells, method: str) -> Proposal:
    """A straight line, or last year's shape, rounded as the indicator's figures are printed."""
    indicator, places = year.commitment.indicator, year.commitment.indicator.places
    accumulates = Accumulation(indicator.accumulates)
    if method == Milestone.Method.STRAIGHT_LINE:
        line = cells.line(year.target)
        if line is None:
            return Proposal(method, None, "No line can be drawn: where it starts is not known.")
        values = [on_the_line(line, quarter, accumulates) for quarter in year.quarters]
        return Proposal(method, rounded(values, places))
    values = _shape(year, cells, accumulates)
    if values is None:
        return Proposal(method, None, "Last year’s four quarters are not all on record.")
    return Proposal(method, rounded(values, places))


def _shape(year: YearOf, cells: Cells, accumulates: Accumulation) -> list[Decimal] | None:
    last = periods.before(year.target.when)
    quarters = [periods.period(f"{last.key}-Q{number}") for number in range(1, 5)]
    values = [cells.value(year.strand.pk, quarter) for quarter in quarters]
    ends = periods.before(quarters[0])
    return last_years_shape(
        year.resolved.value,
        values,
        accumulates,
        start=values[-1],
        last_start=cells.value(year.strand.pk, ends) or _nought(year, last),
    )


def _nought(year: YearOf, last: Period) -> Decimal | None:
    """A count since the agreement began stood at nought when it did."""
    return Decimal(0) if last.start <= year.commitment.agreement.starts else None
