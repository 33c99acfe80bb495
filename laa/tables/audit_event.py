import django_tables2 as tables

from laa.models import AuditEvent
from laa.queries.trail import said


class AuditEventTable(tables.Table):
    at = tables.DateTimeColumn(format="j M Y, H:i", verbose_name="When")
    actor = tables.Column(verbose_name="Who")
    action = tables.Column(verbose_name="Did what")
    subject = tables.Column(verbose_name="To what")
    before = tables.Column(orderable=False)
    after = tables.Column(orderable=False)
    note = tables.Column(orderable=False)

    class Meta:
        model = AuditEvent
        fields = ("at", "actor", "action", "subject", "before", "after", "note")
        attrs = {"class": "laa-table"}
        empty_text = "Nothing has been done yet."

    def render_action(self, value):
        return said(value)

    value_action = render_action

    def render_before(self, value):
        return _said(value)

    def render_after(self, value):
        return _said(value)

    value_before = render_before
    value_after = render_after


def _said(values: dict) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in values.items())
