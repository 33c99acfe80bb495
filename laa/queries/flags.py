"""Open flags, as those see them who must answer."""

from django.db.models import Count, Q

from laa import clock
from laa.models import Flag
from laa.permissions import Member


def open_flags(member: Member):
    """What one's partners answer for; those who read everything see all, boards what is theirs.

    Housekeeping stays among officers: a board sees it as a count.
    """
    flags = Flag.objects.visible_to(member).open()
    if not member.reads_all_returns:
        theirs = answered_by_partners(member.partner_ids)
        flags = flags.filter(theirs) if member.partner_ids else flags.of_performance()
    return (
        flags.with_answerable()
        .select_related("answered_by", "partnership__demonstration")
        .order_by("commitment__indicator__reference", "reason", "key")
    )


def answered_by_partners(partner_ids) -> Q:
    """Flags of the promises, returns, plans and figures of some partners."""
    of_strand = Q(strand__supplier__in=partner_ids) | Q(
        strand__supplier=None, strand__indicator__supplier__in=partner_ids
    )
    return (
        Q(commitment__lead__in=partner_ids)
        | Q(quarterly_return__partner__in=partner_ids)
        | Q(action__plan__partner__in=partner_ids)
        | Q(commitment=None, quarterly_return=None, action=None) & of_strand
    )


def known_to(partner_ids) -> Q:
    """Everybody may know of performance flags; of housekeeping only those who answer for it."""
    return Q(reason__in=Flag.PERFORMANCE) | answered_by_partners(partner_ids)


def housekeeping_counts(partnership) -> list[tuple[str, int]]:
    """All that a board sees of housekeeping: how many are open of each reason, the most first."""
    counts = (
        Flag.objects.open()
        .of_housekeeping()
        .filter(partnership=partnership)
        .values_list("reason")
        .annotate(number=Count("pk"))
        .order_by("-number", "reason")
    )
    return [(Flag.Reason(reason).label, number) for reason, number in counts]


def awake(flags, member: Member) -> list[Flag]:
    """Those that nobody put off to a day still to come."""
    today = clock.today(member.partnership)
    return [f for f in flags if f.snoozed_until is None or f.snoozed_until <= today]
