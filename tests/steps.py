"""The steps of the cycle, for tests that start where one of them ends."""

from decimal import Decimal

from laa.actions.returns import certify, save_line, sign_off, submit
from laa.models import ReturnLine


def line_of(quarterly_return, reference=None, period=None):
    """The return's only line, or the one of an indicator and period."""
    lines = quarterly_return.lines.select_related(
        "strand__indicator", "round__partnership__demonstration", "partnership__demonstration"
    )
    if reference:
        lines = lines.filter(strand__indicator__reference=reference)
    return lines.get(**({"period": period} if period else {}))


def enter(line, figure=None, *, by, **entered):
    """Type a figure, or nothing but what else is given, on the line as it stands."""
    line = ReturnLine.objects.get(pk=line.pk)
    if figure is not None:
        entered = {"figure_state": "measured", "value": Decimal(figure), **entered}
    return save_line(line, version=line.version, by=by, entered=entered)


def enter_all(quarterly_return, cast, value="40"):
    """Something on every line: a figure where one is due, an outlook where none is."""
    for line in quarterly_return.lines.filter(state__in=ReturnLine.EDITABLE_STATES):
        if line.is_due:
            enter(line, value, by=cast.officer)
        else:
            enter(line, by=cast.officer, outlook="will", outlook_reason="It goes well.")


def submitted(quarterly_return, cast, value="40"):
    enter_all(quarterly_return, cast, value)
    return submit(quarterly_return, by=cast.officer)


def certified(quarterly_return, cast, value="40"):
    return certify(submitted(quarterly_return, cast, value), by=cast.certifier)


def signed_off(quarterly_return, cast, value="40"):
    """The return from empty to frozen."""
    return sign_off(certified(quarterly_return, cast, value), by=cast.lead)


def box(quarterly_return, name, reference="NI 181"):
    """The name that a line's box has on the officer's page."""
    return f"{line_of(quarterly_return, reference).uuid}-{name}"
