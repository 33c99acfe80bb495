"""How long figures take to collect, and how often they are looked at: plain counts, no names."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from laa import audit, clock
from laa.models import CollectionEffort, Indicator, IndicatorUse, Partnership, User
from laa.rules import figures


@transaction.atomic
def tell_effort(indicator: Indicator, *, hours: Decimal, by: User) -> CollectionEffort:
    """Keep how many hours one return of the indicator takes; a later word replaces it."""
    partnership = indicator.partnership
    effort, is_new = CollectionEffort.objects.update_or_create(
        indicator=indicator,
        defaults={
            "partnership": partnership,
            "hours": hours,
            "told_at": clock.now(partnership),
            "told_by": by,
        },
    )
    audit.record(
        "indicator.tell_effort",
        subject=indicator,
        by=by,
        partnership=partnership,
        after={"hours": figures.plain(hours)},
    )
    return effort


def count_uses(
    indicators: Iterable[Indicator], *, kind: IndicatorUse.Kind, partnership: Partnership
) -> None:
    """One more use of each this month: opened, exported, or put into a report.

    One UPDATE that adds in the database, so that two readers at once are two. Only the first use
    of a month makes a row; of two first ones the second finds the first's.
    """
    ids = {indicator.pk for indicator in indicators}
    month = clock.today(partnership).replace(day=1)
    rows = IndicatorUse.objects.filter(kind=kind, month=month)
    if rows.filter(indicator__in=ids).update(count=F("count") + 1) == len(ids):
        return
    new = ids - set(rows.filter(indicator__in=ids).values_list("indicator", flat=True))
    common = {"partnership": partnership, "kind": kind, "month": month}
    IndicatorUse.objects.bulk_create(
        [IndicatorUse(indicator_id=pk, count=0, **common) for pk in new], ignore_conflicts=True
    )
    rows.filter(indicator__in=new).update(count=F("count") + 1)
