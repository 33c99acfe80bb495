from django.db import models

from laa.models.base import NaturalKey, NaturalKeyQuerySet


class BoardQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def in_use(self):
        return self.filter(retired_on__isnull=True)


class Board(NaturalKey):
    """A group that receives reports on the themes or whole agreements it oversees."""

    class Kind(models.TextChoices):
        PARTNERSHIP = "partnership", "Partnership board"
        THEME = "theme", "Theme board"
        SUB_GROUP = "sub_group", "Performance sub-group"
        SCRUTINY = "scrutiny", "Scrutiny"
        EXECUTIVE = "executive", "Executive"

    class Depth(models.TextChoices):
        STRATEGIC = "strategic", "Strategic"
        OPERATIONAL = "operational", "Operational"

    natural_key_fields = ("partnership__slug", "slug")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="boards")
    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    depth = models.CharField(max_length=20, choices=Depth, default=Depth.STRATEGIC)
    agreements = models.ManyToManyField("laa.Agreement", blank=True, related_name="boards")
    themes = models.ManyToManyField("laa.Theme", blank=True, related_name="boards")
    retired_on = models.DateField(null=True, blank=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="laa_board_slug",
                violation_error_message="This partnership already has a board of that name.",
            )
        ]

    def __str__(self) -> str:
        return self.name
