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


SQUARE = "m-4.5,-4.5h9v9h-9z"
TRIANGLE = "m0,-6l6,10h-12z"
LATEST = 560
"""Pixels: a name stands behind its line, or above its end where there is no room behind."""
SHAPES = {"england": SQUARE, "region": TRIANGLE}


def drawn(others: Sequence[Others], time, scale) -> str:
    """The paths of all areas; `time` and `scale` map a day and a value onto the chart."""
    strokes = "".join(
        f"M{round(time(day) - 6, 1)},{scale(value)}h12"
        for each in others
        if each.kind == "neighbour"
        for day, value in each.points
    )
    lines = "".join(_line(each, time, scale) for each in others if each.kind in SHAPES)
    return (f'<path class="laa-chart__neighbour" d="{strokes}"/>' if strokes else "") + lines


def _line(each: Others, time, scale) -> str:
    if not each.points:
        return ""
    spots = [(time(day), scale(value)) for day, value in each.points]
    line = "".join(f"{'L' if n else 'M'}{x},{y}" for n, (x, y) in enumerate(spots))
    shapes = "".join(f"M{x},{y}{SHAPES[each.kind]}" for x, y in spots)
    x, y = spots[-1]
    is_late = x > LATEST
    at = f'x="{x if is_late else round(x + 10, 1)}" y="{round(y - 9 if is_late else y + 5, 1)}"'
    return (
        f'<path class="laa-chart__{each.kind}-line" d="{line}"/>'
        f'<path class="laa-chart__{each.kind}" d="{shapes}"/>'
        f'<text class="laa-chart__tick" {at} text-anchor="{"end" if is_late else "start"}">'
        f"{escape(each.name)}</text>"
    )
