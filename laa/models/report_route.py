from django.db import models


class RouteStep(models.Model):
    """A step that every report of the partnership goes through, in order, before it is issued.

    The person need hold no office: a proof reader may be anybody who plays a part.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="route_steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    is_proof_reading = models.BooleanField(default=False)
    person = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["partnership", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "position"], name="laa_routestep_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"
