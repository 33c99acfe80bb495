"""One form for every kind of record, made from its fields: labels and hints are the model's."""

from django import forms
from django.db import models
from django.forms.models import fields_for_model

from laa.forms.numbers import NumberField
from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.models import Indicator
from projects.kinds import Kind
from projects.models import Client, Project
from projects.models.base import OfProject


class LinesField(forms.CharField):
    """A list, one line each."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        text = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]


class RecordForm(SeenForm):
    """The boxes of one kind; what can be chosen is the project's own."""

    def __init__(self, *args, kind: Kind, project: Project, row: OfProject | None = None, **kwargs):
        self.base_fields = {**type(self).base_fields, **boxes_of(kind)}
        super().__init__(*args, row=row, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                _limit(field, project, row)


def boxes_of(kind: Kind) -> dict[str, forms.Field]:
    return fields_for_model(kind.model, fields=kind.fields, formfield_callback=_box)


def _box(field: models.Field, **options) -> forms.Field:
    said = {"label": field.verbose_name, "help_text": field.help_text, "required": not field.blank}
    if isinstance(field, models.DateField):
        return DateInputField(**said)
    if isinstance(field, models.DecimalField):
        return NumberField(not_below=0, **said)
    if isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField):
        initial = None if field.default is models.NOT_PROVIDED else field.default
        return NumberField(not_below=0, is_whole=True, initial=initial, **said)
    if isinstance(field, models.JSONField):
        return LinesField(**{**said, "required": True})
    if isinstance(field, models.TextField):
        rows = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(max_length=4000, widget=rows, **said)
    if isinstance(field, models.BooleanField):
        return forms.BooleanField(**{**said, "required": False}, initial=field.default)
    return field.formfield(**options)


def _limit(field: forms.ModelChoiceField, project: Project, row: OfProject | None) -> None:
    """To rows of the project; a client by name, since only its people see this form."""
    if field.queryset.model is Client:
        field.queryset = Client.objects.known_to(project).filter(erased_at=None)
        field.label_from_instance = lambda client: client.said
    elif field.queryset.model is Indicator:
        field.queryset = Indicator.objects.filter(commitments__agreement=project.agreement_id)
        field.label_from_instance = lambda one: f"{one.reference} {one.title}"
    else:
        field.queryset = field.queryset.model._base_manager.filter(project=project)
        if row is not None and isinstance(row, field.queryset.model):
            field.queryset = field.queryset.exclude(pk=row.pk)
