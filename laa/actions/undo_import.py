"""Unmaking an agreement that was loaded from a document, while nothing was built on it."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from laa import audit
from laa.actions.agreements import Made, counted
from laa.actions.refusals import ImportCannotBeUndone
from laa.models import (
    Agreement,
    AgreementImport,
    Baseline,
    Commitment,
    Figure,
    IndicatorUse,
    Partnership,
    ReturnLine,
    Strand,
    Target,
    User,
)

GOES = ("laa.target", "laa.baseline", "laa.commitment", "laa.theme", "laa.agreement")
"""Always goes with the agreement, in this order."""

GOES_IF_FREE = (
    "laa.strand",
    "laa.indicator",
    "laa.partneralias",
    "laa.term",
    "laa.seat",
    "laa.partner",
    "laa.board",
    "laa.ratingrule",
)
"""Stays where something else holds on to it by now: a partner with people, say."""
COUNTS = (IndicatorUse,)
"""That somebody looked at a thing: nothing is built on it, and it goes with the thing."""


@transaction.atomic
def undo_import(
    agreement: Agreement, made: Made, *, partnership: Partnership, by: User | None
) -> None:
    """Take away what an import made; refused once anything was built on it."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if reasons := list(_built_on(agreement, made)):
        raise ImportCannotBeUndone(reasons)
    title = str(agreement)
    for table in GOES:
        for row in _rows(table, made):
            models.Model.delete(row)
    for table in GOES_IF_FREE:
        for row in _rows(table, made):
            if not _holds(row):
                models.Model.delete(row)
    audit.record(
        "agreement.undo_import",
        subject=title,
        by=by,
        partnership=partnership,
        before=counted(made),
    )


def _rows(table: str, made: Made):
    """The newest first, so that a service goes before the council it is part of."""
    return apps.get_model(table)._base_manager.filter(pk__in=made.get(table, [])).order_by("-pk")


def _holds(row: models.Model) -> bool:
    """Whether any row still names this one."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in row._meta.related_objects
        if relation.related_model not in COUNTS
    )


def _built_on(agreement: Agreement, made: Made) -> Iterator[str]:
    """What people have done since with what the import made."""
    commitments = Commitment.objects.filter(agreement=agreement)
    strands = Strand.objects.filter(indicator__commitments__agreement=agreement)
    own_strands = strands.filter(pk__in=made.get("laa.strand", []))
    own_indicators = made.get("laa.indicator", [])
    for said, rows in (
        ("a round asks for its figures", ReturnLine.objects.filter(strand__in=own_strands)),
        ("figures are there for it", Figure.objects.filter(strand__in=own_strands)),
        ("targets were changed", _later(Target, agreement)),
        ("baselines were changed", _later(Baseline, agreement)),
        ("lines were added to it", commitments.exclude(pk__in=made.get("laa.commitment", []))),
        (
            "another agreement promises on its indicators",
            Commitment.objects.filter(indicator__in=own_indicators).exclude(agreement=agreement),
        ),
    ):
        if rows.exists():
            yield said
    for relation in Commitment._meta.related_objects:
        if relation.related_model not in (Baseline, Target):
            rows = relation.related_model._base_manager
            if rows.filter(**{f"{relation.field.name}__in": commitments}).exists():
                yield f"it has {relation.related_model._meta.verbose_name_plural}"
    yield from _kept_on(agreement, made)


def _kept_on(agreement: Agreement, made: Made) -> Iterator[str]:
    """What people keep on the agreement itself, and would lose with it: risks, reports, themes."""
    for relation in Agreement._meta.related_objects:
        model = relation.related_model
        if relation.many_to_many or model in (AgreementImport, Commitment):
            continue
        rows = model._base_manager.filter(**{relation.field.name: agreement})
        if rows.exclude(pk__in=made.get(model._meta.label_lower, [])).exists():
            yield f"it has {model._meta.verbose_name_plural} that were added since"


def _later(model: type[models.Model], agreement: Agreement):
    return model._base_manager.filter(commitment__agreement=agreement, version__gt=1)
