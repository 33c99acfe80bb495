import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html


class CommitmentTable(tables.Table):
    """Every promise on an indicator, with who answers for it."""

    indicator = tables.Column(
        accessor="indicator.reference", order_by="indicator.reference", verbose_name="Reference"
    )
    title = tables.Column(accessor="indicator.title", order_by="indicator.title")
    agreement = tables.Column(accessor="agreement.title", order_by="agreement.title")
    theme = tables.Column(accessor="theme.name", order_by="theme.position")
    designation = tables.Column(accessor="get_designation_display", order_by="designation")
    polarity = tables.Column(
        accessor="indicator.get_polarity_display",
        order_by="indicator.polarity",
        verbose_name="Good is",
    )
    lead = tables.Column(accessor="lead.short_name", order_by="lead.name")
    supplier = tables.Column(
        accessor="indicator.supplier.short_name",
        order_by="indicator.supplier.name",
        verbose_name="Supplies the figure",
    )

    class Meta:
        attrs = {"class": "laa-table"}
        empty_text = "No indicator matches. Clear the filters to see them all."
        per_page = 50

    def render_indicator(self, record):
        url = reverse(
            "laa:indicator-detail",
            args=[record.partnership.slug, record.agreement.slug, record.indicator.slug],
        )
        return format_html(
            '<a class="govuk-link" href="{}">{}</a>', url, record.indicator.reference
        )

    def value_indicator(self, record):
        return record.indicator.reference
