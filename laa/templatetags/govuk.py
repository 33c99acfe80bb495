"""GOV.UK components in Django templates.

The macros of govuk-frontend-jinja are called with keyword arguments, so that what a template
writes is what the design system documents; `__` reaches into a nested option:

    {% govuk "button" text="Save as draft" name="action" value="draft" %}
    {% govuk "input" name="q" label__text="Search" label__classes="govuk-label--s" %}
    {% govukblock "details" summaryText="How this is rated" %}<p>…</p>{% endgovukblock %}

A misspelt option is not an error: the macro does not look at it.
"""

import functools
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from laa.forms.components import component
from laa.forms.renderer import error_items, render_field
from laa.queries.rules_said import rules_said as said_of
from laa.queries.terms import anchor

register = template.Library()

# Stands for a block's content while the macro runs: macros indent what they are given, and that
# would add spaces to every line of a textarea.
CONTENT = "\N{OBJECT REPLACEMENT CHARACTER}"

STATES = {
    "draft": ("Draft", "govuk-tag--grey"),
    "ready": ("Ready to submit", "govuk-tag--teal"),
    "submitted": ("Submitted", "govuk-tag--blue"),
    "sent_back": ("Sent back", "govuk-tag--orange"),
    "certified": ("Certified", "govuk-tag--purple"),
    "signed_off": ("Signed off", "govuk-tag--green"),
    "reopened": ("Reopened", "govuk-tag--magenta"),
    "skipped": ("Not asked this time", "govuk-tag--grey"),
    "carried_over": ("Carried over", "govuk-tag--yellow"),
}
RATINGS = {
    "better": "Better than target",
    "on_track": "On track",
    "at_risk": "At risk",
    "off_track": "Off track",
    "not_rated": "Not rated",
}


def nested(options: dict[str, Any]) -> dict[str, Any]:
    """`{"label__text": "Search"}` as `{"label": {"text": "Search"}}`."""
    result: dict[str, Any] = {}
    for key, value in options.items():
        *path, last = key.split("__")
        target = result
        for part in path:
            target = target.setdefault(part, {})
        target[last] = value
    return result


@register.simple_tag
def govuk(which: str, **options: Any) -> SafeString:
    """A component that is all options: a button, a tag, a summary list."""
    return component(which, nested(options))


@register.simple_block_tag
def govukblock(content: str, which: str, **options: Any) -> SafeString:
    """A component around HTML of the template's: details, fieldset, inset text, banner."""
    html = component(which, {**nested(options), "html": CONTENT})
    return mark_safe(html.replace(CONTENT, content))


@register.simple_tag
def govuk_field(field: BoundField, **options: Any) -> SafeString:
    """A form's field with options of this page's own: `classes`, `hide_label`, `suffix`…"""
    return render_field(field, **nested(options))


@register.simple_tag
def govuk_error_summary(*forms: BaseForm | BaseFormSet | None) -> str:
    """What went wrong on the whole page, each linked to its box. Nothing when nothing did."""
    items = [item for form in forms if form for item in error_items(form)]
    if not items:
        return ""
    return component("error-summary", {"titleText": "There is a problem", "errorList": items})


@register.simple_tag
def has_errors(*forms: BaseForm | BaseFormSet | None) -> bool:
    """Whether the page's title starts with “Error:”, so that it is the first thing heard."""
    return any(True for form in forms if form for _ in error_items(form))


@register.simple_tag
def rating_tag(rating: str, label: str = "") -> SafeString:
    """A rating as word and shape. `rating` is the stored value: on_track, off_track…"""
    return _rating_html(str(rating).replace("-", "_"), str(label))


@functools.lru_cache(maxsize=256)
def _rating_html(rating: str, label: str) -> SafeString:
    """Kept, because a dashboard shows the same few hundreds of times."""
    context = {
        "rating": rating,
        "modifier": rating.replace("_", "-"),
        "label": label or RATINGS.get(rating, rating.replace("_", " ").capitalize()),
    }
    return mark_safe(render_to_string("components/rating.html", context).strip())


@register.simple_tag
def state_tag(state: str, label: str = "") -> SafeString:
    """The state of a return or of one of its lines, in words on a colour."""
    return _state_html(str(state).replace("-", "_").replace(" ", "_"), str(label))


@functools.lru_cache(maxsize=256)
def _state_html(state: str, label: str) -> SafeString:
    text, classes = STATES.get(state, (state.replace("_", " ").capitalize(), "govuk-tag--grey"))
    return component("tag", {"text": label or text, "classes": classes})


@register.simple_tag
def rules_said(contexts) -> str:
    """By which rules the lines of a table are rated."""
    return said_of(contexts)


@register.simple_tag(takes_context=True)
def told(context, text) -> SafeString | str:
    """What somebody wrote, its lines kept; a page with `terms` links each at its first use."""
    terms = context.get("terms")
    return linebreaksbr(terms.linked(text) if terms else text)


@register.filter
def term_anchor(term) -> str:
    """Where a term stands on the glossary's page."""
    return anchor(str(term))


@register.filter
def wraps_at_slashes(text: str) -> SafeString:
    """A text that a narrow column may break behind a slash, rather than within a word."""
    return mark_safe(conditional_escape(text).replace("/", "/<wbr>"))
