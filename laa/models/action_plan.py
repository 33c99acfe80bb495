from django.db import models

from laa.models.base import uuid_field


def holders() -> list[str]:
    """The relations by which what stands beside the core holds its plan."""
    return [
        relation.get_accessor_name()
        for relation in ActionPlan._meta.related_objects
        if relation.one_to_one and relation.related_model._meta.app_label != "laa"
    ]


def with_partnership() -> list[str]:
    """The same, with whose they are, as their addresses want to know."""
    return [f"{name}__partnership" for name in holders()]


class ActionPlanQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def with_subjects(self):
        """With what each plan is about."""
        return self.select_related(
            "partnership__demonstration",
            "partner",
            "improvement_plan__commitment__agreement",
            "improvement_plan__commitment__indicator",
            "team_plan__partner",
            *with_partnership(),
        )

    def of_what_stands_beside(self):
        """Those of neither a promise nor a team: a project's, a review's."""
        return self.filter(improvement_plan=None, team_plan=None).select_related(
            *with_partnership()
        )


class ActionPlan(models.Model):
    """What will be done about something. What it is about holds a OneToOne to it.

    One engine for promises, teams, projects, recommendations, inspections and priorities.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        CHALLENGED = "challenged", "Challenged"
        AGREED = "agreed", "Agreed"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="action_plans")
    partner = models.ForeignKey(
        "laa.Partner",
        models.PROTECT,
        related_name="action_plans",
        help_text="The one that answers for it, and whose people keep it up.",
    )
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    aim = models.TextField(blank=True, help_text="What it is to bring about.")
    thread = models.OneToOneField(
        "laa.Thread", models.PROTECT, null=True, blank=True, related_name="action_plan"
    )
    status_at = models.DateTimeField()
    status_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self):
        """The promise or the team that it is for, or the row beside the core that holds it."""
        if improvement := getattr(self, "improvement_plan", None):
            return improvement.commitment
        return getattr(self, "team_plan", None) or self.holder

    @property
    def holder(self):
        """The project, the review or the like whose plan it is; None for a promise's, a team's."""
        return next((held for name in holders() if (held := getattr(self, name, None))), None)


class ImprovementPlan(models.Model):
    """Ties a plan to the promise it is to keep.

    Apart from the commitment, so that loading an agreement again leaves its plan where it is.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    commitment = models.OneToOneField(
        "laa.Commitment", models.PROTECT, related_name="improvement_plan"
    )
    plan = models.OneToOneField(ActionPlan, models.CASCADE, related_name="improvement_plan")

    class Meta:
        ordering = ["commitment"]

    def __str__(self) -> str:
        return str(self.commitment)


class TeamPlan(models.Model):
    """Ties a plan to the partner, or service within one, whose year it sets out."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    partner = models.ForeignKey("laa.Partner", models.PROTECT, related_name="team_plans")
    year = models.CharField(max_length=20, help_text="The year's key, such as 2008/09.")
    plan = models.OneToOneField(
        ActionPlan, models.CASCADE, null=True, blank=True, related_name="team_plan"
    )

    class Meta:
        ordering = ["year", "partner"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "year"], name="laa_teamplan_once")
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.year}"
