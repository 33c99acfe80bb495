"""The promises of a dashboard as small pictures of one size, to be compared at a glance."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from laa.charts.small import small
from laa.queries.dashboard_row import Row
from laa.queries.points import Point
from laa.rules.figures import marked
from laa.rules.vocabulary import FigureState

MOST = 12
"""Figures a picture."""


@dataclass(frozen=True)
class Multiple:
    row: Row
    points: list[Point]
    number: int

    @property
    def chart(self) -> SafeString:
        return small(
            [(point.value, point.target_value) for point in self.points],
            label=f"{self.row.commitment.indicator.reference}: {self.said}",
            identifier=f"small-{self.number}",
        )

    @property
    def newest_said(self) -> str:
        """The figure under the picture, and that it is invented where it is."""
        newest = self.row.last_due
        is_invented = bool(newest and newest.is_illustrative and newest.value is not None)
        return marked(self.row.figure_said, is_invented)

    @property
    def said(self) -> str:
        """Every figure in words, for those who do not see the picture."""
        said = [
            f"{point.short_period} {marked(self.row.said(point.value), point.is_illustrative)}"
            for point in self.points
        ]
        return "; ".join(said) or "no figure yet"


def multiples(rows: list[Row]) -> list[Multiple]:
    """From the rows of a dashboard, without a query; the newest word on each period."""
    return [Multiple(row, _points(row)[-MOST:], n) for n, row in enumerate(rows, start=1)]


def _points(row: Row) -> list[Point]:
    numbers = [p for p in row.points if p.value is not None and p.state != FigureState.FORECAST]
    return list({point.period: point for point in numbers}.values())
