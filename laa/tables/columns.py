"""One column class per kind of value: `render` for people, `value` for exports."""

import django_tables2 as tables
from django.utils.html import format_html

from laa.charts.sparkline import sparkline
from laa.templatetags.govuk import rating_tag


class RatingColumn(tables.Column):
    """A rating as word and shape; the word alone in an export."""

    def render(self, value, record):
        return rating_tag(value, record.rating_label)

    def value(self, value, record):
        return record.rating_label


class SparklineColumn(tables.Column):
    """The figures so far as a small line; nothing in an export, which has the figures."""

    def __init__(self, **options):
        super().__init__(orderable=False, exclude_from_export=True, empty_values=(), **options)

    def render(self, record):
        points = [point for point in record.points if point.value is not None]
        label = f"{record.commitment.indicator.reference}: {len(points)} figures"
        return sparkline([point.value for point in points], label=label)


class FigureColumn(tables.Column):
    """A figure with its unit and period; the number itself in an export."""

    def __init__(self, **options):
        options.setdefault("attrs", {"cell": {"class": "laa-number"}})
        super().__init__(empty_values=(), **options)

    def render(self, record):
        point = record.last_figure
        if point is None:
            return "none yet"
        mark = format_html(' <span class="laa-illustrative">illustrative</span>')
        return format_html(
            '{}<span class="laa-period">{}</span>{}',
            record.said(point.value),
            point.short_period,
            mark if point.is_illustrative else "",
        )

    def value(self, record):
        return record.last_figure.value if record.last_figure else None
