"""Lines of several returns that wait for the same person: to be certified, to be signed off."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from laa import clock
from laa.models import QuarterlyReturn, ReturnLine, Round
from laa.permissions import Member, Permission
from laa.queries.return_page import BESIDE_A_LINE, LineContext, in_context

State = ReturnLine.State


@dataclass(frozen=True)
class Waiting:
    """One return and those of its lines that wait."""

    quarterly_return: QuarterlyReturn
    contexts: list[LineContext]

    @property
    def round(self) -> Round:
        return self.quarterly_return.round


def to_certify(member: Member) -> list[Waiting]:
    """All that waits for a certifier's word, whichever of their services it is from."""
    partners = member.partner_ids_for(Permission.CERTIFY_RETURN)
    return _waiting(member, Q(state=State.SUBMITTED, quarterly_return__partner__in=partners))


def to_sign_off(member: Member, narrowed: Q) -> list[Waiting]:
    """All that is certified in open rounds, narrowed as somebody asked."""
    return _waiting(member, Q(state=State.CERTIFIED) & narrowed)


def _waiting(member: Member, which: Q) -> list[Waiting]:
    rows = (
        ReturnLine.objects.visible_to(member)
        .filter(
            which,
            round__closed_at__isnull=True,
            round__opens__lte=clock.today(member.partnership),
        )
        .select_related(*BESIDE_A_LINE, "quarterly_return__partner", "quarterly_return__round")
        .order_by(
            "round__period_end",
            "quarterly_return__partner__name",
            "quarterly_return",
            "strand__indicator__reference",
            "strand__position",
            "period_start",
        )
        .distinct()
    )
    contexts = in_context(rows)
    return [
        Waiting(first.line.quarterly_return, [first, *group])
        for _, group in groupby(contexts, key=lambda one: one.line.quarterly_return_id)
        for first in [next(group)]
    ]
