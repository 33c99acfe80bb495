"""A receipt in words, from what was kept: the page and the PDF say the same."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import get_current_timezone

from laa.models import Submission
from laa.rules import periods
from laa.rules.figures import marked, with_unit
from laa.rules.vocabulary import FigureState, Outlook, Rating


@dataclass(frozen=True)
class ReceiptLine:
    """One line as it was submitted. `said` holds a name ("" for the commentary) and its words."""

    name: str
    title: str
    period: str
    returned: str
    said: list[tuple[str, str]]


@dataclass(frozen=True)
class Receipt:
    submission: Submission
    facts: list[tuple[str, str]]
    lines: list[ReceiptLine]
    marks: list[str]

    @property
    def lines_heading(self) -> str:
        count = len(self.lines)
        return f"{count} {'line' if count == 1 else 'lines'} submitted"


def receipt(submission: Submission) -> Receipt:
    """What the receipt says; all of it from the body that the hash is of."""
    body = submission.body
    return Receipt(submission, _facts(body), [_line(line) for line in body["lines"]], _marks(body))


def _facts(body: dict) -> list[tuple[str, str]]:
    at = datetime.fromisoformat(body["submitted_at"]).astimezone(get_current_timezone())
    facts = [
        ("Reference", body["reference"]),
        ("Return of", body["partner"]["name"]),
        ("Round", periods.period(body["round"]).label),
        ("Submitted", f"{at:%-d %B %Y at %H:%M}"),
        ("By", body["submitted_by"]),
    ]
    if body["on_behalf_of"]:
        facts.append(("On behalf of", body["on_behalf_of"]))
    return facts


def _marks(body: dict) -> list[str]:
    if any(line.get("is_illustrative") for line in body["lines"]):
        return ["Figures marked “illustrative” are invented, for a demonstration."]
    return []


def _line(line: dict) -> ReceiptLine:
    period = periods.period(line["period"])
    return ReceiptLine(
        line["strand_said"], line["title"], period.short_label, _returned(line), list(_said(line))
    )


def _returned(line: dict) -> str:
    if not line["is_due"]:
        return "Not due"
    state = FigureState(line["figure_state"]) if line.get("figure_state") else None
    if line.get("value") is None:
        return state.label if state else "Nothing"
    said = with_unit(Decimal(line["value"]), line["unit"])
    if state and state != FigureState.MEASURED:
        said = f"{said} ({state.label.lower()})"
    return marked(said, line.get("is_illustrative", False))


def _said(line: dict):
    """What the officer wrote, in the order of the return."""
    if line.get("numerator") is not None and line.get("denominator") is not None:
        yield "Counted", f"{line['numerator']} of {line['denominator']}"
    if line.get("sample"):
        yield "People who answered", str(line["sample"])
    if line.get("design_effect"):
        yield "Design effect", line["design_effect"]
    if line.get("commentary"):
        yield "", line["commentary"]
    if line.get("recovery"):
        yield "Next", line["recovery"]
    if line.get("recovery_due"):
        yield "By", f"{date.fromisoformat(line['recovery_due']):%-d %B %Y}"
    if line.get("help_needed"):
        yield "Help needed", line["help_needed"]
    if line.get("outlook"):
        yield "Outlook", _with_reason(Outlook(line["outlook"]).label, line.get("outlook_reason"))
    if line.get("judgement"):
        yield "Judged", _with_reason(Rating(line["judgement"]).label, line.get("judgement_reason"))


def _with_reason(said: str, why: str | None) -> str:
    return f"{said}. {why}" if why else said
