"""What documents print beside what records prove, and who was reached against a comparator."""

from django.db import models

from laa.models.base import figure_field
from projects.models.base import OfProject, qualifier_field, where_field
from projects.rules.qualified import Qualified


class PrintedFigure(OfProject):
    """A number that a document gives. Two that differ on one topic are both kept and shown."""

    class Topic(models.TextChoices):
        CLIENTS = "clients", "Clients seen"
        CONTACTS = "contacts", "Face-to-face contacts"
        FIRST_MEETINGS = "first_meetings", "First meetings"
        NO_FOLLOW_UP = "no_follow_up", "First meetings without a follow-up"
        CONSIDERING = "considering", "Organisations on the way to a company"
        OTHER = "other", "Other"

    topic = models.CharField("Topic", max_length=20, choices=Topic)
    qualifier = qualifier_field()
    value = figure_field(verbose_name="Number")
    text = models.CharField("As printed", max_length=200, blank=True)
    where = where_field()

    class Meta:
        ordering = ["project", "topic", "pk"]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.amount.said}"

    @property
    def amount(self) -> Qualified:
        return Qualified(self.value, self.qualifier)


class ReachGroup(OfProject):
    """A group or area that the project should reach: the share it says, against a comparator."""

    class Dimension(models.TextChoices):
        GENDER = "gender", "Women and men"
        ETHNICITY = "ethnicity", "Ethnicity"
        AGE = "age", "Age"
        INCOME = "income", "Income"
        AREA = "area", "Area"

    dimension = models.CharField("By", max_length=10, choices=Dimension)
    name = models.CharField("Group or area", max_length=100)
    is_priority = models.BooleanField("The project is meant to reach it", default=False)
    qualifier = qualifier_field()
    share = figure_field(verbose_name="Share of clients (%)")
    comparator_qualifier = qualifier_field(verbose_name="How exactly the comparator")
    comparator = figure_field(verbose_name="Share of comparator (%)")
    comparator_of = models.CharField("Comparator", max_length=100, blank=True)
    comment = models.CharField("Comment", max_length=200, blank=True)
    where = where_field()

    class Meta:
        ordering = ["project", "dimension", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "dimension", "name"],
                name="projects_reachgroup_once",
                violation_error_message="This group is there already. Change that one.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def printed(self) -> Qualified:
        return Qualified(self.share, self.qualifier, "%")

    @property
    def compared(self) -> Qualified:
        return Qualified(self.comparator, self.comparator_qualifier, "%")
