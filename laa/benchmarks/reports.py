"""A board's report of 65 indicators with a chart each, for measuring what its PDF costs."""

from datetime import date
from itertools import count

from laa.reports import pdf
from laa.reports.board_report import report_pdf
from laa.rules.blocks import Document
from laa.rules.report_contents import WHOLE
from laa.rules.report_counts import counts
from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover

QUARTERS = ("2008/09-Q1", "2008/09-Q2", "2008/09-Q3", "2008/09-Q4")
YEARS = ("2008/09", "2009/10", "2010/11")
INDICATORS = 65
_times = count(1)
"""No two reports are alike, so that none comes out of the compiler's memory."""


def _line(number: int, time: int) -> dict:
    told = [
        {
            "period": quarter, "round": quarter, "value": f"{number + n}.{time % 10}",
            "said": f"{number + n}.{time % 10}%", "state": "measured", "target": f"{number + 3}%",
            "rating": "off_track" if number % 4 == 0 else "on_track",
            "rating_said": "Off track" if number % 4 == 0 else "On track",
            "is_illustrative": False,
        }
        for n, quarter in enumerate(QUARTERS)
    ]  # fmt: skip
    last = told[-1]
    return {
        "key": f"ni-{number}:all", "strand": "all", "strand_said": "", "figure": last["value"],
        "figure_said": last["said"], "figure_state": "measured", "is_illustrative": False,
        "period": last["period"], "period_said": "Q4 2008/09", "target_said": last["target"],
        "rated_against": last["target"], "rating": last["rating"],
        "rating_said": last["rating_said"], "is_fresh": True, "is_waiting": False,
        "against_baseline": "Better than baseline", "direction": "better",
        "direction_said": "Better", "outlook": "Will be met", "rule": "Target only (version 1)",
        "story": f"Report {time}: fewer people came in the quarter than were expected.",
        "recovery": "The partners meet to agree what is done.", "recovery_due": "30 June 2009",
        "flags": [], "flagged": number % 4 == 0, "awaited": "", "history": told, "broken_on": "",
        "aims": [
            {"period": year, "value": f"{number + n + 3}", "said": f"{number + n + 3}%"}
            for n, year in enumerate(YEARS)
        ],
    }  # fmt: skip


def _promise(number: int, time: int) -> dict:
    return {
        "reference": f"NI {number:03d}", "slug": f"ni-{number}", "unit": "percent",
        "title": f"How many of the people in the area do what indicator {number} measures",
        "definition": "", "polarity": "up", "polarity_said": "Higher is better",
        "designation": "designated", "designation_said": "Designated",
        "lead": "Luton Borough Council", "plan": None, "lines": [_line(number, time)],
    }  # fmt: skip


def a_document() -> Document:
    """The whole report, all its parts, unlike the one before."""
    time = next(_times)
    promises = [_promise(number, time) for number in range(INDICATORS)]
    themes = [
        {"slug": f"theme-{n}", "name": f"Theme {n + 1}", "promises": promises[n::4]}
        for n in range(4)
    ]
    body = {
        "title": f"Performance report {time}", "partnership": {"slug": "a", "name": "A"},
        "agreement": {
            "slug": "laa", "title": "An agreement", "strategy": "", "rule": "Target only",
            "rule_terms": [],
        },
        "board": None, "period": QUARTERS[-1], "period_said": "Q4 2008/09",
        "as_at": "2009-04-20", "as_at_said": "20 April 2009", "contents": list(WHOLE),
        "counts": counts(themes), "themes": themes, "corrections": [], "report_before": "",
        "actions": [], "risks": [], "words": {},
    }  # fmt: skip
    return document(body, cover_of(body, Cover.EXECUTIVE, sha256="0" * 64))


def whole_report() -> bytes:
    pdf.forget_compiler()
    return report_pdf(a_document(), as_at=date(2009, 4, 20))


def empty_document() -> bytes:
    """Nothing on a page of the same size, in the same typeface, to the same standard."""
    pdf.forget_compiler()
    return pdf.render_pdf("empty", {"title": f"Empty {next(_times)}"})
