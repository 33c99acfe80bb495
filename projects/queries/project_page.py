"""One project at a glance: its promises, its money, and how many records of each kind there are."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from projects.kinds import KINDS, Kind
from projects.models import Project
from projects.queries.outputs import outputs_of
from projects.rules.attainment import Output


@dataclass(frozen=True)
class Entry:
    kind: Kind
    count: int


@dataclass(frozen=True)
class ProjectPage:
    outputs: list[Output]
    sections: list[tuple[str, list[Entry]]]


def project_page(project: Project, *, is_one_of_its_people: bool) -> ProjectPage:
    """What of it may be seen; the kinds that tell of clients only by its people."""
    counts = _counts(project)
    sections: dict[str, list[Entry]] = {}
    for kind in KINDS.values():
        if is_one_of_its_people or not kind.is_personal:
            entry = Entry(kind, counts[kind.slug.replace("-", "_")])
            sections.setdefault(kind.section, []).append(entry)
    return ProjectPage(outputs_of(project), list(sections.items()))


def _counts(project: Project) -> dict[str, int]:
    """Every kind's rows, counted in one query."""
    counted = {kind.slug.replace("-", "_"): _count_of(kind) for kind in KINDS.values()}
    return Project.objects.filter(pk=project.pk).values(**counted).get()


def _count_of(kind: Kind) -> Coalesce:
    rows = kind.model._base_manager.filter(project=OuterRef("pk")).order_by()
    rows = rows.values("project").annotate(rows=Count("pk")).values("rows")
    return Coalesce(Subquery(rows), 0, output_field=IntegerField())
