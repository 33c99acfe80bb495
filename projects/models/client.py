"""Who a project works with. Their names never enter the trail: a client is called by its number."""

from django.db import models
from django.db.models import Q

from laa.models.base import NaturalKeyQuerySet
from projects.models.base import OfPartnership, OfProject


class ClientQuerySet(NaturalKeyQuerySet):
    def known_to(self, project):
        """Those a project works with, whatever part they play."""
        return self.filter(involvement_set__project=project)


class Client(OfPartnership):
    """A group or individual a project works with, with as little about them as it needs.

    One row may be worked with by several projects once their people agreed that it is the same.
    Once erased it keeps its number and dates, for the counts, and nothing that tells who it was.
    """

    number = models.PositiveIntegerField()
    is_group = models.BooleanField("A group or organisation", default=True)
    name = models.CharField("Name", max_length=200, blank=True)
    email = models.EmailField("E-mail address", blank=True)
    phone = models.CharField("Telephone", max_length=40, blank=True)
    lead = models.ForeignKey(
        "laa.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects_clients_led",
        verbose_name="Lead person",
        help_text="The one person the client deals with, in whichever project.",
    )
    groups = models.ManyToManyField(
        "projects.ReachGroup", blank=True, related_name="client_set", verbose_name="Belongs to"
    )
    keep_until = models.DateField(help_text="The day after which the details are erased.")
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="projects_clients_erased"
    )

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="projects_client_number"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", email="", phone=""),
                name="projects_client_erased_says_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"Client {self.number}"

    @property
    def said(self) -> str:
        """The name for those who may know it."""
        return self.name or f"{self} (erased)"


class Involvement(OfProject):
    """The part a client plays in one project: procurers and partners are no clients."""

    class Part(models.TextChoices):
        CLIENT = "client", "Client"
        PROCURER = "procurer", "Procurer (buys services)"
        PARTNER = "partner", "Partner"

    client = models.ForeignKey(Client, models.CASCADE, related_name="involvement_set")
    part = models.CharField(max_length=10, choices=Part, default=Part.CLIENT)
    outcome = models.CharField(max_length=200, blank=True, help_text="What came of it so far.")

    class Meta:
        ordering = ["project", "client"]
        constraints = [
            models.UniqueConstraint(fields=["project", "client"], name="projects_involvement_once")
        ]

    def __str__(self) -> str:
        return f"{self.client}, {self.project}"


class JoinProposal(OfPartnership):
    """That two projects' clients are the same: put by one project, answered by the other."""

    class Answer(models.TextChoices):
        OPEN = "open", "Not answered"
        JOINED = "joined", "Joined"
        APART = "apart", "Not the same"

    client = models.ForeignKey(Client, models.CASCADE, related_name="proposed_set")
    other = models.ForeignKey(Client, models.CASCADE, related_name="offered_set")
    lead = models.ForeignKey(
        "laa.User", models.SET_NULL, null=True, related_name="projects_leads_proposed"
    )
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        "laa.User", models.PROTECT, related_name="projects_joins_proposed"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="projects_joins_answered"
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "other"],
                name="projects_joinproposal_once",
                violation_error_message="This was proposed before.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.client} and {self.other}"
