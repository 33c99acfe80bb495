"""The steps of the cycle, for tests that start where one of them ends."""

from decimal import Decimal

from laa.actions.explanations import left_unsaid
from laa.actions.line_checks import answer_question, unanswered
from laa.actions.return_lines import save_line
from laa.actions.return_steps import certify, submit
from laa.actions.sign_off import sign_off
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
    """Type a figure, or nothing but what else is given, on the line as it stands.

    A figure that is off track gets a word on what is done about it, unless one is given.
    """
    line = ReturnLine.objects.get(pk=line.pk)
    if figure is not None:
        entered = {"figure_state": "measured", "value": Decimal(figure), **entered}
    saved = save_line(line, version=line.version, by=by, entered=entered)
    if figure is None or "recovery" in entered or not left_unsaid(saved):
        return saved
    return enter(saved, by=by, commentary=saved.commentary or "It fell.", recovery="We meet.")


def enter_all(quarterly_return, cast, value="40"):
    """Something on every line: a figure where one is due, an outlook where none is."""
    for line in quarterly_return.lines.filter(state__in=ReturnLine.EDITABLE_STATES):
        if line.is_due:
            enter(line, value, by=cast.officer)
        else:
            enter(line, by=cast.officer, outlook="will", outlook_reason="It goes well.")


def answer_all(quarterly_return, cast):
    """“Are you sure?”: yes, of every figure that is asked about."""
    lines = quarterly_return.lines.filter(state__in=ReturnLine.EDITABLE_STATES)
    for asked in unanswered(list(lines.select_related("strand__indicator", "partnership"))):
        answer_question(asked.line, asked.question.key, text="It is right.", by=cast.officer)


def submitted(quarterly_return, cast, value="40"):
    enter_all(quarterly_return, cast, value)
    answer_all(quarterly_return, cast)
    return submit(quarterly_return, by=cast.officer)


def certified(quarterly_return, cast, value="40"):
    return certify(submitted(quarterly_return, cast, value), by=cast.certifier)


def signed_off(quarterly_return, cast, value="40"):
    """The return from empty to frozen."""
    return sign_off(certified(quarterly_return, cast, value), by=cast.lead)


def box(quarterly_return, name, reference="NI 181"):
    """The name that a line's box has on the officer's page."""
    return f"{line_of(quarterly_return, reference).uuid}-{name}"
