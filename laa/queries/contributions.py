"""Who contributes to a promise, and what each says it does."""

from dataclasses import dataclass

from laa.models import Commitment, Contribution, Partner


@dataclass(frozen=True)
class Part:
    """A contributor with its words. `said` None: it has not said yet."""

    partner: Partner
    said: Contribution | None


@dataclass(frozen=True)
class Parts:
    """All that contribute to one promise."""

    parts: list[Part]

    @property
    def silent(self) -> list[Partner]:
        return [part.partner for part in self.parts if part.said is None]

    @property
    def count_said(self) -> str:
        """How many have said it, with the denominator."""
        whole = len(self.parts)
        verb = "says" if whole == 1 else "say"
        return f"{whole - len(self.silent)} of {whole} {verb} how they contribute"


def contributions(commitment: Commitment) -> Parts:
    """In two queries, by the partners' names."""
    said = {
        row.partner_id: row
        for row in Contribution.objects.filter(commitment=commitment).select_related(
            "said_by", "partnership", "commitment__indicator", "partner"
        )
    }
    partners = commitment.contributors.order_by("name")
    return Parts([Part(partner, said.get(partner.pk)) for partner in partners])
