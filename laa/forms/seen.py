"""What somebody had on the page, handed back with what they changed."""

from django import forms
from django.db import models

from laa.models.base import mark


class SeenForm(forms.Form):
    """A form about a row that others may change too; `row` None where it is yet to be made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, row: models.Model | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        if row is not None:
            self.initial = {**_said(row, self.fields), "seen": mark(row), **self.initial}
        else:
            del self.fields["seen"]


def _said(row: models.Model, names) -> dict:
    """What the row says now, for the boxes of the same names."""
    fields = {field.name for field in row._meta.fields}
    sets = {field.name for field in row._meta.many_to_many}
    said = {name: getattr(row, name) for name in names if name in fields}
    return said | {name: getattr(row, name).all() for name in names if name in sets}
