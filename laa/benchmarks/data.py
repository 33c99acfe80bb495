"""A made-up area as large as the national set, written straight into the tables."""

from datetime import UTC, date, datetime
from decimal import Decimal

from laa.models import (
    Agreement,
    Baseline,
    Commitment,
    Demonstration,
    Figure,
    Indicator,
    Membership,
    Partner,
    Partnership,
    QuarterlyReturn,
    Rating,
    RatingRule,
    ReturnLine,
    Role,
    Round,
    Strand,
    Target,
    Theme,
    User,
)
from laa.rules import periods

RECORDED = datetime(2011, 4, 1, tzinfo=UTC)
QUARTERS = [periods.quarter(2008 + n // 4, n % 4 + 1) for n in range(12)]
YEARS = [periods.financial_year(2008 + n) for n in range(3)]


def of(period: periods.Period) -> dict:
    return {"period": period.key, "period_start": period.start, "period_end": period.end}


def area(slug: str, indicators: int, *, with_figures: bool = True) -> Agreement:
    """A partnership with an agreement on so many indicators, twelve quarters signed off."""
    partnership = Partnership.objects.create(slug=slug, name=slug.title())
    Demonstration.objects.create(partnership=partnership, today=date(2011, 4, 20))
    council = Partner.objects.create(partnership=partnership, slug="council", name="Council")
    rule = RatingRule(partnership=partnership, slug="target-only", name="Target only")
    rule.kind, rule.recorded_at = RatingRule.Kind.TARGET_ONLY, RECORDED
    rule.save()
    agreement = Agreement.objects.create(
        partnership=partnership,
        slug="agreement",
        title="Agreement",
        kind="laa",
        starts=date(2008, 4, 1),
        ends=date(2011, 3, 31),
        rating_rule=rule,
    )
    commitments = _promises(agreement, council, indicators)
    _history(agreement, commitments, with_figures=with_figures)
    return agreement


def lead_of(agreement: Agreement) -> User:
    """Somebody who may open every page of the area."""
    partnership = agreement.partnership
    user = User.objects.create_user(f"lead@{partnership.slug}.example", name="Lead")
    Membership.objects.create(partnership=partnership, user=user, role=Role.LEAD)
    council = partnership.partners.get()
    Membership.objects.create(
        partnership=partnership, user=user, role=Role.OFFICER, partner=council
    )
    return user


def open_return(agreement: Agreement, lines: int) -> QuarterlyReturn:
    """A return of the quarter after the last, with so many lines to fill in."""
    quarter = QUARTERS[-1]
    round_ = Round.objects.get(partnership=agreement.partnership, period=quarter.key)
    quarterly_return = QuarterlyReturn.objects.create(
        partnership=agreement.partnership,
        round=round_,
        partner=agreement.partnership.partners.get(),
    )
    strands = Strand.objects.filter(partnership=agreement.partnership).order_by("pk")[:lines]
    ReturnLine.objects.bulk_create(
        ReturnLine(
            partnership=agreement.partnership,
            quarterly_return=quarterly_return,
            round=round_,
            strand=strand,
            is_due=True,
            **of(quarter),
        )
        for strand in strands
    )
    return quarterly_return


def _promises(agreement: Agreement, council: Partner, count: int) -> list[Commitment]:
    partnership = agreement.partnership
    themes = Theme.objects.bulk_create(
        Theme(partnership=partnership, agreement=agreement, slug=f"theme-{n}", name=f"Theme {n}")
        for n in range(4)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            partnership=partnership,
            reference=f"NI {n:04d}",
            slug=f"ni-{n:04d}",
            title=f"Share of people who say that thing number {n} has improved in their area",
            polarity="down" if n % 3 == 0 else "up",
            unit="percent",
            accumulates="snapshot",
            frequency="quarter",
            supplier=council,
        )
        for n in range(count)
    )
    strands = Strand.objects.bulk_create(
        Strand(partnership=partnership, indicator=indicator, key="all") for indicator in indicators
    )
    commitments = Commitment.objects.bulk_create(
        Commitment(
            partnership=partnership,
            agreement=agreement,
            indicator=indicator,
            theme=themes[n % 4],
            designation="designated",
            lead=council,
            printed_row=n + 1,
        )
        for n, indicator in enumerate(indicators)
    )
    for commitment, strand in zip(commitments, strands, strict=True):
        commitment.strand = strand
    cell = {"kind": "value", "state": "numeric", "recorded_at": RECORDED}
    Baseline.objects.bulk_create(
        Baseline(
            partnership=partnership,
            commitment=c,
            strand=c.strand,
            text="50%",
            value=Decimal(50),
            **cell,
        )
        for c in commitments
    )
    Target.objects.bulk_create(
        Target(
            partnership=partnership,
            commitment=c,
            strand=c.strand,
            text="*52%",
            value=Decimal(52),
            **cell,
            **of(year),
        )
        for c in commitments
        for year in YEARS
    )
    return commitments


def _history(agreement: Agreement, commitments: list[Commitment], *, with_figures: bool) -> None:
    partnership = agreement.partnership
    rounds = Round.objects.bulk_create(
        Round(
            partnership=partnership,
            opens=date.fromordinal(quarter.end.toordinal() + 1),
            due=date.fromordinal(quarter.end.toordinal() + 30),
            sign_off=date.fromordinal(quarter.end.toordinal() + 60),
            **of(quarter),
        )
        for quarter in QUARTERS
    )
    if with_figures:
        _figures(partnership, commitments)
    Rating.objects.bulk_create(
        (
            Rating(
                partnership=partnership,
                commitment=c,
                strand=c.strand,
                round=round_,
                rating="on_track" if (n * 7 + q * 3) % 25 >= 8 else "off_track",
                against_baseline="better",
                figure_value=Decimal(40 + (n * 7 + q * 3) % 25),
                figure_state="measured",
                target_text="*52%",
                target_value=Decimal(52),
                target_state="numeric",
                commentary="What lies behind the figure, in a sentence or two of plain English.",
                rule_name="Target only",
                rule_version=1,
                recorded_at=RECORDED,
                **of(quarter),
            )
            for n, c in enumerate(commitments)
            for q, (quarter, round_) in enumerate(zip(QUARTERS, rounds, strict=True))
        ),
        batch_size=500,
    )


def _figures(partnership: Partnership, commitments: list[Commitment]) -> None:
    Figure.objects.bulk_create(
        (
            Figure(
                partnership=partnership,
                strand=c.strand,
                state="measured",
                value=Decimal(40 + (n * 7 + q * 3) % 25),
                recorded_at=RECORDED,
                **of(quarter),
            )
            for n, c in enumerate(commitments)
            for q, quarter in enumerate(QUARTERS)
        ),
        batch_size=500,
    )
