"""Small multiples: one promise a picture, all of one size, figures against their targets."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from laa.charts.scale import scale_for

WIDTH, HEIGHT = 220, 84
LEFT, TOP, BOTTOM = 8, 10, 74


def small(
    values: Sequence[tuple[Decimal, Decimal | None]], *, label: str, identifier: str
) -> SafeString:
    """An SVG of figures in order of time, each with the target it was held against or None.

    Nothing where there is no figure. The target is a dashed level beneath each figure's place, so
    that one sees without colour which is which.
    """
    if not values:
        return mark_safe("")
    numbers = [n for pair in values for n in pair if n is not None]
    scale = scale_for(numbers, top=TOP, bottom=BOTTOM)
    step = (WIDTH - 2 * LEFT) / max(len(values), 1)
    xs = [round(LEFT + step * (n + 0.5), 1) for n in range(len(values))]
    line = " ".join(f"{x},{scale(value)}" for x, (value, _) in zip(xs, values, strict=True))
    dots = "".join(
        f'<circle cx="{x}" cy="{scale(value)}" r="3.5"/>'
        for x, (value, _) in zip(xs, values, strict=True)
    )
    levels = "".join(
        f"M{round(x - step / 2, 1)},{scale(aim)}h{round(step, 1)}"
        for x, (_, aim) in zip(xs, values, strict=True)
        if aim is not None
    )
    target = f'<path class="laa-chart__target-line" d="{levels}"/>' if levels else ""
    return mark_safe(
        f'<svg class="laa-small" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{identifier}"><title id="{identifier}">{escape(label)}</title>'
        f'{target}<polyline class="laa-chart__actual-line" points="{line}"/>'
        f'<g class="laa-chart__actual">{dots}</g></svg>'
    )
