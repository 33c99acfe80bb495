"""What nobody returned yet and no open round asks for: figures that a further round would ask."""

from datetime import date

from django.db.models import Exists, F, Max, OuterRef, QuerySet

from laa.models import Figure, Partnership, ReturnLine, Strand
from laa.models.indicator import ever_awaited, measured_at
from laa.rules import periods
from laa.rules.vocabulary import SETTLED_STATES, Frequency

State = ReturnLine.State

FINISHED = (State.SIGNED_OFF, *ReturnLine.SET_ASIDE_STATES)


def strands_promised(partnership: Partnership, end: date) -> QuerySet[Strand]:
    """The strands on which an agreement that began by `end`, over or not, promises something.

    What is retired, and what only promises that were withdrawn speak of, is not asked for. Nor is
    a total: it is the sum of its parts. What is discontinued is among them for its earlier periods.
    """
    return (
        Strand.objects.filter(ever_awaited(), partnership=partnership, retired_on=None)
        .filter(
            indicator__commitments__agreement__starts__lte=end,
            indicator__commitments__withdrawn_on=None,
        )
        .asked()
    )


def still_awaited(partnership: Partnership, today: date) -> QuerySet[ReturnLine]:
    """Lines whose figure never came, which no open round asks for and nobody wrote off."""
    same = {"strand": OuterRef("strand"), "period": OuterRef("period")}
    came = Figure.objects.current().filter(**same, state__in=sorted(SETTLED_STATES))
    others = ReturnLine.objects.filter(**same)
    asked = others.filter(round__closed_at=None).exclude(state__in=FINISHED)
    return ReturnLine.objects.filter(
        measured_at(F("period_end"), of="strand__indicator__"),
        ~Exists(came),
        ~Exists(asked | others.filter(state=State.SKIPPED)),
        strand__in=strands_promised(partnership, today).values("pk"),
        period_end__lt=today,
    )


def last_asked(partnership: Partnership, every: Frequency, today: date) -> date:
    """The last day of the periods that get a round; the first of all days before any agreement.

    It is the end of the last agreement, or, while something is awaited after that, of the period
    that runs today; `every` is how often a round is.
    """
    ends = partnership.agreements.aggregate(last=Max("ends"))["last"] or date.min
    if date.min < ends < today and still_awaited(partnership, today).exists():
        return periods.containing(today, every).end
    return ends
