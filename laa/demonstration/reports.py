"""The demonstration's report: the third quarter's, approved, issued and considered."""

from datetime import date

from laa.actions.meetings import add_meeting
from laa.actions.report_approval import approve, put_forward
from laa.actions.report_considered import record_consideration, record_decision
from laa.actions.report_issue import ask_to_issue
from laa.actions.report_route import add_route_step
from laa.actions.reports import make_report
from laa.composing import compose
from laa.issuing import issue
from laa.models import Agreement, Decision, Partnership, Report
from laa.rules import periods
from laa.rules.vocabulary import Cover

ISSUED_ON, HELD_ON = date(2009, 3, 16), date(2009, 3, 23)
PLACE = "Illustrative: the Town Hall"
COVERS = (Cover.EXECUTIVE.value, Cover.SCRUTINY.value, Cover.FULL_COUNCIL.value)
WORDS = {
    "purpose": "Illustrative: how the partners’ promises stood at the end of December 2008.",
    "decisions": ["Illustrative: agree what is done about the lines that are off track."],
    "background": "None",
}


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


def issue_report(partnership: Partnership, people: dict) -> Report:
    """To the Luton Forum on the third quarter, on the day that the clock shows."""
    lead = people["lead"]
    report = make_report(
        agreement=Agreement.objects.get(partnership=partnership, slug="luton-laa-2008-11"),
        period=periods.quarter(2008, 3),
        board=partnership.boards.get(slug="luton-forum"),
        covers=COVERS,
        words=WORDS,
        compose=compose,
        by=lead,
    )
    put_forward(report, seen=report.sha256, by=lead)
    approve(report, comment="Illustrative: two commas.", by=people["officer"])
    approve(report, by=people["certifier"])
    issue(ask_to_issue(report, by=lead))
    return Report.objects.get(pk=report.pk)


def consider(report: Report, people: dict) -> None:
    """At the Forum's meeting a week later, with a decision; both are illustrative."""
    for on, due in ((HELD_ON, ISSUED_ON), (date(2009, 6, 22), date(2009, 6, 15))):
        add_meeting(report.board, held_on=on, papers_due=due, place=PLACE, by=people["lead"])
    considered = record_consideration(
        report,
        cover=Cover.EXECUTIVE.value,
        considered_on=HELD_ON,
        meeting=report.board.meetings.get(held_on=HELD_ON),
        note="Illustrative: the Forum noted the report.",
        by=people["lead"],
    )
    record_decision(
        considered,
        kind=Decision.Kind.ACTION,
        text="Illustrative: report on temporary accommodation again in June.",
        partner=report.partnership.partners.get(slug="luton-borough-council"),
        due=date(2009, 6, 30),
        by=people["lead"],
    )
