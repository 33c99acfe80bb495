"""What the tables of projects share: whose they are, their name in addresses and in fixtures."""

from django.core.exceptions import ValidationError
from django.db import models

from laa.models.base import NaturalKey, NaturalKeyQuerySet, uuid_field
from laa.rules import periods
from projects.rules import qualified


class OfProjectQuerySet(NaturalKeyQuerySet):
    def of(self, project):
        return self.filter(project=project)


class OfPartnership(NaturalKey):
    natural_key_fields = ("uuid",)

    uuid = uuid_field()
    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="projects_%(class)s_set"
    )

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        abstract = True


class OfProject(OfPartnership):
    """A row of one project's."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="%(class)s_set")

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def doubts(self) -> list[str]:
        """What a reader should know before taking the row as it stands."""
        return []


def qualifier_field(**options):
    """How exactly the number beside it is meant; see projects/rules/qualified.py."""
    options = {"verbose_name": "How exactly", **options}
    return models.CharField(
        max_length=15, choices=qualified.CHOICES, default=qualified.Qualifier.EXACTLY, **options
    )


def where_field():
    """Where a document says so; blank for what was entered here."""
    return models.CharField(
        "Printed where",
        max_length=120,
        blank=True,
        help_text="The document and section, if it comes from one.",
    )


def must_be(key: str, kind: periods.PeriodKind, example: str) -> None:
    """Refuse what is no period of the kind, in words a person can act on."""
    try:
        is_one = periods.period(key).kind == kind and periods.period(key).key == key
    except periods.NotAPeriod:
        is_one = False
    if not is_one:
        raise ValidationError(f"“{key}” is no {kind.value}. Write it like {example}.")
