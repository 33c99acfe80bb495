"""What has to be said beside a figure before it is handed on: why, and what is done about it."""

from collections.abc import Iterable, Sequence

from laa.actions.entry_rating import outcome_of_entry
from laa.actions.line_promises import LinePromises
from laa.actions.refusals import Unexplained
from laa.models import EvidenceFile, ReturnLine, return_policy
from laa.rules import explanation
from laa.rules.entry import Entry
from laa.rules.vocabulary import Rating

State = ReturnLine.State


def left_unsaid(line: ReturnLine, promises: LinePromises | None = None) -> str:
    """What the line still leaves to be said, as a sentence; "" is nothing.

    `promises` None reads them, and only where they matter: words that stand need no rating.
    """
    if not line.is_due:
        return ""
    return _unsaid(line, promises) or unshown(line, Entry.of(line))


def unshown(line: ReturnLine, entry: Entry) -> str:
    """What is asked of a figure that counts only with evidence and has none; "" is nothing."""
    if not explanation.wants_evidence(line.strand.indicator.unit, entry.value):
        return ""
    shown = EvidenceFile.objects.filter(folder=line.evidence_id or 0, withdrawn_at=None).exists()
    return "" if shown else explanation.unshown(entry.value)


def must_be_shown(lines: Iterable[ReturnLine]) -> None:
    """Raises Unexplained for what counts only with evidence, whose evidence was withdrawn."""
    left = {line: said for line in lines if (said := unshown(line, Entry.of(line)))}
    if left:
        raise Unexplained(left)


def _unsaid(line: ReturnLine, promises: LinePromises | None) -> str:
    said = (line.figure_state, line.commentary, line.recovery)
    if not explanation.unsaid(*said, needs_recovery=_wants_recovery(line)):
        return ""
    found = outcome_of_entry(line, Entry.of(line), promises or LinePromises([line]))
    is_off_track = found is not None and found.rating == Rating.OFF_TRACK
    return explanation.unsaid(*said, needs_recovery=is_off_track and _wants_recovery(line))


def readiness(line: ReturnLine, promises: LinePromises | None = None) -> str:
    """Ready or draft: whether all is entered that has to be, and said that has to be."""
    is_ready = line.is_complete and not left_unsaid(line, promises)
    return State.READY if is_ready else State.DRAFT


def look_again(line: ReturnLine) -> None:
    """Ready or draft anew, after what stands beside the figure changed."""
    if line.state in (State.DRAFT, State.READY) and line.state != (state := readiness(line)):
        line.state = state
        line.save(update_fields=["state"])


def must_be_explained(lines: Sequence[ReturnLine], promises: LinePromises) -> None:
    """Raises Unexplained, with what each line leaves unsaid."""
    left = {line: said for line in lines if (said := left_unsaid(line, promises))}
    if left:
        raise Unexplained(left)


def _wants_recovery(line: ReturnLine) -> bool:
    return return_policy(line.partnership).needs_recovery_text
