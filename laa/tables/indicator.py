import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html


class CommitmentTable(tables.Table):
    """Every promise on an indicator, with who answers for it."""

    indicator = tables.Column(
        accessor="indicator__reference", order_by="indicator__reference", verbose_name="Reference"
    )
    title = tables.Column(
        accessor="indicator__title", order_by="indicator__title", verbose_name="Title"
    )
    agreement = tables.Column(
        accessor="agreement__title", order_by="agreement__title", verbose_name="Agreement"
    )
    theme = tables.Column(accessor="theme__name", order_by="theme__position", verbose_name="Theme")
    designation = tables.Column(accessor="get_designation_display", order_by="designation")
    polarity = tables.Column(
        accessor="indicator__get_polarity_display",
        order_by="indicator__polarity",
        verbose_name="Good is",
    )
    lead = tables.Column(accessor="lead__short_name", order_by="lead__name", verbose_name="Lead")
    supplier = tables.Column(
        accessor="indicator__supplier__short_name",
        order_by="indicator__supplier__name",
        verbose_name="Supplies the figure",
    )

    class Meta:
        attrs = {"class": "laa-table"}
        empty_text = "No indicator matches. Clear the filters to see them all."
        per_page = 50

    def render_title(self, record):
        title = record.indicator.title
        return f"{title} (withdrawn)" if record.withdrawn_on else title

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
