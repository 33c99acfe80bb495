"""Django forms as GOV.UK components: `FORM_RENDERER` in settings.

`{{ form }}`, `{{ form.field.as_field_group }}` and `{% govuk_field form.field … %}` come out with
label, hint, error message and the identifiers that tie them together. A widget's attributes may
also hold `prefix` and `suffix` (a unit beside the box). The browser's own checks (`required`,
`maxlength`, number boxes) are left out on purpose: they speak before the person has finished, and
cut off pasted text without a word. The server checks, and says so in a sentence.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import ChoiceWidget, Input
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from laa.forms.components import component
from laa.forms.widgets import PARTS, DateInput

# Attributes that Django adds for the browser's checks, or that the macros write themselves.
LEFT_OUT = {
    "required", "maxlength", "minlength", "min", "max", "step", "pattern", "cols", "aria-invalid",
    "aria-describedby", "id", "placeholder", "guide",
}  # fmt: skip
# Attributes that are options of the macros.
AS_OPTIONS = {"autocomplete", "inputmode", "spellcheck", "autocapitalize", "disabled", "rows"}


REQUIRED = forms.Field.default_error_messages["required"]
MANY = 12
"""More boxes to tick than these stand in a window of their own, which scrolls."""


class GovukRenderer(DjangoTemplates):
    """Fields and forms in the design system's markup; single widgets (the admin's) as ever."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name == self.field_template_name:
            return render_field(context["field"])
        if template_name == self.form_template_name:
            return render_form(context["form"])
        return super().render(template_name, context, request)


def render_form(form: BaseForm) -> SafeString:
    """The form's own errors, then every field."""
    errors = [component("error-message", {"text": error}) for error in form.non_field_errors()]
    fields = [render_field(field) for field in form.visible_fields()]
    hidden = [field.as_widget() for field in form.hidden_fields()]
    return mark_safe("\n".join([*errors, *fields, *hidden]))


def render_field(
    field: BoundField,
    *,
    label: dict[str, Any] | str | None = None,
    hide_label: bool = False,
    page_heading: bool = False,
    hint: str | None = None,
    classes: str = "",
    **extra: Any,
) -> SafeString:
    """One field. `label` may be a text or the macro's options; `extra` goes to the macro."""
    if field.is_hidden:
        return mark_safe(field.as_widget())
    name, options = component_options(field)
    title = label if isinstance(label, dict) else {"text": label or str(field.label)}
    title = {"text": str(field.label), **title}
    if hide_label:
        title["classes"] = f"{title.get('classes', '')} govuk-visually-hidden".strip()
    if page_heading:
        title |= {"isPageHeading": True, "classes": "govuk-label--l"}
    add_title(name, options, title)
    hint = field.help_text if hint is None else hint
    if hint:
        options["hint"] = {"text": conditional_escape(hint)}
    if field.errors:
        options["errorMessage"] = {"html": error_html(field)}
    if classes:
        options["classes"] = f"{options.get('classes', '')} {classes}".strip()
    for side in ("prefix", "suffix"):
        if isinstance(extra.get(side), str):
            extra[side] = {"text": extra[side]}
    options.update(extra)
    return component(name, options)


def add_title(name: str, options: dict[str, Any], title: dict[str, Any]) -> None:
    """A group's title is a legend, a single box's a label; a lone checkbox has its own."""
    if name == "checkboxes" and options.pop("single", False):
        options["items"][0]["text"] = title["text"]
    elif name in ("radios", "checkboxes", "date-input"):
        legend = dict(title)
        legend["classes"] = title.get("classes", "").replace(
            "govuk-label", "govuk-fieldset__legend"
        )
        options["fieldset"] = {"legend": legend}
    else:
        options["label"] = title


def error_html(field: BoundField) -> SafeString:
    """All of a field's errors: a password may be wrong in three ways at once."""
    return format_html_join(mark_safe("<br>"), "{}", ((text,) for text in error_texts(field)))


def error_texts(field: BoundField) -> list[str]:
    """The errors in words. Django's “This field is required.” does not say which or what to do."""
    if isinstance(field.field.widget, forms.CheckboxInput):
        missing = f"Tick “{field.label}” to go on"
    else:
        verb = "Select" if isinstance(field.field.widget, ChoiceWidget) else "Enter"
        missing = f"{verb} {lower_first(str(field.label))}"
    return [missing if text == REQUIRED else str(text) for text in field.errors]


def lower_first(text: str) -> str:
    """For the middle of a sentence: “Reason” as “reason”, but “NI 181” and “I am” as they are."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def element_id(field: BoundField) -> str:
    return field.field.widget.attrs.get("id") or field.auto_id or field.html_name


def component_options(field: BoundField) -> tuple[str, dict[str, Any]]:
    """The component for a field's widget, and its options without label, hint and error."""
    widget = field.field.widget
    for widget_class, build in BUILDERS:
        if isinstance(widget, widget_class):
            return build(field, widget)
    raise TypeError(
        f"{type(widget).__name__} of field “{field.name}” has no GOV.UK component; "
        "add it to BUILDERS in laa/forms/renderer.py or render the widget yourself."
    )


def base_options(field: BoundField, widget: forms.Widget) -> dict[str, Any]:
    """Name, id, and the widget's attributes sorted into the macro's options and plain ones."""
    attrs = {**widget.attrs, **field.build_widget_attrs({}, widget)}
    options: dict[str, Any] = {"id": element_id(field), "name": field.html_name}
    if classes := attrs.pop("class", ""):
        options["classes"] = classes
    for side in ("prefix", "suffix"):
        if text := attrs.pop(side, ""):
            options[side] = {"text": text}
    if described_by := widget.attrs.get("aria-describedby"):
        options["describedBy"] = described_by
    options |= {key: attrs.pop(key) for key in AS_OPTIONS & attrs.keys()}
    options["attributes"] = {
        key: "" if value is True else str(value)
        for key, value in attrs.items()
        if key not in LEFT_OUT and value is not False and value is not None
    }
    return options


def input_options(field: BoundField, widget: Input) -> tuple[str, dict[str, Any]]:
    options = base_options(field, widget)
    options["value"] = widget.format_value(field.value())
    options["type"] = widget.input_type
    if widget.input_type == "number":
        # A number box changes its value when scrolled over and swallows letters unseen.
        whole = isinstance(field.field, forms.IntegerField) and not isinstance(
            field.field, forms.DecimalField | forms.FloatField
        )
        options |= {"type": "text", "spellcheck": False}
        options.setdefault("inputmode", "numeric" if whole else "decimal")
        options.setdefault("classes", "govuk-input--width-10")
    elif widget.input_type == "email":
        options.setdefault("spellcheck", False)
    return "input", options


def password_options(field: BoundField, widget: forms.PasswordInput) -> tuple[str, dict[str, Any]]:
    # “Show password” would answer to the name of the box itself.
    said = {"showPasswordAriaLabelText": "Show what you typed"}
    said |= {"hidePasswordAriaLabelText": "Hide what you typed"}
    return "password-input", {**base_options(field, widget), **said}


def textarea_options(field: BoundField, widget: forms.Textarea) -> tuple[str, dict[str, Any]]:
    options = base_options(field, widget)
    options["value"] = widget.format_value(field.value()) or ""
    # Django always says 10; a form that wants 10 has to ask for another number.
    options["rows"] = "5" if options.get("rows") in (None, "10") else str(options["rows"])
    if limit := getattr(field.field, "max_length", None):
        return "character-count", {**options, "maxlength": limit}
    if guide := widget.attrs.get("guide"):
        return "character-count", {**options, "maxlength": guide, **guide_words(guide)}
    return "textarea", options


def guide_words(guide: int) -> dict[str, Any]:
    """A length that is a guide: more is said to be long, and not to be wrong."""
    left, over = "%{count} characters left of about ", "%{count} characters over the guide of "
    return {
        "textareaDescriptionText": f"About {guide} characters is enough.",
        "charactersUnderLimitText": {
            "one": f"1 character left of about {guide}",
            "other": f"{left}{guide}",
        },
        "charactersAtLimitText": f"As long as the guide of {guide}",
        "charactersOverLimitText": {
            "one": f"1 character over the guide of {guide}",
            "other": f"{over}{guide}",
        },
    }


def file_options(field: BoundField, widget: forms.FileInput) -> tuple[str, dict[str, Any]]:
    return "file-upload", {**base_options(field, widget), "javascript": True}


def select_options(field: BoundField, widget: forms.Select) -> tuple[str, dict[str, Any]]:
    options = base_options(field, widget)
    options["items"] = [
        {"value": choice["value"], "text": choice["text"], "selected": choice["checked"]}
        for choice in choices(field, widget)
    ]
    if widget.allow_multiple_selected:
        options["attributes"] |= {"multiple": "", "size": "8"}
    return "select", options


def radio_options(field: BoundField, widget: forms.RadioSelect) -> tuple[str, dict[str, Any]]:
    options = base_options(field, widget)
    options["idPrefix"] = options.pop("id")
    options["items"] = list(choices(field, widget))
    if not widget.allow_multiple_selected:
        return "radios", options
    if len(options["items"]) > MANY:
        options["classes"] = "govuk-checkboxes--small laa-many"
    return "checkboxes", options


def checkbox_options(field: BoundField, widget: forms.CheckboxInput) -> tuple[str, dict[str, Any]]:
    options = base_options(field, widget)
    options["idPrefix"] = options.pop("id")
    ticked = (
        bool(field.value()) and not widget.check_test(False) or widget.check_test(field.value())
    )
    options["items"] = [{"value": "on", "checked": ticked}]
    return "checkboxes", {**options, "single": True}


def date_options(field: BoundField, widget: DateInput) -> tuple[str, dict[str, Any]]:
    value = field.value()
    texts = value if isinstance(value, list) else widget.decompress(value)
    wrong = wrong_parts(field)
    options = base_options(field, widget)
    options["items"] = [
        {
            "name": f"{field.html_name}_{part}",
            "id": f"{options['id']}_{part}",
            "label": part.capitalize(),
            "value": text or "",
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part, text in zip(PARTS, texts, strict=True)
    ]
    return "date-input", options


def wrong_parts(field: BoundField) -> list[str]:
    """The boxes an error is about; all three when it does not say."""
    parts: list[str] = []
    for error in field.errors.as_data():
        parts += (getattr(error, "params", None) or {}).get("parts", PARTS)
    return parts


def choices(field: BoundField, widget: ChoiceWidget) -> Iterator[dict[str, Any]]:
    """The widget's choices as the macros' items; `widget.hints` may explain each value."""
    hints = getattr(widget, "hints", {})
    context = widget.get_context(field.html_name, field.value(), {})
    for group, members, _ in context["widget"]["optgroups"]:
        for member in members:
            value = str(member["value"])
            text = f"{group}: {member['label']}" if group else str(member["label"])
            item = {"value": value, "text": text, "checked": bool(member["selected"])}
            if value in hints:
                item["hint"] = {"text": hints[value]}
            if member["attrs"].get("disabled"):
                item["disabled"] = True
            yield item


# The first match counts, so that a subclass stands before what it is made from.
BUILDERS = (
    (DateInput, date_options),
    (forms.PasswordInput, password_options),
    (forms.FileInput, file_options),
    (forms.CheckboxInput, checkbox_options),
    (forms.RadioSelect, radio_options),
    (forms.Select, select_options),
    (forms.Textarea, textarea_options),
    (Input, input_options),
)


def error_items(form: BaseForm | BaseFormSet) -> Iterator[dict[str, str]]:
    """The error summary's lines. A form of many on a page may say which it is: `row_label`."""
    if not isinstance(form, BaseForm):
        if not form.is_bound:
            return
        yield from ({"text": error} for error in form.non_form_errors())
        for member in form.forms:
            yield from error_items(member)
        return
    prefix = getattr(form, "row_label", "")
    for name, errors in form.errors.items():
        link, texts = {}, errors
        if name in form.fields:
            link, texts = {"href": f"#{error_target(form[name])}"}, error_texts(form[name])
        for error in texts:
            text = format_html("{}: {}", prefix, error) if prefix else error
            yield {"text": text, **link}


def error_target(field: BoundField) -> str:
    """The id of the first box that is wrong."""
    if isinstance(field.field.widget, DateInput):
        return f"{element_id(field)}_{wrong_parts(field)[0]}"
    return element_id(field)
