"""Two clients made one, kept so that it can be taken back."""

from django.db import models

from projects.models.base import OfPartnership
from projects.models.client import Client


class ClientJoin(OfPartnership):
    """`was` is the client that went, `moved` what it let go of and what the kept one gained.

    It holds details of a client: it goes when the client is erased, and when it is taken back.
    """

    kept = models.ForeignKey(Client, models.CASCADE, related_name="join_set")
    number = models.PositiveIntegerField()
    was = models.JSONField()
    moved = models.JSONField(default=dict)
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(
        "laa.User", models.PROTECT, related_name="projects_clients_joined"
    )

    class Meta:
        ordering = ["-joined_at", "-pk"]

    def __str__(self) -> str:
        return f"Client {self.number}, joined to {self.kept}"
