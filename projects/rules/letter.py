"""The record of a meeting as an e-mail to the client: text to copy, nothing is posted from here."""

from collections.abc import Iterable
from datetime import date


def record_of_meeting(
    *,
    name: str,
    project: str,
    met_on: date,
    note: str,
    agreed: Iterable[tuple[str, str, date | None]],
    next_on: date | None,
    purpose: str = "",
) -> str:
    """`agreed` holds what, who does it, and by when."""
    lines = [f"To: {name}", f"Subject: Our meeting on {day(met_on)}", ""]
    lines += [f"Thank you for meeting {project} on {day(met_on)}.", ""]
    if note.strip():
        lines += ["What we talked about:", note.strip(), ""]
    agreed = list(agreed)
    if agreed:
        lines.append("What we agreed:")
        lines += [f"{n}. {_said(*one)}" for n, one in enumerate(agreed, start=1)]
        lines.append("")
    if next_on:
        lines.append(f"We meet again on {day(next_on)}.")
    else:
        lines.append("No further meeting is fixed. Write to us when you would like one.")
    if purpose.strip():
        lines += ["", f"We keep your details for this purpose: {purpose.strip()}"]
    return "\n".join(lines)


def day(value: date) -> str:
    return f"{value:%-d %B %Y}"


def _said(what: str, who: str, due: date | None) -> str:
    return f"{what.rstrip('.')} ({who.lower()}{f', by {day(due)}' if due else ''})"
