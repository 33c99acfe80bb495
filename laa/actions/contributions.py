"""What each contributor to a promise does for it, said by its own people."""

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, hold, make
from laa.actions.refusals import ChangedBySomebody, ReasonMissing, Refused
from laa.models import Commitment, Contribution, Partner, User


@transaction.atomic
def say_contribution(
    commitment: Commitment, partner: Partner, *, text: str, by: User, seen: str | None = None
) -> Contribution:
    """Say what the partner does towards the target, or say it anew.

    `seen` is the mark of what stood there on the page, "" where nothing did; None: not from a page.
    """
    text = text.strip()
    if not text:
        raise ReasonMissing("Say in a sentence or two what you do towards the target.")
    hold(commitment.partnership)
    if not commitment.contributors.filter(pk=partner.pk).exists():
        raise Refused(f"{partner} does not contribute to {commitment.indicator.reference}.")
    said = {"text": text, "said_at": clock.now(commitment.partnership), "said_by": by}
    row = Contribution.objects.filter(commitment=commitment, partner=partner).first()
    if row is None:
        row = Contribution(
            partnership=commitment.partnership, commitment=commitment, partner=partner
        )
        for name, value in said.items():
            setattr(row, name, value)
        return make(row, action="contribution.say", by=by)
    if seen == "":
        raise ChangedBySomebody(row, None)
    return change(as_seen(row, seen), said, action="contribution.say", by=by)
