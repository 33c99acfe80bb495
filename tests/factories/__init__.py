"""The rows tests stand on. Anything with a life of its own is made by calling actions."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from laa import models
from laa.rules import periods
from laa.rules.vocabulary import (
    Accumulation,
    CellKind,
    CellState,
    Frequency,
    Polarity,
    Unit,
)

RECORDED = datetime(2008, 4, 1, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Partnership
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"partnership-{n}")
    name = factory.LazyAttribute(lambda p: p.slug.title())

    @factory.post_generation
    def today(self, create, extracted, **kwargs):
        models.Demonstration.objects.create(partnership=self, today=extracted or date(2009, 4, 20))


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = models.Partner

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda n: f"partner-{n}")
    name = factory.LazyAttribute(lambda p: p.slug.replace("-", " ").title())


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    partnership = factory.SubFactory(PartnershipFactory)
    user = factory.SubFactory(UserFactory)
    role = models.Role.LEAD
    starts = date(2006, 4, 1)


class RatingRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.RatingRule

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda n: f"target-only-{n}")
    name = "Target only"
    kind = models.RatingRule.Kind.TARGET_ONLY
    recorded_at = RECORDED


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = models.Agreement

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda n: f"agreement-{n}")
    title = factory.LazyAttribute(lambda a: a.slug.title())
    kind = models.Agreement.Kind.LOCAL_AREA_AGREEMENT
    starts = date(2008, 4, 1)
    ends = date(2011, 3, 31)
    rating_rule = factory.SubFactory(
        RatingRuleFactory, partnership=factory.SelfAttribute("..partnership")
    )


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    agreement = factory.SubFactory(AgreementFactory)
    partnership = factory.SelfAttribute("agreement.partnership")
    slug = factory.Sequence(lambda n: f"theme-{n}")
    name = factory.LazyAttribute(lambda t: t.slug.title())


class BoardFactory(DjangoModelFactory):
    class Meta:
        model = models.Board

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda n: f"board-{n}")
    name = factory.LazyAttribute(lambda b: b.slug.title())
    kind = models.Board.Kind.PARTNERSHIP


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = models.Indicator

    partnership = factory.SubFactory(PartnershipFactory)
    reference = factory.Sequence(lambda n: f"NI {n + 1000}")
    slug = factory.LazyAttribute(lambda i: i.reference.lower().replace(" ", "-"))
    title = factory.LazyAttribute(lambda i: f"What {i.reference} measures")
    polarity = Polarity.UP
    unit = Unit.NUMBER
    accumulates = Accumulation.SNAPSHOT
    frequency = Frequency.QUARTER
    supplier = factory.SubFactory(
        PartnerFactory, partnership=factory.SelfAttribute("..partnership")
    )


class StrandFactory(DjangoModelFactory):
    class Meta:
        model = models.Strand

    indicator = factory.SubFactory(IndicatorFactory)
    partnership = factory.SelfAttribute("indicator.partnership")
    key = models.Strand.ALL


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Commitment

    theme = factory.SubFactory(ThemeFactory)
    agreement = factory.SelfAttribute("theme.agreement")
    partnership = factory.SelfAttribute("theme.partnership")
    indicator = factory.SubFactory(
        IndicatorFactory, partnership=factory.SelfAttribute("..partnership")
    )
    designation = models.Commitment.Designation.DESIGNATED
    lead = factory.SelfAttribute("indicator.supplier")


def cell(text: str, **values) -> dict:
    """The fields of a plain printed cell: `cell("*42 days", value="42")`."""
    number = values.pop("value", None)
    return {
        "text": text,
        "kind": CellKind.VALUE if number is not None else CellKind.NONE,
        "state": CellState.NUMERIC if number is not None else CellState.TO_BE_SET,
        "value": Decimal(number) if number is not None else None,
        "recorded_at": RECORDED,
        **values,
    }


def promise(
    agreement: models.Agreement,
    reference: str,
    *,
    baseline: str | None = None,
    targets: dict[str, str] | None = None,
    supplier: models.Partner | None = None,
    theme: models.Theme | None = None,
    **indicator,
) -> models.Commitment:
    """A promise on a new indicator with one strand, its baseline and its targets by period."""
    options = {"supplier": supplier} if supplier else {}
    measured = IndicatorFactory(
        partnership=agreement.partnership, reference=reference, **options, **indicator
    )
    strand = StrandFactory(indicator=measured)
    commitment = CommitmentFactory(
        theme=theme or agreement.themes.first() or ThemeFactory(agreement=agreement),
        indicator=measured,
    )
    common = {"partnership": agreement.partnership, "commitment": commitment, "strand": strand}
    if baseline is not None:
        models.Baseline.objects.create(**common, **cell(baseline, value=baseline))
    for key, value in (targets or {}).items():
        models.Target.objects.create(
            **common, period=periods.period(key).key, **cell(f"*{value}", value=value)
        )
    return commitment
