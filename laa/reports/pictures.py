"""Charts of a report as pictures that stand alone: drawn from the body, with their own colours."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from laa.charts.bars import Group, bars
from laa.charts.others import Others
from laa.charts.standalone import STYLE
from laa.charts.trend import Mark, Series, trend
from laa.reports.pdf import png_of
from laa.rules import periods
from laa.rules.blocks import Chart


def drawing(chart: Chart, *, identifier: str) -> str:
    """The chart as an SVG that a page's stylesheet gives its colours; "" without a number."""
    said = {"identifier": identifier, "title": chart.title, "description": chart.text}
    if "bars" in chart.line:
        return str(bars([_group(each) for each in chart.line["bars"]], **said))
    return str(trend(series(chart.line), **said))


def _group(each: dict) -> Group:
    values = [(kind, None if value is None else Decimal(value)) for kind, value in each["values"]]
    return Group(each["label"], each["year"], values)


def series(line: dict) -> Series:
    """The numbers of a line of the body, in order of time: the newest word on each period."""
    told = {each["period"]: each["value"] for each in line["history"] if each["value"]}
    actual = [_mark(period, value) for period, value in told.items()]
    aims = [_mark(aim["period"], aim["value"]) for aim in line["aims"]]
    aims = [aim for aim in aims if (aim.end - aim.start).days < 400]
    broken = date.fromisoformat(line["broken_on"]) if line["broken_on"] else None
    breaks = [(broken, f"{broken:%-d %B %Y}")] if broken else []
    return Series(
        sorted(actual, key=_end), sorted(aims, key=_end), breaks=breaks, others=_others(line)
    )


def _others(line: dict) -> list[Others]:
    """England, the region and every neighbour, each at the ends of its own periods."""
    areas: dict[tuple[str, str], list] = {}
    for row in reversed(line.get("compared", [])):
        day = periods.period(row["period"]).end
        for each in row.get("others", []):
            points = areas.setdefault((each["kind"], each["area"]), [])
            points.append((day, Decimal(each["value"])))
    return [Others(kind, name, points) for (kind, name), points in sorted(areas.items())]


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
