"""What a report has to put right: what an issued one said that is said otherwise by now."""

from collections.abc import Iterable, Mapping

from laa.rules.periods import period
from laa.rules.report_counts import lines_of

SAME_WORDS = ("value", "said", "rating")


def corrections(
    issued: Mapping | None, themes: Iterable[dict], reasons: Mapping[tuple, str]
) -> list[dict]:
    """The figures and ratings that changed since they stood in an issued body.

    A figure that came late is no correction: only what was said is compared, period by period and
    round by round. `issued` None: there was no report before. `reasons` says why, by line, period
    and round; what nobody gave a reason for says none.
    """
    if issued is None:
        return []
    before = _told(issued["themes"])
    return [
        _correction(issued, promise, line, before[where], now, reasons.get(where, ""))
        for promise, line in lines_of(themes)
        for now in line["history"]
        if (where := (line["key"], now["period"], now["round"])) in before
        and any(before[where][name] != now[name] for name in SAME_WORDS)
    ]


def _told(themes: Iterable[dict]) -> dict[tuple, dict]:
    return {
        (line["key"], told["period"], told["round"]): told
        for _, line in lines_of(themes)
        for told in line["history"]
    }


def _correction(
    issued: Mapping, promise: dict, line: dict, was: dict, now: dict, reason: str
) -> dict:
    return {
        "key": line["key"],
        "reference": promise["reference"],
        "title": promise["title"],
        "strand_said": line["strand_said"],
        "period": now["period"],
        "period_said": period(now["period"]).short_label,
        "was": was["said"],
        "now": now["said"],
        "was_rated": was["rating_said"],
        "now_rated": now["rating_said"],
        "reason": reason,
        "issued_as": issued["title"],
    }
