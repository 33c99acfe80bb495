"""The page that says what goes before something is taken away, and asks."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laa.queries.what_goes import seen


@dataclass
class TakeAway:
    """What would go, and the words around it. `kept` is posted again with the answer.

    `refused` says why it cannot be taken away at all, "" where it can.
    """

    title: str
    back: str
    back_url: str
    button: str = ""
    goes: list[str] = field(default_factory=list)
    lead_in: str = ""
    nothing: str = ""
    after: str = ""
    refused: str = ""
    kept: dict = field(default_factory=dict)

    def is_agreed(self, request: HttpRequest) -> bool:
        """Whether somebody who saw just this said yes; if it changed since, they are told."""
        answer = request.POST.get("goes") if request.method == "POST" else None
        if answer and answer != seen(self.goes):
            messages.error(
                request, "What goes with it changed since you opened the page. Look at it again."
            )
        return answer == seen(self.goes) and not self.refused

    def shown(self, request: HttpRequest) -> HttpResponse:
        return render(request, "laa/take_away.html", {**vars(self), "goes_seen": seen(self.goes)})
