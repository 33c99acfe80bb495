"""A document in a form: read whole, or every problem in it said beside the box."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form

from laa.imports.problems import Problem, Unreadable

Read = TypeVar("Read")


def read_upload(
    form: Form, read: Callable[[str, bytes], Read]
) -> tuple[Read | None, list[Problem]]:
    """What `read` makes of the document's name and bytes; None, with the problems, if it cannot."""
    document = form.cleaned_data["document"]
    try:
        return read(document.name, document.read()), []
    except Unreadable as error:
        count = "1 problem" if len(error.problems) == 1 else f"{len(error.problems)} problems"
        form.add_error("document", f"{count} to put right, listed below. Nothing was kept.")
        return None, error.problems
