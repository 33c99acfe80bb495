"""The trend chart: figures against target and baseline over the agreement's periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import svg
from django.utils.safestring import SafeString, mark_safe

from laa.charts.scale import Scale, scale_for

WIDTH, HEIGHT = 720, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 264


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
    elements += _series([mark.target for mark in marks], xs, scale, "target", _diamond)
    elements += _series([mark.actual for mark in marks], xs, scale, "actual", _dot)
    elements += _loose([mark.forecast for mark in marks], xs, scale)
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
    elements: list[svg.Element] = []
    for tick in scale.ticks():
        y = scale(tick)
        elements.append(svg.Line(x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_=["laa-chart__grid"]))
        elements.append(
            svg.Text(
                x=LEFT - 8,
                y=y + 4,
                text=f"{tick:,g}",
                text_anchor="end",
                class_=["laa-chart__tick"],
            )
        )
    return elements


def _period_labels(marks: Sequence[Mark], xs: list[float]) -> list[svg.Element]:
    """Each period in two short lines ("Q1" over "2008/09"), thinned out where many."""
    every = -(-len(marks) // 12)
    elements: list[svg.Element] = []
    for index, (mark, x) in enumerate(zip(marks, xs, strict=True)):
        if index % every == 0:
            for row, part in enumerate(mark.label.split(" ", 1)):
                elements.append(
                    svg.Text(
                        x=x,
                        y=BOTTOM + 20 + row * 18,
                        text=part,
                        text_anchor="middle",
                        class_=["laa-chart__tick"],
                    )
                )
    return elements


def _baseline(y: float) -> list[svg.Element]:
    return [
        svg.Line(x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_=["laa-chart__baseline"]),
        svg.Text(x=LEFT + 4, y=y - 6, text="Baseline", class_=["laa-chart__tick"]),
    ]


def _series(values, xs, scale: Scale, name: str, shape) -> list[svg.Element]:
    """A line through neighbouring points, broken where a period has none, and a shape on each."""
    elements: list[svg.Element] = []
    run: list[float] = []
    for x, value in [*zip(xs, values, strict=True), (0, None)]:
        if value is not None:
            run += [x, scale(value)]
            continue
        if len(run) > 2:
            elements.append(svg.Polyline(points=run, class_=[f"laa-chart__{name}-line"]))
        elements += [shape(x, y, name) for x, y in zip(run[::2], run[1::2], strict=True)]
        run = []
    return elements


def _loose(values, xs, scale: Scale) -> list[svg.Element]:
    return [
        _dot(x, scale(value), "forecast")
        for x, value in zip(xs, values, strict=True)
        if value is not None
    ]


def _dot(x: float, y: float, name: str) -> svg.Element:
    return svg.Circle(cx=x, cy=y, r=5, class_=[f"laa-chart__{name}"])


def _diamond(x: float, y: float, name: str) -> svg.Element:
    points = [x, y - 5, x + 5, y, x, y + 5, x - 5, y]
    return svg.Polygon(points=points, class_=[f"laa-chart__{name}"])
