"""Attendance at groups, month by month."""

from dataclasses import dataclass

from laa.rules import periods
from projects.models import Group, GroupMonth, Project


@dataclass(frozen=True)
class Months:
    """A group's months: attended, missed, and those of which nobody said anything."""

    group: Group
    attended: list[periods.Period]
    missed: list[periods.Period]
    not_said: list[periods.Period]

    @property
    def total(self) -> int:
        return len(self.attended) + len(self.missed) + len(self.not_said)

    @property
    def said(self) -> str:
        text = f"{self.group}: {len(self.attended)} of {self.total} months attended"
        if self.missed:
            text += f"; missed: {_named(self.missed)}"
        if self.not_said:
            text += f"; nothing said of {len(self.not_said)}: {_named(self.not_said)}"
        return f"{text}."


def months_of(project: Project) -> list[Months]:
    """Each group of the project with all of its months."""
    said: dict[int, dict[str, bool]] = {}
    rows = GroupMonth.objects.of(project).values_list("group_id", "month", "attended")
    for group, month, attended in rows.order_by("month"):
        said.setdefault(group, {})[month] = attended
    groups = Group.objects.of(project).order_by("name")
    return [_months(group, said.get(group.pk, {})) for group in groups]


def _months(group: Group, said: dict[str, bool]) -> Months:
    def those(answer):
        return [month for month in group.months if said.get(month.key) is answer]

    return Months(group, those(True), those(False), those(None))


def _named(months: list[periods.Period]) -> str:
    """The months by name; a long run by its first and last."""
    if len(months) > 6:
        return f"{months[0].label} to {months[-1].label}"
    return ", ".join(month.label for month in months)
