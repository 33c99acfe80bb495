from django.db import models

from laa.models.base import uuid_field


class FigureLoad(models.Model):
    """Figures loaded from a table; `made` lists them, so that it can be undone."""

    class Kind(models.TextChoices):
        HISTORY = "history", "Past figures"
        COMPARATORS = "comparators", "Comparator figures"

    class State(models.TextChoices):
        DRAFT = "draft", "Being looked at"
        LOADED = "loaded", "Loaded"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="figure_loads")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.HISTORY)
    document_name = models.CharField(max_length=200)
    document_sha256 = models.CharField(max_length=64)
    document = models.BinaryField(editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    made = models.JSONField(default=list, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.document_name
