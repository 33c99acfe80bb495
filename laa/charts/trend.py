"""The trend chart: figures against target and baseline, over time.

A figure is a dot at the end of its period; a target is a level that holds for the whole of its
year, so that a quarter's dot lies over the target it was measured against.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import svg
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from laa.charts.scale import Scale, scale_for

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 256
DOT = "m-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0"
DIAMOND = "m0,-6l6,6l-6,6l-6,-6z"


@dataclass(frozen=True)
class Mark:
    """A value for a period; `label` names the period as people say it."""

    start: date
    end: date
    label: str
    value: Decimal


@dataclass(frozen=True)
class Series:
    """What a chart shows, each in order of time; any of them may be empty."""

    actual: Sequence[Mark] = ()
    target: Sequence[Mark] = ()
    forecast: Sequence[Mark] = ()
    baseline: Decimal | None = None

    @property
    def marks(self) -> list[Mark]:
        return [*self.actual, *self.target, *self.forecast]

    @property
    def values(self) -> list[Decimal]:
        values = [mark.value for mark in self.marks]
        return values if self.baseline is None else [*values, self.baseline]


def trend(series: Series, *, identifier: str, title: str, description: str) -> SafeString:
    """An SVG with title and description; nothing where there is no figure and no target.

    svg.py escapes attributes but no text, so words are escaped here.

    `identifier` is unique on the page. Series differ by dash and shape as well as by colour, so
    that the chart can be read in black and white.
    """
    if not series.marks:
        return mark_safe("")
    scale = scale_for(series.values, top=TOP, bottom=BOTTOM)
    time = _Time.over(series.marks)
    elements: list[svg.Element] = [
        svg.Title(id=f"{identifier}-title", text=escape(title)),
        svg.Desc(id=f"{identifier}-description", text=escape(description)),
        *_grid(scale),
        *_years(time),
        *_baseline(series.baseline, scale),
        *_levels(series.target, time, scale),
        *_line_and_dots(series.actual, time, scale, "actual"),
        # A forecast stands alone: no line leads to what has not happened.
        *_line_and_dots(series.forecast, time, scale, "forecast")[1:],
    ]
    drawing = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, WIDTH, HEIGHT),
        class_=["laa-chart"],
        elements=elements,
        extra={
            "role": "img",
            "aria-labelledby": f"{identifier}-title",
            "aria-describedby": f"{identifier}-description",
        },
    )
    return mark_safe(drawing.as_str())


@dataclass(frozen=True)
class _Time:
    """Days onto pixels; the axis begins and ends with a financial year."""

    first: int
    last: int

    @classmethod
    def over(cls, marks: Sequence[Mark]) -> "_Time":
        start, end = min(mark.start for mark in marks), max(mark.end for mark in marks)
        return cls(start.year - (start.month < 4), end.year + (end.month >= 4))

    def __call__(self, day: date) -> float:
        begin = date(self.first, 4, 1).toordinal()
        length = date(self.last, 4, 1).toordinal() - begin
        return round(LEFT + (day.toordinal() + 1 - begin) / length * (WIDTH - LEFT - RIGHT), 1)


def _grid(scale: Scale) -> list[svg.Element]:
    ticks = [(tick, scale(tick)) for tick in scale.ticks(about=3)]
    lines = "".join(f"M{LEFT},{y}H{WIDTH - RIGHT}" for _, y in ticks)
    return [
        _path(lines, "grid"),
        *(
            svg.Text(
                x=LEFT - 8,
                y=y + 4,
                text=f"{tick:,g}",
                text_anchor="end",
                class_=["laa-chart__tick"],
            )
            for tick, y in ticks
        ),
    ]


def _years(time: _Time) -> list[svg.Element]:
    """The financial years below the axis, thinned out so that they stand clear of each other."""
    years = range(time.first, time.last)
    lines = "".join(f"M{time(date(year, 3, 31))},{BOTTOM}v8" for year in (*years, time.last))
    labels = [
        svg.Text(
            x=time(date(year, 9, 30)),
            y=BOTTOM + 26,
            text=f"{year}/{(year + 1) % 100:02d}",
            text_anchor="middle",
            class_=["laa-chart__tick"],
        )
        for year in years[:: -(-len(years) // 6)]
    ]
    return [_path(lines, "grid"), *labels]


def _baseline(value: Decimal | None, scale: Scale) -> list[svg.Element]:
    return [] if value is None else [_path(f"M{LEFT},{scale(value)}H{WIDTH - RIGHT}", "baseline")]


def _levels(marks: Sequence[Mark], time: _Time, scale: Scale) -> list[svg.Element]:
    """A dashed level over each target's own period, and a diamond where it is to be reached."""
    levels = shapes = ""
    for mark in marks:
        begin, end, y = time(mark.start) - 1, time(mark.end), scale(mark.value)
        levels += f"M{begin},{y}H{end}"
        shapes += f"M{end},{y}{DIAMOND}"
    return [_path(levels, "target-line"), _path(shapes, "target")] if levels else []


def _line_and_dots(
    marks: Sequence[Mark], time: _Time, scale: Scale, name: str
) -> list[svg.Element]:
    points = [(time(mark.end), scale(mark.value)) for mark in marks]
    if not points:
        return []
    line = "M" + "L".join(f"{x},{y}" for x, y in points)
    dots = "".join(f"M{x},{y}{DOT}" for x, y in points)
    return [_path(line, f"{name}-line"), _path(dots, name)]


def _path(d: str, name: str) -> svg.Element:
    """A path of numbers made here; one for a whole series, because a page may hold many charts."""
    return svg.Path(class_=[f"laa-chart__{name}"], extra={"d": d})
