"""What stands in a form, in words: for those who read a page and change nothing on it."""

from django import forms


def said_by(form: forms.Form) -> list[tuple[str, str]]:
    """Each box's label with what stands in it; boxes that nobody sees are left out."""
    return [(bound.label, _said(bound.field, bound.initial)) for bound in form.visible_fields()]


def _said(field: forms.Field, value) -> str:
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(field, forms.MultipleChoiceField):
        return "; ".join(str(label) for key, label in field.choices if key in value) or "None"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, "Not chosen"))
    return "Not set" if value in (None, "") else str(value)
