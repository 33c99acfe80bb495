"""Bars side by side, a group for each period: what was planned, is expected and was.

A kind has an outline of its own as well as a colour: a plan is open, a forecast dotted, an actual
figure solid, so that the bars can be told apart in black and white.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

from laa.charts.scale import Scale

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 92, 16, 16, 236
WIDEST = 44
ROOM = 110
"""Pixels that a year's label takes where the chart is drawn small."""


@dataclass(frozen=True)
class Group:
    """The bars over one label, as (kind, value); the kind is target, forecast or actual.

    `label` names the period within `year`, such as Q1 of 2008/09.

    None is no figure: its place stays empty. Zero is a figure, and drawn as a line on the axis.
    """

    label: str
    year: str
    values: Sequence[tuple[str, Decimal | None]]


def bars(groups: Sequence[Group], *, identifier: str, title: str, description: str) -> SafeString:
    """An SVG with title and description, its axis from zero; nothing where there is no number.

    `identifier` is unique on the page. Every group holds the same kinds in the same order.
    """
    values = [float(value) for group in groups for _, value in group.values if value is not None]
    if not values:
        return mark_safe("")
    scale = Scale(min(0.0, *values), max(0.0, *values) * 1.08 or 1, TOP, BOTTOM)
    slot = (WIDTH - LEFT - RIGHT) / len(groups)
    drawn = "".join(_group(group, LEFT + n * slot, slot, scale) for n, group in enumerate(groups))
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="laa-chart" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-labelledby="{identifier}-title" '
        f'aria-describedby="{identifier}-description">'
        f'<title id="{identifier}-title">{escape(title)}</title>'
        f'<desc id="{identifier}-description">{escape(description)}</desc>'
        f"{_grid(scale)}{_labels(groups, slot)}{drawn}</svg>"
    )


def _grid(scale: Scale) -> str:
    ticks = [(tick, scale(tick)) for tick in scale.ticks(about=3)]
    lines = "".join(f"M{LEFT},{y}H{WIDTH - RIGHT}" for _, y in ticks)
    words = "".join(_text(LEFT - 8, y + 4, f"{tick:,.10g}", "end") for tick, y in ticks)
    return f'<path class="laa-chart__grid" d="{lines}"/>{words}'


def _labels(groups: Sequence[Group], slot: float) -> str:
    """Below the axis each period, and each year once in the middle of its periods."""
    words = ""
    for n, group in enumerate(groups):
        words += _text(round(LEFT + (n + 0.5) * slot, 1), BOTTOM + 26, group.label, "middle")
    for year, (first, count) in _years(groups).items():
        if count * slot >= ROOM:
            at = round(LEFT + (first + count / 2) * slot, 1)
            words += _text(at, BOTTOM + 54, year, "middle")
    return words


def _years(groups: Sequence[Group]) -> dict[str, tuple[int, int]]:
    """Where each year's groups begin, and how many there are."""
    found: dict[str, tuple[int, int]] = {}
    for n, group in enumerate(groups):
        first, count = found.get(group.year, (n, 0))
        found[group.year] = (first, count + 1)
    return found


def _group(group: Group, left: float, slot: float, scale: Scale) -> str:
    width = min(slot * 0.8 / len(group.values), WIDEST)
    first = left + (slot - width * len(group.values)) / 2
    return "".join(
        f'<path class="laa-chart__{kind}" d="{_bar(first + n * width, width, value, scale)}"/>'
        for n, (kind, value) in enumerate(group.values)
        if value is not None
    )


def _bar(left: float, width: float, value: Decimal, scale: Scale) -> str:
    x, right = round(left + 2, 1), round(left + width - 2, 1)
    return f"M{x},{scale(0)}V{scale(value)}H{right}V{scale(0)}z"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text class="laa-chart__tick" x="{x}" y="{y}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )
