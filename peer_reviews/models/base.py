"""What the parts of a review share: a word of their own in it, by which addresses name them."""

from django.db import models

from laa.models.base import NaturalKey, NaturalKeyQuerySet


class ReviewPartQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)


class ReviewPart(NaturalKey):
    """Something that stands in a review, at its place; `key` names it there for ever."""

    natural_key_fields = ("partnership__slug", "review__slug", "key")

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="%(app_label)s_%(class)s_set"
    )
    review = models.ForeignKey("peer_reviews.Review", models.CASCADE, related_name="%(class)s_set")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=1, help_text="Its place, from 1.")

    objects = ReviewPartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["review", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="%(app_label)s_%(class)s_key")
        ]
