"""What an output is counted from."""

from collections.abc import Collection

from django.db import transaction

from laa.actions.changes import as_seen, change
from laa.actions.refusals import Refused
from laa.models import Indicator, User


@transaction.atomic
def count_from(
    indicator: Indicator,
    measure: str,
    *,
    known: Collection[str],
    by: User,
    seen: str | None = None,
) -> Indicator:
    """Count it from records from now on; "" leaves it to what people enter."""
    indicator = as_seen(indicator, seen)
    if measure and measure not in known:
        raise Refused("Choose one of the records that it can be counted from.")
    return change(indicator, {"measure": measure}, action="indicator.measure", by=by)
