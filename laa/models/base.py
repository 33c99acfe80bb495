"""What the tables share: naming by natural key, versions, periods, the field for figures."""

import hashlib
from functools import partial

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from laa.rules import periods


class ImmutableRow(Exception):
    """Somebody tried to change a row that stands for ever; add a version that supersedes it."""

    def __init__(self, what: str):
        super().__init__(f"{what} does not change. Add a version that supersedes it.")


figure_field = partial(models.DecimalField, max_digits=15, decimal_places=6, null=True, blank=True)
"""The one field type for figures. Places as printed are kept beside it, on the indicator."""

sample_field = partial(
    models.PositiveIntegerField,
    null=True,
    blank=True,
    help_text="How many people answered, where the figure is from a survey.",
)
design_effect_field = partial(
    figure_field, help_text="Answers that are worth one of a simple random sample; blank is 1."
)

period_field = partial(models.CharField, max_length=80)
"""A period's canonical key; the longest are those of a survey's waves."""

uuid_field = partial(models.UUIDField, default=uuid7, unique=True, editable=False)
"""The name in addresses of a row that has no reference of its own."""


class NaturalKey(models.Model):
    """Names a row by `natural_key_fields`: look-ups such as `agreement__slug`, in order."""

    natural_key_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple:
        return tuple(_follow(self, path) for path in self.natural_key_fields)


def _follow(row: models.Model, path: str):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


class NaturalKeyQuerySet(models.QuerySet):
    def get_by_natural_key(self, *values):
        return self.get(**dict(zip(self.model.natural_key_fields, values, strict=True)))


class OfPeriod(models.Model):
    """A row about a period: the canonical key, with start and end beside it for the database."""

    period = period_field()
    period_start = models.DateField()
    period_end = models.DateField()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.period_start, self.period_end = self.when.start, self.when.end
        super().save(*args, **kwargs)

    @property
    def when(self) -> periods.Period:
        return periods.period(self.period)


def mark(row: models.Model) -> str:
    """What a row says, in a few letters: a form hands it back, to show what its reader had seen."""
    values = [(field.attname, str(getattr(row, field.attname))) for field in row._meta.fields]
    for field in row._meta.many_to_many:
        others = getattr(row, field.name).order_by("pk").values_list("pk", flat=True)
        values.append((field.name, str(list(others))))
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


class VersionQuerySet(NaturalKeyQuerySet):
    def current(self):
        """The rows that nothing supersedes."""
        return self.filter(superseded_by__isnull=True)

    def as_at(self, moment):
        """The rows that were current at that moment, whatever came later."""
        newer = self.model._base_manager.filter(supersedes=models.OuterRef("pk"))
        return self.filter(recorded_at__lte=moment).exclude(
            models.Exists(newer.filter(recorded_at__lte=moment))
        )

    def update(self, **values):
        raise ImmutableRow(f"A {self.model._meta.verbose_name}")

    def delete(self):
        raise ImmutableRow(f"A {self.model._meta.verbose_name}")


class Version(models.Model):
    """An immutable row. The newer names the older, so that a race is one IntegrityError."""

    version = models.PositiveIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableRow(self._named())
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImmutableRow(self._named())

    def _named(self) -> str:
        return f"{self._meta.verbose_name} “{self}”, version {self.version},"


def version_constraints(*key: str) -> list[models.BaseConstraint]:
    """One row per key and version; only a first version supersedes nothing."""
    return [
        models.UniqueConstraint(fields=[*key, "version"], name="%(app_label)s_%(class)s_version"),
        models.CheckConstraint(
            condition=Q(version=1, supersedes__isnull=True)
            | Q(version__gt=1, supersedes__isnull=False),
            name="%(app_label)s_%(class)s_first_supersedes_nothing",
        ),
    ]


def somebody_was_asked() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(sample__isnull=True) | Q(sample__gte=1),
        name="%(app_label)s_%(class)s_sample_of_somebody",
        violation_error_message="A sample is of one person or more. Leave it out if not known.",
    )


def starts_before_it_ends(start: str, end: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{end}__gte": F(start)}) | Q(**{f"{end}__isnull": True}),
        name=f"%(app_label)s_%(class)s_{start}_before_{end}",
        violation_error_message=message,
    )
