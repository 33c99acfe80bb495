"""All projects of a partnership: how they stand, on whom they hang, where they overlap."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from laa.models import Partnership
from laa.rules.load import Load, loads
from projects.models import Milestone, Programme, Project
from projects.rules.overlap import Overlap, Span, overlaps

OVERLOADED = 3
"""Projects in hand from which on one owner is said to have many."""


@dataclass(frozen=True)
class Portfolio:
    projects: list[Project]
    programmes: list[Programme]
    loads: list[Load]
    overlaps: list[Overlap]
    today: date
    late_rows: list[Milestone]

    @property
    def past_their_end(self) -> list[Project]:
        """Those that are said to run although their end has passed."""
        running = [p for p in self.projects if p.status == Project.Status.RUNNING]
        return [project for project in running if project.ends < self.today]

    @property
    def overloaded(self) -> list[Load]:
        return [load for load in self.loads if load.owner and load.count >= OVERLOADED]


def portfolio(partnership: Partnership, today: date) -> Portfolio:
    projects = list(
        Project.objects.filter(partnership=partnership)
        .select_related("programme", "owner", "managing_body")
        .order_by("name")
    )
    in_hand = [project for project in projects if project.status == Project.Status.RUNNING]
    spans = [_span(project) for project in in_hand]
    programmes = Programme.objects.filter(partnership=partnership).annotate(
        here=Count("projects"), here_running=Count("projects", filter=Q(projects__status="running"))
    )
    return Portfolio(
        projects,
        list(programmes.order_by("name")),
        loads(project.owner for project in in_hand),
        overlaps(spans),
        today,
        _late(partnership, today),
    )


def _span(project: Project) -> Span:
    return Span(
        project.name,
        project.starts,
        project.ends,
        str(project.owner or ""),
        str(project.managing_body),
        frozenset(project.places),
    )


def _late(partnership: Partnership, today: date) -> list[Milestone]:
    rows = Milestone.objects.filter(partnership=partnership, is_open=False, due__lt=today)
    return list(rows.order_by("due", "pk"))
