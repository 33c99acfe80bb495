"""Who a project reaches: shares as printed against a comparator, and the clients on record."""

from dataclasses import dataclass

from django.db.models import Count, Q

from projects.models import Involvement, PrintedFigure, Project, ReachGroup
from projects.queries.outputs import outputs_of
from projects.rules.attainment import Output
from projects.rules.reach import Group, warnings


@dataclass(frozen=True)
class ReachRow:
    dimension: str
    group: Group
    row: ReachGroup
    of_clients: str


@dataclass(frozen=True)
class Reach:
    rows: list[ReachRow]
    green: list[str]
    warnings: list[str]


def reach_of(project: Project, outputs: list[Output] | None = None) -> Reach:
    outputs = outputs_of(project) if outputs is None else outputs
    green = [output.title for output in outputs if output.is_green]
    seen = Involvement.objects.of(project).filter(part=Involvement.Part.CLIENT).count()
    printed = (
        PrintedFigure.objects.of(project)
        .filter(topic=PrintedFigure.Topic.CLIENTS)
        .order_by("pk")
        .first()
    )
    rows = [_row(row, seen, printed) for row in _groups(project)]
    return Reach(rows, green, warnings((row.group for row in rows), green))


def _groups(project: Project):
    involved = Q(
        client_set__involvement_set__project=project,
        client_set__involvement_set__part=Involvement.Part.CLIENT,
    )
    counted = Count("client_set", filter=involved, distinct=True)
    return ReachGroup.objects.of(project).annotate(clients=counted).order_by("dimension", "pk")


def _row(row: ReachGroup, seen: int, printed: PrintedFigure | None) -> ReachRow:
    group = Group(
        row.name,
        row.is_priority,
        row.printed,
        row.compared,
        counted=row.clients if seen else None,
        seen=seen,
    )
    of_clients = ""
    if row.share and printed and printed.value is not None:
        total = int(printed.value)
        of_clients = f"of {total} clients {row.printed.of(total)}"
    return ReachRow(row.get_dimension_display(), group, row, of_clients)
