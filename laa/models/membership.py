from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from laa.models.base import starts_before_it_ends, uuid_field


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "Administrator"
    LEAD = "lead", "Performance lead"
    OFFICER = "officer", "Data officer"
    CERTIFIER = "certifier", "Certifier (head of service)"
    CONTRIBUTOR = "contributor", "Contributor"
    BOARD_MEMBER = "board_member", "Board member"
    AUDITOR = "auditor", "Auditor"


PARTNER_ROLES = (Role.OFFICER, Role.CERTIFIER, Role.CONTRIBUTOR)
"""Roles that are played for one partner and its services."""


class MembershipQuerySet(models.QuerySet):
    def live(self, today=None):
        """The roles that are being played. People work on the real calendar, not the tenant's."""
        today = today or localdate()
        return self.filter(starts__lte=today, user__is_active=True).filter(
            Q(ends__isnull=True) | Q(ends__gte=today)
        )

    def during(self, first, last=None):
        """Played on any of these days by somebody whose account is open; None: for good."""
        found = self.filter(Q(ends__isnull=True) | Q(ends__gte=first), user__is_active=True)
        return found.filter(starts__lte=last) if last else found

    def not_over(self):
        """Played now or later, whether or not the person's account is open."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=localdate()))


class Membership(models.Model):
    """The part a person plays in a partnership, for a partner where the role needs one."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="memberships")
    user = models.ForeignKey("laa.User", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    partner = models.ForeignKey(
        "laa.Partner", models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    starts = models.DateField(default=localdate)
    ends = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "user", "role"]
        constraints = [
            starts_before_it_ends("starts", "ends", "The role ends before it starts."),
            models.CheckConstraint(
                condition=Q(role__in=PARTNER_ROLES, partner__isnull=False)
                | (~Q(role__in=PARTNER_ROLES) & Q(partner__isnull=True)),
                name="laa_membership_partner_for_role",
                violation_error_message=(
                    "Officers, certifiers and contributors act for a partner; "
                    "the other roles for the whole partnership."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
