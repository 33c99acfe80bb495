import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html


class NationalIndicatorTable(tables.Table):
    """The national set: what each measures, which way is good, and how surely that is known."""

    reference = tables.Column(verbose_name="Reference")
    title = tables.Column(verbose_name="Title", attrs={"td": {"class": "laa-long"}})
    polarity = tables.Column(accessor="polarity__label", verbose_name="Good is")
    basis = tables.Column(accessor="polarity_basis", verbose_name="Says who")
    survey = tables.Column(verbose_name="Survey")
    title_kind = tables.Column(accessor="title_kind__label", verbose_name="How sure the title is")
    used = tables.Column(accessor="reference", orderable=False, verbose_name="Used here")

    class Meta:
        attrs = {"class": "laa-table"}
        empty_text = "No national indicator matches. Clear the filters to see all 198."

    def __init__(self, *args, partnership, used, **kwargs):
        super().__init__(*args, **kwargs)
        self.partnership, self.used = partnership, used

    def render_reference(self, record):
        url = reverse("laa:national-indicator-detail", args=[self.partnership.slug, record.slug])
        return format_html('<a class="govuk-link" href="{}">{}</a>', url, record.reference)

    def render_basis(self, value):
        return value.capitalize()

    def render_used(self, value):
        return "Yes" if value in self.used else "No"
