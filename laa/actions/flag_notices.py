"""Telling of flags: whoever answers for a promise is asked for a recovery action."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse

from laa.actions.job_runs import Turn
from laa.actions.telling import tell_each
from laa.models import Commitment, Flag, Membership, Partner, User
from laa.rules.flagging import recovery_asked
from laa.rules.notices import FLAG

MOST = 5
"""How many of a person's flags a notice spells out; the page lists them all."""


def tell(turn: Turn, flags: Sequence[Flag]) -> None:
    """One notice to each officer of the partners that answer for some flags."""
    promises = Commitment.objects.with_plan_counts(turn.as_at)
    promises = promises.in_bulk({flag.commitment_id for flag in flags})
    officers: dict[int, list[User]] = {}
    theirs: dict[User, list[Flag]] = defaultdict(list)
    for flag in flags:
        lead = flag.commitment.lead
        flag.asked = recovery_asked(lead.name, promises[flag.commitment_id].plan_in_hand)
        if lead.pk not in officers:
            officers[lead.pk] = _people_of(turn, lead)
        for person in officers[lead.pk]:
            theirs[person].append(flag)
    tell_each(turn, theirs.items(), _letter)


def _people_of(turn: Turn, lead: Partner) -> list[User]:
    theirs = Membership.objects.live().filter(
        partnership=turn.partnership, partner__in=[lead.pk, lead.part_of_id or lead.pk]
    )
    return list(User.objects.filter(memberships__in=theirs).distinct().order_by("pk"))


def _letter(turn: Turn, flags: list[Flag]) -> dict:
    marks = [f"{flag.key}:{flag.rating.version if flag.rating else 1}" for flag in flags]
    if len(flags) == 1:
        path = reverse("laa:flag-detail", args=[turn.partnership.slug, flags[0].uuid])
        mark, text = marks[0], f"{_said(flags[0])}. {flags[0].asked}"
    else:
        path = reverse("laa:flags", args=[turn.partnership.slug])
        mark = f"{turn.as_at}:{hashlib.sha256(' '.join(marks).encode()).hexdigest()[:16]}"
        told = "; ".join(map(_said, flags[:MOST]))
        more = f"; and {len(flags) - MOST} more" if len(flags) > MOST else ""
        text = f"{len(flags)} flags ask for a recovery action. {told}{more}."
    return {"kind": FLAG, "key": f"flag:{mark}", "text": text, "path": path}


def _said(flag: Flag) -> str:
    return f"{flag.get_reason_display()}: {flag.text}"
