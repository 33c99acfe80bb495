from django.db import models
from django.db.models import Q

from laa.models.base import NaturalKey, NaturalKeyQuerySet


class Seat(NaturalKey):
    """A member's line on a board, as the document prints it: who, and with how many seats.

    `seats` None: the document gives no number; that is not none. `subject_to` says what the
    membership still waits for.
    """

    natural_key_fields = ("partnership__slug", "board__slug", "position")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    board = models.ForeignKey("laa.Board", models.CASCADE, related_name="seats")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    subject_to = models.CharField(max_length=200, blank=True)
    partner = models.ForeignKey(
        "laa.Partner", models.SET_NULL, null=True, blank=True, related_name="board_seats"
    )

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["board", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "position"],
                name="laa_seat_position",
                violation_error_message="Another line stands at that place.",
            ),
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(seats__gte=1),
                name="laa_seat_of_somebody",
                violation_error_message="A line has one seat or more. Leave it out if not known.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
