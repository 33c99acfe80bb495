"""What somebody ticked on a page of lines, and what the page had shown them."""

import re
from collections.abc import Iterable

from django.http import HttpRequest

from laa.models import ReturnLine
from laa.queries.return_page import LineContext

_MARK = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9]{1,9})")
"""A line's uuid and the version that was shown."""


def chosen(request: HttpRequest, waiting: Iterable[LineContext]) -> list[ReturnLine]:
    """The lines ticked, or all of them where a button said so."""
    if request.POST.get("action", "").endswith("-all"):
        return [context.line for context in waiting]
    ticked = set(request.POST.getlist("line"))
    return [context.line for context in waiting if context.line.uuid_text in ticked]


def seen(request: HttpRequest) -> dict[str, int] | None:
    """What was on the page: the lines' uuids with the versions it showed. None: no page of ours."""
    if "seen" not in request.POST:
        return None
    marks = (_MARK.fullmatch(mark) for mark in request.POST.getlist("seen"))
    return {mark[1]: int(mark[2]) for mark in marks if mark}


def how_many(lines: list) -> str:
    return f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}"
