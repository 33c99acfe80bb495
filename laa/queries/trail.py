"""The trail in words: what was done, by whom, on the audit page and beside a line or a return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from laa.models import AuditEvent, QuarterlyReturn, ReturnLine, Submission
from laa.rules.vocabulary import FigureState, Outlook, Rating

SAID = {
    "line.save": "Entered or changed",
    "line.submit": "Submitted",
    "line.withdraw": "Taken back before certification",
    "line.certify": "Certified",
    "line.give_back": "Sent back",
    "line.sign_off": "Signed off",
    "line.reopen": "Reopened",
    "return.receipt": "Receipt given",
    "figure.revise": "Figure revised",
    "figure.restate": "Series restated",
    "figure.confirm": "Figure confirmed as final",
    "figure.total": "Total added up from its parts",
    "indicator.discontinue": "Indicator discontinued",
    "indicator.take_discontinuing_back": "Indicator measured again",
    "strand.add_to_total": "Strand made part of a total",
    "strand.take_from_total": "Strand taken out of a total",
    "seriesbreak.mark": "New definition marked",
    "seriesbreak.undo": "New definition taken back",
    "delivery.try_again": "E-mail tried again",
    "delivery.try_all_again": "E-mails tried again",
    "notices.choose": "E-mails chosen",
    "publication.publish": "Published",
    "publication.withdraw": "Taken back from the public",
    "report.publish": "Report published",
    "report.unpublish": "Report taken back from the public",
    "returnpolicy.set": "Rules for returns changed",
}
"""Actions that have a word of their own in the trade."""

NOUNS = {
    "actioninput": "Money or days of an action",
    "actionmilestone": "Step of an action",
    "actionplan": "Plan",
    "impactassessment": "Effect",
    "history": "Past figures",
    "comparators": "Comparator figures",
    "import": "Document",
    "rule": "Rating rule",
    "teamplan": "Team plan",
    "bundle": "Bundled agreement",
}
"""What the trail calls by a longer name than its action does."""

VERBS = {
    "add": "added",
    "edit": "changed",
    "set": "set",
    "undo_load": "taken back after loading",
    "undo_import": "taken back after import",
    "undo_join": "parted again",
    "undo_next": "next one taken back",
    "start_next": "next one started",
    "let_go": "left without an owner",
    "let_propose": "allowed to be proposed again",
    "keep_apart": "kept apart",
    "give_back": "sent back",
    "take_off": "taken off",
    "hand_over": "handed over",
    "bring_back": "brought back",
    "open_again": "opened again",
    "propose_again": "proposed again",
    "add_name": "given another name",
    "remove_name": "name removed",
    "end_role": "role ended",
}
"""How the trail says a step; any other is said by its own word, such as “retire”."""

FACTS = {
    "figure_state": "what it is",
    "sha256": "code",
    "is_on_behalf": "on behalf",
    "outlook_reason": "why that outlook",
    "judgement_reason": "why judged so",
    "recovery": "what is done next",
    "recovery_due": "by when",
}
"""Facts of a line that are called otherwise on pages."""


CODES = {"figure_state": FigureState, "outlook": Outlook, "judgement": Rating}
"""Facts that are kept as codes."""


def said(action: str) -> str:
    """ "line.give_back" as people say it: “Sent back”."""
    if action in SAID:
        return SAID[action]
    noun, _, verb = action.partition(".")
    thing = NOUNS.get(noun, noun.replace("_", " ").capitalize())
    return f"{thing}: {VERBS.get(verb, verb.replace('_', ' '))}"


@dataclass(frozen=True)
class Happened:
    """One thing that was done: when, by whom, to what, and what it changed."""

    at: datetime
    who: str
    did: str
    what: str
    note: str
    changes: list[str]


def of_line(line: ReturnLine) -> list[Happened]:
    """All that was done to one line, the newest first."""
    return _happened(AuditEvent.objects.filter(subject_uuid=line.uuid))


def of_return(quarterly_return: QuarterlyReturn) -> list[Happened]:
    """All that was done to a return's lines and its receipts, the newest first."""
    lines = ReturnLine.objects.filter(quarterly_return=quarterly_return).values("uuid")
    receipts = Submission.objects.filter(quarterly_return=quarterly_return).values("uuid")
    of_either = Q(subject_uuid__in=lines) | Q(subject_uuid__in=receipts)
    return _happened(AuditEvent.objects.filter(of_either))


def _happened(events: Iterable[AuditEvent]) -> list[Happened]:
    return [
        Happened(
            event.at,
            event.actor.partition(" <")[0],
            said(event.action),
            event.subject,
            event.note,
            _changes(event),
        )
        for event in events
    ]


def _changes(event: AuditEvent) -> list[str]:
    """What a save changed: “value: 40, was 45”; the other steps say it by their name."""
    if event.action != "line.save":
        return []
    names = [*event.after, *(name for name in event.before if name not in event.after)]
    return [
        _change(name, event.before.get(name), event.after.get(name))
        for name in names
        if event.before.get(name) != event.after.get(name)
    ]


def _change(name: str, before, after) -> str:
    fact = FACTS.get(name, name.replace("_", " "))
    before, after = _worded(name, before), _worded(name, after)
    return f"{fact}: {after or 'nothing'}{f', was {before}' if before else ''}"


def _worded(name: str, value) -> str:
    """A fact as pages say it; "" where nothing stood."""
    if value in (None, ""):
        return ""
    codes = CODES.get(name)
    return codes(value).label.lower() if codes and value in codes.values else str(value)
