"""Many promises of an agreement in one go: moved, led by somebody else, withdrawn. All or none."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from laa.actions.changes import hold, last_event
from laa.actions.commitments import edit_commitment, withdraw_commitment
from laa.actions.refusals import ChangedBySomebody, NothingToDo
from laa.models import Agreement, Commitment, Partner, Theme, User

Seen = Mapping[str, str]
"""How each promise on the page stood when it was made, by its indicator's slug."""


def mark(commitment: Commitment) -> str:
    """What a page shows of a promise, in a few letters."""
    facts = (commitment.theme_id, commitment.lead_id, commitment.designation)
    return "-".join(map(str, (*facts, commitment.withdrawn_on or "stands")))


@transaction.atomic
def change_promises(
    agreement: Agreement,
    slugs: Iterable[str],
    *,
    by: User,
    theme: Theme | None = None,
    lead: Partner | None = None,
    designation: str = "",
    seen: Seen | None = None,
) -> list[Commitment]:
    """Give each another theme, lead or designation; what is not given stays as it is."""
    found = _chosen(agreement, slugs, seen)
    return [
        edit_commitment(
            one,
            theme=theme or one.theme,
            lead=lead or one.lead,
            designation=designation or one.designation,
            contributors=one.contributors.all(),
            by=by,
        )
        for one in found
    ]


@transaction.atomic
def withdraw_promises(
    agreement: Agreement, slugs: Iterable[str], *, reason: str, by: User, seen: Seen | None = None
) -> list[Commitment]:
    """Take each back, for one reason."""
    found = _chosen(agreement, slugs, seen)
    return [withdraw_commitment(one, reason=reason, by=by) for one in found]


def _chosen(agreement: Agreement, slugs: Iterable[str], seen: Seen | None) -> list[Commitment]:
    hold(agreement.partnership)
    rows = agreement.commitments.kept().filter(indicator__slug__in=list(slugs))
    found = list(
        rows.select_related("indicator", "theme", "lead", "agreement__partnership", "partnership")
    )
    if not found:
        raise NothingToDo("Choose at least one promise.")
    for one in found:
        if seen is not None and seen.get(one.indicator.slug) != mark(one):
            raise ChangedBySomebody(one, last_event(one))
    return found
