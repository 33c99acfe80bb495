"""Whose return a spreadsheet is of, when it is not of the one it was uploaded to."""

from laa.imports.problems import unreadable
from laa.imports.return_sheet import FilledSheet
from laa.models import QuarterlyReturn, ReturnLine
from laa.permissions import Member


def must_be_of(quarterly_return: QuarterlyReturn, filled: FilledSheet, member: Member) -> None:
    """Unreadable, in words, where the file belongs elsewhere; no more is told than one may read."""
    here = {
        "partnership": quarterly_return.partnership.slug,
        "period": quarterly_return.round.period,
        "partner": quarterly_return.partner.slug,
    }
    if filled.whose and filled.whose != here:
        raise unreadable(
            f"This file is {_said(filled.whose, here, member)}, not of {quarterly_return}.",
            "Upload it on the page of its own return, or download the spreadsheet of this one.",
        )
    uuids = {row.uuid for row in filled.rows}
    mine = {str(u) for u in quarterly_return.lines.values_list("uuid", flat=True)}
    if uuids and not uuids & mine:
        line = ReturnLine.objects.visible_to(member).filter(uuid__in=uuids).first()
        other = f"of {line.quarterly_return}" if line else "of another return"
        raise unreadable(
            f"This file is {other}, not of {quarterly_return}.",
            "Upload it on the page of its own return, or download the spreadsheet of this one.",
        )


def _said(whose: dict, here: dict, member: Member) -> str:
    if whose.get("partnership") != here["partnership"]:
        return "of another partnership"
    found = QuarterlyReturn.objects.visible_to(member).select_related("round", "partner")
    other = found.filter(
        round__period=whose.get("period"), partner__slug=whose.get("partner")
    ).first()
    return f"of {other}" if other else "of another return"
