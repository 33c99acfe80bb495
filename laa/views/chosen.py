"""What somebody ticked on a page of lines, and what the page had shown them."""

from collections.abc import Iterable

from django.http import HttpRequest

from laa.models import ReturnLine
from laa.queries.return_page import LineContext


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
    marks = (mark.partition(":") for mark in request.POST.getlist("seen"))
    return {uuid: int(version) for uuid, _, version in marks if version.isdecimal()}


def how_many(lines: list) -> str:
    return f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}"
