"""An output's years: promised, entered, and counted from the records that prove it."""

from dataclasses import dataclass
from datetime import date

from laa.measures import Counted, counted
from laa.models import Indicator, Strand
from laa.rules import periods
from projects.models import Project
from projects.queries.outputs import output_of
from projects.rules.attainment import Output, YearLine


@dataclass(frozen=True)
class ProvenYear:
    """`counted` None: no records compute it."""

    line: YearLine
    counted: Counted | None

    @property
    def differs(self) -> bool:
        """Whether what was entered for a year that is over is not what the records say."""
        if self.counted is None or self.line.achieved is None or not self.line.is_over:
            return False
        return self.counted.value != self.line.achieved


@dataclass(frozen=True)
class Proven:
    output: Output
    years: list[ProvenYear]


def proven(project: Project, indicator: Indicator, as_at: date) -> Proven:
    output = output_of(project, indicator)
    strand = Strand.objects.select_related("indicator").get(indicator=indicator, key="all")
    years = [
        ProvenYear(line, counted(strand, periods.period(line.period), as_at))
        for line in output.lines
    ]
    return Proven(output, years)
