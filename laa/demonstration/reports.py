"""The demonstration's reports: approved, issued and considered; the older one is public."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from laa.actions.meetings import add_meeting
from laa.actions.report_approval import approve, put_forward
from laa.actions.report_considered import record_consideration, record_decision
from laa.actions.report_issue import ask_to_issue
from laa.actions.report_publications import publish_report
from laa.actions.report_route import add_route_step
from laa.actions.reports import make_report
from laa.actions.revisions import revise
from laa.composing import compose
from laa.demonstration.comparators import load_comparators
from laa.issuing import issue
from laa.models import Agreement, Decision, Figure, Partnership, Report
from laa.rules import periods
from laa.rules.figures import Number
from laa.rules.vocabulary import Cover

PLACE = "Illustrative: the Town Hall"
NEXT_MEETING = date(2009, 6, 22)
BEFORE_IT = timedelta(days=7)
"""Papers are issued a week before the meeting."""


@dataclass(frozen=True)
class Occasion:
    """A report to the Luton Forum, and the meeting that considered it."""

    quarter: int
    held_on: date
    covers: tuple[Cover, ...]
    said: str
    decision: str
    due: date

    @property
    def issued_on(self) -> date:
        return self.held_on - BEFORE_IT


OCCASIONS = {
    2: Occasion(
        2,
        date(2008, 12, 15),
        (Cover.EXECUTIVE, Cover.PUBLIC),
        "Illustrative: how the partners’ promises stood at the end of September 2008.",
        "Illustrative: say in March what shortened the wait for benefits.",
        date(2009, 3, 23),
    ),
    3: Occasion(
        3,
        date(2009, 3, 23),
        (Cover.EXECUTIVE, Cover.SCRUTINY, Cover.FULL_COUNCIL),
        "Illustrative: how the partners’ promises stood at the end of December 2008.",
        "Illustrative: report on temporary accommodation again in June.",
        date(2009, 6, 30),
    ),
}
"""By quarter of 2008/09. The third's figures are under embargo, so its report is not public."""


def prepare(partnership: Partnership, occasion: Occasion, people: dict) -> None:
    """What comes before a report: first the route, later others' figures and a correction."""
    if occasion.quarter == min(OCCASIONS):
        add_route(partnership, people)
        return
    load_comparators(partnership, by=people["lead"])
    wrong = Figure.objects.current().get(
        strand__indicator__slug="ni-192", strand__partnership=partnership, period="2008/09-Q2"
    )
    why = "Illustrative: one site had counted its September twice."
    revise(wrong, Number(Decimal("35.0")), by=people["lead"], reason=why)
    plan_next_meeting(partnership, people)


def add_route(partnership: Partnership, people: dict) -> None:
    """Two steps: a proof reader who is no senior officer, and one approval."""
    for name, who, is_proof_reading in (
        ("Proof-reading", "officer", True),
        ("Head of service", "certifier", False),
    ):
        add_route_step(
            partnership,
            name=name,
            person=people[who],
            is_proof_reading=is_proof_reading,
            by=people["lead"],
        )


def issue_report(partnership: Partnership, occasion: Occasion, people: dict) -> Report:
    """On the day that the clock shows."""
    lead = people["lead"]
    report = make_report(
        agreement=Agreement.objects.get(partnership=partnership, slug="luton-laa-2008-11"),
        period=periods.quarter(2008, occasion.quarter),
        board=partnership.boards.get(slug="luton-forum"),
        covers=tuple(cover.value for cover in occasion.covers),
        words={
            "purpose": occasion.said,
            "decisions": ["Illustrative: agree what is done about the lines that are off track."],
            "background": "None",
        },
        compose=compose,
        by=lead,
    )
    put_forward(report, seen=report.sha256, by=lead)
    approve(report, comment="Illustrative: two commas.", by=people["officer"])
    approve(report, by=people["certifier"])
    issue(ask_to_issue(report, by=lead))
    return Report.objects.get(pk=report.pk)


def consider(report: Report, occasion: Occasion, people: dict) -> None:
    """At the Forum's meeting, with a decision; both are illustrative. Then it is public, or not."""
    lead = people["lead"]
    add_meeting(
        report.board,
        held_on=occasion.held_on,
        papers_due=occasion.issued_on,
        place=PLACE,
        by=lead,
    )
    considered = record_consideration(
        report,
        cover=Cover.EXECUTIVE.value,
        considered_on=occasion.held_on,
        meeting=report.board.meetings.get(held_on=occasion.held_on),
        note="Illustrative: the Forum noted the report.",
        by=lead,
    )
    record_decision(
        considered,
        kind=Decision.Kind.ACTION,
        text=occasion.decision,
        partner=report.partnership.partners.get(slug="luton-borough-council"),
        due=occasion.due,
        by=lead,
    )
    if Cover.PUBLIC in occasion.covers:
        publish_report(report, public_from=occasion.held_on, by=lead)


def plan_next_meeting(partnership: Partnership, people: dict) -> None:
    """The meeting to come, with the day by which its papers are due."""
    add_meeting(
        partnership.boards.get(slug="luton-forum"),
        held_on=NEXT_MEETING,
        papers_due=NEXT_MEETING - BEFORE_IT,
        place=PLACE,
        by=people["lead"],
    )
