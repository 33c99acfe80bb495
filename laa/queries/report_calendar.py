"""The calendar of reports: each quarter of an agreement, from its return to who considers it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from laa.models import Agreement, Consideration, Meeting, Report, Round
from laa.permissions import Member
from laa.rules import periods
from laa.rules.vocabulary import Frequency

LONGEST = 366
"""Days after the last quarter for which a meeting is still about it."""


@dataclass
class CalendarRow:
    """A quarter: its round (None: not opened yet), its reports, and the meetings they are for."""

    when: periods.Period
    round: Round | None = None
    reports: list[Report] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    considered: list[Consideration] = field(default_factory=list)

    @property
    def is_reported(self) -> bool:
        return any(report.is_issued for report in self.reports)

    def is_owing(self, today: date) -> bool:
        """Whether the quarter is over and no report on it was issued."""
        return self.when.is_over(today) and not self.is_reported


def report_calendar(member: Member, agreement: Agreement) -> list[CalendarRow]:
    """A row for every quarter of the term, in order, in four queries.

    A meeting stands at the newest quarter that is over by the day on which its papers are due.
    """
    quarters = periods.every(Frequency.QUARTER, agreement.starts, agreement.ends)
    rows = {when.key: CalendarRow(when) for when in quarters}
    for each in Round.objects.filter(partnership=agreement.partnership, period__in=rows):
        rows[each.period].round = each
    reports = Report.objects.visible_to(member).listed().filter(agreement=agreement)
    for report in reports.filter(period__in=rows):
        rows[report.period].reports.append(report)
    considered = Consideration.objects.filter(report__agreement=agreement, report__state="issued")
    for each in considered.select_related("report", "meeting__board").defer("report__body"):
        if each.report.period in rows:
            rows[each.report.period].considered.append(each)
    for key, meetings in _by_quarter(agreement, quarters).items():
        rows[key].meetings = meetings
    return list(rows.values())


def _by_quarter(agreement: Agreement, quarters) -> dict[str, list[Meeting]]:
    found: dict[str, list[Meeting]] = defaultdict(list)
    oversees = Q(board__agreements=agreement) | Q(board__themes__agreement=agreement)
    for meeting in Meeting.objects.filter(oversees).select_related("board").distinct():
        over = [when for when in quarters if when.end < meeting.papers_due]
        if over and (meeting.papers_due - over[-1].end).days <= LONGEST:
            found[over[-1].key].append(meeting)
    return found
