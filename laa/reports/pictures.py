"""Charts of a report as pictures that stand alone: drawn from the body, with their own colours."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from laa.charts.trend import Mark, Series, trend
from laa.reports.pdf import png_of
from laa.rules import periods
from laa.rules.blocks import Chart

STYLE = """<style>
.laa-chart__grid { fill: none; stroke: #d8dedd; stroke-width: 1 }
.laa-chart__tick { fill: #3a4344; font-size: 14px; font-family: "Source Sans Pro", sans-serif }
.laa-chart__baseline { fill: none; stroke: #6b7576; stroke-width: 2; stroke-dasharray: 2 5 }
.laa-chart__break { stroke: #4c5b5c; stroke-width: 1.5; stroke-dasharray: 6 4 }
.laa-chart__actual-line { fill: none; stroke: #17494d; stroke-width: 3 }
.laa-chart__actual { fill: #17494d; stroke: #fff; stroke-width: 1.5 }
.laa-chart__target-line { fill: none; stroke: #9a4a00; stroke-width: 2; stroke-dasharray: 8 5 }
.laa-chart__target { fill: #fff; stroke: #9a4a00; stroke-width: 2 }
</style>"""
"""As the stylesheet has them: a file that is taken away brings no stylesheet."""


def drawing(chart: Chart, *, identifier: str) -> str:
    """The chart as an SVG that a page's stylesheet gives its colours; "" without a number."""
    return str(
        trend(series(chart.line), identifier=identifier, title=chart.title, description=chart.text)
    )


def series(line: dict) -> Series:
    """The numbers of a line of the body, in order of time: the newest word on each period."""
    told = {each["period"]: each["value"] for each in line["history"] if each["value"]}
    actual = [_mark(period, value) for period, value in told.items()]
    aims = [_mark(aim["period"], aim["value"]) for aim in line["aims"]]
    aims = [aim for aim in aims if (aim.end - aim.start).days < 400]
    broken = date.fromisoformat(line["broken_on"]) if line["broken_on"] else None
    breaks = [(broken, f"{broken:%-d %B %Y}")] if broken else []
    return Series(sorted(actual, key=_end), sorted(aims, key=_end), breaks=breaks)


def _mark(key: str, value: str) -> Mark:
    when = periods.period(key)
    return Mark(when.start, when.end, when.short_label, Decimal(value))


def _end(mark: Mark) -> tuple[date, date]:
    return mark.end, mark.start


def picture(chart: Chart, *, identifier: str) -> str:
    """The same with its colours in it."""
    svg = drawing(chart, identifier=identifier)
    if not svg:
        return ""
    head, _, rest = svg.partition(">")
    return f"{head}>{STYLE}{rest}"


@lru_cache(maxsize=512)
def photograph(svg: str) -> bytes:
    """An SVG as a PNG, for Word; the same picture is taken once for all covers."""
    return png_of(svg)
