"""The trend chart: figures against target and baseline over the agreement's periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import svg
from django.utils.safestring import SafeString, mark_safe

from laa.charts.scale import Scale, scale_for

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 256
DOT = "m-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0"
DIAMOND = "m0,-6l6,6l-6,6l-6,-6z"


@dataclass(frozen=True)
class Mark:
    """One period on the chart. None is a gap, never zero."""

    label: str
    actual: Decimal | None = None
    target: Decimal | None = None
    forecast: Decimal | None = None


def trend(
    marks: Sequence[Mark],
    *,
    identifier: str,
    title: str,
    description: str,
    baseline: Decimal | None = None,
) -> SafeString:
    """An SVG with title and description; nothing where there is no number to show.

    `identifier` is unique on the page. Series differ by dash and shape as well as by colour, so
    that the chart can be read in black and white.
    """
    values = [
        value
        for mark in marks
        for value in (mark.actual, mark.target, mark.forecast)
        if value is not None
    ]
    if not values:
        return mark_safe("")
    scale = scale_for(
        [*values, *([baseline] if baseline is not None else [])], top=TOP, bottom=BOTTOM
    )
    xs = _xs(len(marks))
    elements: list[svg.Element] = [
        svg.Title(id=f"{identifier}-title", text=title),
        svg.Desc(id=f"{identifier}-description", text=description),
        *_grid(scale),
        *_period_labels(marks, xs),
    ]
    if baseline is not None:
        elements += _baseline(scale(baseline))
    elements += _series([mark.target for mark in marks], xs, scale, "target", DIAMOND)
    elements += _series([mark.actual for mark in marks], xs, scale, "actual", DOT)
    # A forecast stands alone: no line leads to what has not happened.
    elements += _series([mark.forecast for mark in marks], xs, scale, "forecast", DOT)[1:]
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


def _xs(count: int) -> list[float]:
    step = (WIDTH - LEFT - RIGHT) / count
    return [round(LEFT + step * (index + 0.5), 1) for index in range(count)]


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


def _period_labels(marks: Sequence[Mark], xs: list[float]) -> list[svg.Element]:
    """The periods below the axis, thinned out so that they stand clear of each other."""
    every = -(-len(marks) // 6)
    return [
        svg.Text(
            x=x, y=BOTTOM + 24, text=mark.label, text_anchor="middle", class_=["laa-chart__tick"]
        )
        for mark, x in list(zip(marks, xs, strict=True))[::every]
    ]


def _baseline(y: float) -> list[svg.Element]:
    return [
        _path(f"M{LEFT},{y}H{WIDTH - RIGHT}", "baseline"),
        svg.Text(x=LEFT + 4, y=y - 6, text="Baseline", class_=["laa-chart__tick"]),
    ]


def _series(values, xs, scale: Scale, name: str, shape: str) -> list[svg.Element]:
    """A line through neighbouring points, broken where a period has none, and a shape on each."""
    line, shapes, is_drawing = "", "", False
    for x, value in zip(xs, values, strict=True):
        if value is None:
            is_drawing = False
            continue
        y = scale(value)
        line += f"{'L' if is_drawing else 'M'}{x},{y}"
        shapes += f"M{x},{y}{shape}"
        is_drawing = True
    if not shapes:
        return []
    return [_path(line, f"{name}-line"), _path(shapes, name)]


def _path(d: str, name: str) -> svg.Element:
    """A path of numbers made here; one for a whole series, because a page may hold many charts."""
    return svg.Path(class_=[f"laa-chart__{name}"], extra={"d": d})
