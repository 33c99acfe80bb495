"""What the report says of itself: who came, what they looked at, on what the findings rest."""

from django.db import models

from peer_reviews.models.base import ReviewPart


class TeamPost(ReviewPart):
    """Somebody of the peer team, as a post and the organisation it is in. No names of persons."""

    post = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)

    class Meta(ReviewPart.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.post}, {self.organisation}"


class Component(ReviewPart):
    """A question that the review looks at, in the wording of its edition."""

    title = models.CharField(max_length=200)
    question = models.TextField(blank=True)

    class Meta(ReviewPart.Meta):
        pass

    def __str__(self) -> str:
        return self.title


class Section(ReviewPart):
    """A numbered section of the report; its findings name it and the paragraph."""

    number = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    component = models.ForeignKey(
        Component, models.SET_NULL, null=True, blank=True, related_name="sections"
    )

    class Meta(ReviewPart.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class EvidenceCount(ReviewPart):
    """How much the findings rest on, with the word that qualifies it: “around 80 people”."""

    class Qualifier(models.TextChoices):
        EXACT = "", "exactly"
        AROUND = "around", "around"
        OVER = "over", "over"
        AT_LEAST = "at least", "at least"
        UP_TO = "up to", "up to"
        NEARLY = "nearly", "nearly"

    what = models.CharField(max_length=100, help_text="Such as people, activities, hours.")
    number = models.PositiveIntegerField()
    qualifier = models.CharField(max_length=10, choices=Qualifier, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(ReviewPart.Meta):
        pass

    def __str__(self) -> str:
        return " ".join(filter(None, [self.qualifier, str(self.number), self.what]))
