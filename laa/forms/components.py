"""The GOV.UK macros, called from Python."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

import jinja2
from django.utils.safestring import SafeString, mark_safe


@functools.cache
def environment() -> jinja2.Environment:
    """One environment for the process: a macro is compiled once and never looked up again."""
    loader = jinja2.PrefixLoader(
        {"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}
    )
    return jinja2.Environment(loader=loader, autoescape=True, auto_reload=False, cache_size=-1)


@functools.cache
def macro(name: str) -> Callable[[Mapping[str, Any]], str]:
    """The macro of a component named as in the design system: `date-input`."""
    function = "govuk" + "".join(part.title() for part in name.split("-"))
    source = f"govuk_frontend_jinja/components/{name}/macro.html"
    return getattr(environment().get_template(source).module, function)


def component(name: str, options: Mapping[str, Any]) -> SafeString:
    """A component's HTML. `text` options are escaped; `html` options must be safe already."""
    return mark_safe(macro(name)(options).strip())
