from django.core.exceptions import ValidationError
from django.db import models

from laa.models.base import NaturalKey, NaturalKeyQuerySet
from laa.rules import partner_names

TAKEN_SLUGS = frozenset({"accounts", "admin", "health", "open-data", "partnerships", "static"})


def not_taken(slug: str) -> None:
    if slug in TAKEN_SLUGS:
        raise ValidationError(f"“{slug}” is an address of the service itself. Choose another.")


class PartnershipQuerySet(NaturalKeyQuerySet):
    def visible_to(self, user):
        """The partnerships in which somebody has a part to play on their own today."""
        return self.filter(memberships__in=user.memberships.live()).distinct()


class Partnership(NaturalKey):
    """A local strategic partnership: the tenant to which every other row belongs."""

    natural_key_fields = ("slug",)

    slug = models.SlugField(unique=True, validators=[not_taken])
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def known_names(self) -> dict[str, str]:
        """Its partners' names, abbreviations and aliases in lower case, with the partner's slug."""
        known: dict[str, str] = {}
        for partner in self.partners.prefetch_related("aliases"):
            names = (partner.name, partner.abbreviation, *(a.name for a in partner.aliases.all()))
            for name in filter(None, names):
                known.setdefault(" ".join(name.casefold().split()), partner.slug)
        return known

    def known_partners(self) -> list[partner_names.KnownPartner]:
        """Its partners as proposals know them."""
        return [
            partner_names.KnownPartner(partner.slug, tuple(partner.all_names))
            for partner in self.partners.prefetch_related("aliases")
        ]

    def distinctions(self) -> set[tuple[str, str]]:
        """The names that people said are not a partner's: in lower case, with its slug."""
        rows = self.partners.exclude(distinctions=None)
        return set(rows.values_list("distinctions__name", "slug"))


class Demonstration(models.Model):
    """Makes a partnership a demonstration: its clock stands still and every page says so.

    A row of its own, so that loading the partnership's fixture again does not start the clock.
    """

    partnership = models.OneToOneField(
        Partnership, models.CASCADE, related_name="demonstration", primary_key=True
    )
    today = models.DateField()

    class Meta:
        ordering = ["partnership"]

    def __str__(self) -> str:
        return f"{self.partnership}, {self.today}"
