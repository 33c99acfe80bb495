"""Which lines of a return to look at."""

from dataclasses import dataclass

from laa.queries.return_page import LineContext

ALL = "all"
SHOWS = {
    ALL: ("All", lambda context: True),
    "not-ready": ("Not ready", lambda context: not context.is_ready),
    "off-track": ("Off track", lambda context: context.stands.is_off_track),
    "sent-back": ("Sent back", lambda context: context.line.is_in_question),
}
"""By what the address says: the button's label, and which lines it shows."""


@dataclass(frozen=True)
class Show:
    key: str
    label: str
    count: int


def shows(contexts: list[LineContext]) -> list[Show]:
    """The buttons, each with how many lines it would show."""
    return [
        Show(key, label, sum(map(is_shown, contexts))) for key, (label, is_shown) in SHOWS.items()
    ]


def asked_to_show(text: str | None) -> str:
    return text if text in SHOWS else ALL


def shown(contexts: list[LineContext], show: str) -> list[LineContext]:
    return [context for context in contexts if SHOWS[show][1](context)]
