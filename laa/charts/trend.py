"""The trend chart: figures against target and baseline, over time.

A figure is a dot at the end of its period; a target is a level that holds for the whole of its
year, so that a quarter's dot lies over the target it was measured against.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString, mark_safe

from laa.charts.others import Others, drawn
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
class Band:
    """What a rule calls the values from `low` to `high`; None is without end on that side.

    `kind` is on-track, at-risk or off-track.
    """

    start: date
    end: date
    low: Decimal | None
    high: Decimal | None
    kind: str


@dataclass(frozen=True)
class Interval:
    """Where a straight line through the figures leads by a day, 95 times in 100."""

    day: date
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Series:
    """What a chart shows, each in order of time; any of them may be empty."""

    actual: Sequence[Mark] = ()
    target: Sequence[Mark] = ()
    forecast: Sequence[Mark] = ()
    baseline: Decimal | None = None
    breaks: Sequence[tuple[date, str]] = ()
    """The days from which another definition holds, and what people call the period."""
    ended: date | None = None
    """The day from which there are no figures any more; None: there may be more."""
    bands: Sequence[Band] = ()
    projection: Interval | None = None
    others: Sequence[Others] = ()

    @property
    def kinds(self) -> set[str]:
        """The kinds of bands and of other areas there are, for the key."""
        return {band.kind for band in self.bands} | {each.kind for each in self.others}

    @property
    def named(self) -> list[Others]:
        """The other areas that have a line of their own."""
        return [each for each in self.others if each.key]

    @property
    def marks(self) -> list[Mark]:
        return [*self.actual, *self.target, *self.forecast]

    @property
    def values(self) -> list[Decimal]:
        values = [mark.value for mark in self.marks]
        values += [value for each in self.others for _, value in each.points]
        if self.projection:
            values += [self.projection.low, self.projection.high]
        return values if self.baseline is None else [*values, self.baseline]


def trend(series: Series, *, identifier: str, title: str, description: str) -> SafeString:
    """An SVG with title and description; nothing where there is no figure and no target.

    Built by hand, because a page may hold many: words are escaped here, all else is a number.

    `identifier` is unique on the page. Series differ by dash and shape as well as by colour, so
    that the chart can be read in black and white.
    """
    if not series.marks:
        return mark_safe("")
    scale = scale_for(series.values, top=TOP, bottom=BOTTOM)
    time = _Time.over(series)
    parts = [
        f'<title id="{identifier}-title">{escape(title)}</title>'
        f'<desc id="{identifier}-description">{escape(description)}</desc>',
        _bands(series.bands, time, scale),
        _grid(scale),
        _years(time),
        _baseline(series.baseline, scale),
        _levels(series.target, time, scale),
        *(_upright(time(day), f"New definition, {said}", TOP + 10) for day, said in series.breaks),
        _end(series.ended, time),
        _projection(series.projection, time, scale),
        drawn(series.others, time, scale),
        _line_and_dots(series.actual, time, scale, "actual", series.breaks),
        # A forecast stands alone: no line leads to what has not happened.
        _dots(series.forecast, time, scale, "forecast"),
    ]
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="laa-chart" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-labelledby="{identifier}-title" '
        f'aria-describedby="{identifier}-description">{"".join(parts)}</svg>'
    )


@dataclass
class _Time:
    """Days onto pixels; the axis begins and ends with a financial year."""

    first: int
    last: int

    @classmethod
    def over(cls, series: Series) -> "_Time":
        others = [day for each in series.others for day, _ in each.points]
        start = min([mark.start for mark in series.marks] + others)
        end = max([mark.end for mark in series.marks] + others)
        return cls(start.year - (start.month < 4), end.year + (end.month >= 4))

    @cached_property
    def _begin(self) -> int:
        return date(self.first, 4, 1).toordinal() - 1

    @cached_property
    def _per_day(self) -> float:
        return (WIDTH - LEFT - RIGHT) / (date(self.last, 4, 1).toordinal() - self._begin - 1)

    def __call__(self, day: date) -> float:
        return round(LEFT + (day.toordinal() - self._begin) * self._per_day, 1)


def _bands(bands: Sequence[Band], time: _Time, scale: Scale) -> str:
    """What the rule calls a value, as stretches behind the target's own time.

    Each kind has a pattern of strokes of its own: none, upright, and slanting.
    """
    drawn = ""
    for band in bands:
        low = BOTTOM if band.low is None else min(max(scale(band.low), TOP), BOTTOM)
        high = TOP if band.high is None else min(max(scale(band.high), TOP), BOTTOM)
        left, right = time(band.start) - 1, time(band.end)
        if low - high < 1 or right <= left:
            continue
        box = f"M{left},{high}H{right}V{low}H{left}z"
        drawn += _path(box, f"band laa-chart__band--{band.kind}")
        drawn += _path(_strokes(band.kind, left, right, high, low), "hatch")
    return drawn


def _strokes(kind: str, left: float, right: float, high: float, low: float) -> str:
    """Strokes that tell a band apart without its colour; "" for what is on track."""
    if kind == "at-risk":
        return "".join(f"M{x},{high}V{low}" for x in range(int(left) + 6, int(right), 12))
    if kind != "off-track":
        return ""
    rise = low - high
    return "".join(
        f"M{max(x, left)},{round(low - max(left - x, 0), 1)}"
        f"L{round(min(x + rise, right), 1)},{round(low - min(rise, right - x), 1)}"
        for x in range(int(left - rise), int(right), 12)
    )


def _projection(found: Interval | None, time: _Time, scale: Scale) -> str:
    """An upright with ends from the low to the high of what a straight line leads to."""
    if found is None:
        return ""
    x, low, high, y = time(found.day), scale(found.low), scale(found.high), scale(found.value)
    ends = f"M{x - 6},{low}h12M{x - 6},{high}h12M{x},{low}V{high}"
    return _path(ends, "interval") + _path(f"M{x},{y}{DIAMOND}", "forecast")


def _grid(scale: Scale) -> str:
    ticks = [(tick, scale(tick)) for tick in scale.ticks(about=3)]
    lines = "".join(f"M{LEFT},{y}H{WIDTH - RIGHT}" for _, y in ticks)
    words = "".join(_text(LEFT - 8, y + 4, f"{tick:,g}", "end") for tick, y in ticks)
    return _path(lines, "grid") + words


def _years(time: _Time) -> str:
    """The financial years below the axis, thinned out so that they stand clear of each other."""
    years = range(time.first, time.last)
    lines = "".join(f"M{time(date(year, 3, 31))},{BOTTOM}v8" for year in (*years, time.last))
    words = "".join(
        _text(time(date(year, 9, 30)), BOTTOM + 26, f"{year}/{(year + 1) % 100:02d}", "middle")
        for year in years[:: -(-len(years) // 6)]
    )
    return _path(lines, "grid") + words


def _baseline(value: Decimal | None, scale: Scale) -> str:
    return "" if value is None else _path(f"M{LEFT},{scale(value)}H{WIDTH - RIGHT}", "baseline")


def _levels(marks: Sequence[Mark], time: _Time, scale: Scale) -> str:
    """A dashed level over each target's own period, and a diamond where it is to be reached."""
    levels = shapes = ""
    for mark in marks:
        begin, end, y = time(mark.start) - 1, time(mark.end), scale(mark.value)
        levels += f"M{begin},{y}H{end}"
        shapes += f"M{end},{y}{DIAMOND}"
    return _path(levels, "target-line") + _path(shapes, "target") if levels else ""


def _end(ended: date | None, time: _Time) -> str:
    """Where the figures end; its words stand below those of a break."""
    if ended is None:
        return ""
    return _upright(time(ended), f"Discontinued, {ended:%-d %B %Y}", BOTTOM - 6)


def _upright(at: float, words: str, y: float) -> str:
    """A dashed line where something begins or ends, and a word beside it."""
    x = max(LEFT, min(at, WIDTH - RIGHT))
    is_late = x > WIDTH - 180
    word = _text(x - 6 if is_late else x + 6, y, words, "end" if is_late else "start")
    return _path(f"M{x},{TOP}V{BOTTOM}", "break") + word


def _line_and_dots(
    marks: Sequence[Mark],
    time: _Time,
    scale: Scale,
    name: str,
    breaks: Sequence[tuple[date, str]] = (),
) -> str:
    """A line through the marks that stops at every break, and a dot for each."""
    line = ""
    for n, mark in enumerate(marks):
        is_parted = n == 0 or any(marks[n - 1].end < day <= mark.end for day, _ in breaks)
        line += f"{'M' if is_parted else 'L'}{time(mark.end)},{scale(mark.value)}"
    return _path(line, f"{name}-line") + _dots(marks, time, scale, name) if line else ""


def _dots(marks: Sequence[Mark], time: _Time, scale: Scale, name: str) -> str:
    dots = "".join(f"M{time(mark.end)},{scale(mark.value)}{DOT}" for mark in marks)
    return _path(dots, name) if dots else ""


def _path(d: str, name: str) -> str:
    """A path of numbers made here; one for a whole series, because a page may hold many charts."""
    return f'<path class="laa-chart__{name}" d="{d}"/>' if d else ""


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text class="laa-chart__tick" x="{x}" y="{y}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )
