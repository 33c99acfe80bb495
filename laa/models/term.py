from django.db import models

from laa.models.base import NaturalKey, NaturalKeyQuerySet


class Term(NaturalKey):
    """An abbreviation or name that documents use; `meaning` is blank where nobody has said it."""

    natural_key_fields = ("partnership__slug", "name")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="terms")
    name = models.CharField(max_length=100)
    meaning = models.CharField(max_length=300, blank=True)

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="laa_term_name",
                violation_error_message="This term is in the glossary already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
