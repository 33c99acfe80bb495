from django.db import models

from laa.models.base import uuid_field


class AgreementImportQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)


class AgreementImport(models.Model):
    """A document on its way to becoming an agreement, with what people decided about it.

    Nothing of the agreement exists before `state` is *imported*; `made` then lists what was made,
    by table and row, so that it can be undone while nothing was built on it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        QUEUED = "queued", "Waiting to be loaded"
        IMPORTED = "imported", "Loaded"
        FAILED = "failed", "Failed"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="imports")
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    document_name = models.CharField(max_length=200)
    document_sha256 = models.CharField(max_length=64)
    document = models.BinaryField(editable=False)
    decisions = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0, help_text="Counts changes of the decisions.")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    agreement = models.OneToOneField(
        "laa.Agreement", models.SET_NULL, null=True, blank=True, related_name="made_by_import"
    )
    made = models.JSONField(default=dict, blank=True)
    failure = models.TextField(blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    queued_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    objects = AgreementImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.document_name})"
