"""A word-sized line of the figures so far. The cell beside it says the numbers."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from laa.charts.scale import scale_for

WIDTH, HEIGHT = 96, 24


def sparkline(values: Sequence[Decimal], *, label: str) -> SafeString:
    """An SVG of a series in time order; nothing for fewer than two values.

    `label` is plain text for those who do not see it. Built by hand, not with svg.py, because a
    dashboard holds hundreds: every part but the label is a number.
    """
    if len(values) < 2:
        return mark_safe("")
    scale = scale_for(values, top=4, bottom=HEIGHT - 4)
    step = (WIDTH - 8) / (len(values) - 1)
    points = [(round(4 + index * step, 1), scale(value)) for index, value in enumerate(values)]
    line = " ".join(f"{x},{y}" for x, y in points)
    x, y = points[-1]
    return mark_safe(
        f'<svg class="laa-sparkline" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{_escape(label)}">'
        f'<polyline points="{line}"/><circle cx="{x}" cy="{y}" r="3"/></svg>'
    )


def _escape(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    )
