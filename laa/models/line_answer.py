from django.db import models

from laa.models.base import figure_field


class LineAnswer(models.Model):
    """What an officer answered when the page asked “are you sure?” of a line.

    `value` is the figure that was asked about: another figure is asked about again.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    line = models.ForeignKey("laa.ReturnLine", models.CASCADE, related_name="answers")
    check_key = models.CharField(max_length=40, help_text="Which check asked.")
    question = models.TextField(help_text="As it was asked.")
    answer = models.TextField()
    value = figure_field()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line", "check_key"]
        constraints = [
            models.UniqueConstraint(fields=["line", "check_key"], name="laa_lineanswer_once")
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.check_key}"
