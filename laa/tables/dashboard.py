import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from laa.rules.vocabulary import Comparison
from laa.tables.columns import FigureColumn, RatingColumn, SparklineColumn


def url_maker(partnership, agreement):
    """Addresses of an agreement's indicators; resolved once, because a board sees hundreds."""
    pattern = reverse("laa:indicator-detail", args=[partnership.slug, agreement.slug, "0"])
    before = pattern.removesuffix("0/")
    return lambda commitment: f"{before}{commitment.indicator.slug}/"


class DashboardTable(tables.Table):
    """One row per promise and strand, the newest signed-off word on each."""

    indicator = tables.Column(accessor="commitment.indicator.reference", verbose_name="Indicator")
    theme = tables.Column(accessor="commitment.theme.name", visible=False)
    strand = tables.Column(accessor="strand_label", visible=False)
    rating = RatingColumn()
    figure = FigureColumn(verbose_name="Last figure", order_by="figure_said")
    period = tables.Column(accessor="last_figure.period", visible=False)
    target = tables.Column(accessor="target_said", verbose_name="Target", empty_values=())
    direction = tables.Column(orderable=False, empty_values=())
    outlook = tables.Column(orderable=False)
    trend = SparklineColumn()
    lead = tables.Column(accessor="commitment.lead.short_name", verbose_name="Lead")

    class Meta:
        attrs = {"class": "laa-table laa-table--dashboard"}
        order_by = ()
        empty_text = "No indicators."

    def __init__(self, rows, *, url_of, **options):
        self.url_of = url_of
        super().__init__(rows, **options)

    def render_indicator(self, record):
        indicator = record.commitment.indicator
        return format_html(
            '<a class="govuk-link" href="{}">{}</a> {}{}',
            self.url_of(record.commitment),
            indicator.reference,
            indicator.title,
            f" ({record.strand_label})" if record.strand_label else "",
        )

    def value_indicator(self, record):
        return f"{record.commitment.indicator.reference} {record.commitment.indicator.title}"

    def render_direction(self, record):
        if record.direction in (Comparison.UNKNOWN, Comparison.NOT_COMPARABLE):
            return ""
        return Comparison(record.direction).label

    def render_target(self, record):
        return record.target_said
