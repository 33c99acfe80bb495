"""A report's whole way in a few words, for the tests of boards and reports."""

from laa.actions.report_approval import approve, put_forward
from laa.actions.report_issue import ask_to_issue
from laa.actions.reports import make_report
from laa.composing import compose
from laa.issuing import issue
from laa.models import Report
from laa.rules import periods

PLAIN = ("summary", "exceptions", "themes")
"""Parts without charts, which take their time to draw."""


def draft_report(agreement, cast, period="2008/09-Q4", **options):
    chosen = {"contents": PLAIN, "covers": ["executive"], **options}
    return make_report(
        agreement=agreement,
        period=periods.period(period),
        compose=compose,
        by=cast.lead,
        **chosen,
    )


def issued_report(agreement, cast, period="2008/09-Q4", **options):
    """Made, put forward, approved by whoever has a step, rendered and issued."""
    report = draft_report(agreement, cast, period, **options)
    put_forward(report, seen=report.sha256, by=cast.lead)
    for step in report.steps.all():
        approve(report, by=step.person)
    issue(ask_to_issue(report, by=cast.lead))
    return Report.objects.get(pk=report.pk)
