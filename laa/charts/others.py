"""Other areas in a chart: lines with a dash, a shape and a word each; neighbours as short strokes.

They are drawn at the end of their own period, as our own figures are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape


@dataclass(frozen=True)
class Others:
    """One area's figures as (end of period, value), in order of time.

    `kind` is england, region or neighbour.
    """

    kind: str
    name: str
    points: Sequence[tuple[date, Decimal]]

    @property
    def key(self) -> str:
        """For a chart's key: its name with its shape in words; "" of what has no line."""
        shape = {"england": "squares", "region": "triangles"}.get(self.kind)
        return f"{self.name}, {shape}" if shape else ""


SQUARE = "m-4.5,-4.5h9v9h-9z"
TRIANGLE = "m0,-6l6,10h-12z"
LATEST = 560
"""Pixels: a name stands behind its line, or above its end where there is no room behind."""
BETWEEN = 18
"""Pixels from one name to the next below it, at the least."""
SHAPES = {"england": SQUARE, "region": TRIANGLE}


def drawn(others: Sequence[Others], time, scale) -> str:
    """The paths of all areas; `time` and `scale` map a day and a value onto the chart."""
    strokes = "".join(
        f"M{round(time(day) - 6, 1)},{scale(value)}h12"
        for each in others
        if each.kind == "neighbour"
        for day, value in each.points
    )
    named = [each for each in others if each.kind in SHAPES and each.points]
    lines = "".join(_line(each, time, scale) for each in named)
    ends = sorted(
        (scale(each.points[-1][1]), time(each.points[-1][0]), each.name) for each in named
    )
    return (
        (f'<path class="laa-chart__neighbour" d="{strokes}"/>' if strokes else "")
        + lines
        + _names(ends)
    )


def _names(ends: Sequence[tuple[float, float, str]]) -> str:
    """Each name at the end of its line, from the highest down, clear of the one above it."""
    said, above = "", float("-inf")
    for y, x, name in ends:
        is_late = x > LATEST
        above = max(y - 9 if is_late else y + 5, above + BETWEEN)
        left, anchor = (x, "end") if is_late else (round(x + 10, 1), "start")
        said += (
            f'<text class="laa-chart__tick laa-chart__name" x="{left}" y="{round(above, 1)}" '
            f'text-anchor="{anchor}">{escape(name)}</text>'
        )
    return said


def _line(each: Others, time, scale) -> str:
    spots = [(time(day), scale(value)) for day, value in each.points]
    line = "".join(f"{'L' if n else 'M'}{x},{y}" for n, (x, y) in enumerate(spots))
    shapes = "".join(f"M{x},{y}{SHAPES[each.kind]}" for x, y in spots)
    return (
        f'<path class="laa-chart__{each.kind}-line" d="{line}"/>'
        f'<path class="laa-chart__{each.kind}" d="{shapes}"/>'
    )
