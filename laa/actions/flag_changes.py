"""Opening and closing flags: what a job finds against what is open, one a subject and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from laa import audit, clock
from laa.models import Flag, Partnership, User

Subject = tuple[str, str]
"""What a flag is about, and why: the words of `Flag.subject` and `Flag.reason`."""


@dataclass(frozen=True)
class Draft:
    """A flag that ought to be open. `keys` holds the rows it leads to, by field."""

    subject: str
    reason: str
    period: str
    text: str
    keys: Mapping[str, object] = field(default_factory=dict)
    stage: str = Flag.Stage.LEAD
    since: date | None = None
    """Since when it is at that stage; None: since the partnership's today."""

    @property
    def key(self) -> str:
        about = self.subject.removeprefix("commitment:")
        return f"{self.reason}:{about}:{self.period}"


@dataclass
class Flagged:
    """What one run did: the flags it opened, escalated and closed, and how many it left alone."""

    opened: list[Flag] = field(default_factory=list)
    escalated: list[Flag] = field(default_factory=list)
    closed: list[Flag] = field(default_factory=list)
    unchanged: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    """Why a subject could not be looked at."""

    @property
    def counts(self) -> dict[str, int]:
        return {
            "opened": len(self.opened),
            "escalated": len(self.escalated),
            "closed": len(self.closed),
            "unchanged": self.unchanged,
        }


NOT_FLAGGED = "The partnership does not flag this any more."

UNANSWERED = {
    "answer": "",
    "answered_at": None,
    "answered_by": None,
    "snoozed_until": None,
    "snooze_reason": "",
}
"""What was said of a flag that closed is not said of the same one when it opens again."""

LEADS_TO = (
    "commitment__agreement",
    "commitment__indicator",
    "commitment__lead",
    "strand__indicator",
    "rating",
)


def close(flag: Flag, because: str, *, by: User | None = None) -> Flag:
    flag.closed_at, flag.closed_because = clock.now(flag.partnership), because
    flag.closed_by = by
    flag.save(update_fields=["closed_at", "closed_because", "closed_by"])
    return flag


def open_flag(partnership: Partnership, draft: Draft) -> Flag | None:
    """The flag, opened; None where a person closed it for this very period with a reason.

    A correction may put a period off track again whose flag the job had closed: that one opens
    again.
    """
    facts = {
        "subject": draft.subject,
        "reason": draft.reason,
        "period": draft.period,
        "text": draft.text,
        "stage": draft.stage,
        "stage_since": draft.since or clock.today(partnership),
        "opened_at": clock.now(partnership),
        **draft.keys,
    }
    flag, is_new = Flag.objects.get_or_create(
        partnership=partnership, key=draft.key, defaults=facts
    )
    if is_new:
        return flag
    if flag.closed_by_id:
        return None
    for name, value in {**facts, **UNANSWERED}.items():
        setattr(flag, name, value)
    flag.closed_at, flag.closed_because = None, ""
    flag.save()
    return flag


def record(partnership: Partnership, found: Flagged, by: User | None = None) -> None:
    """Add what a run did to the trail."""
    for flag in found.opened:
        audit.record("flag.open", subject=flag, by=by, partnership=partnership, note=flag.text)
    for flag in found.escalated:
        stage = {"stage": flag.stage, "since": flag.stage_since}
        audit.record("flag.escalate", subject=flag, by=by, partnership=partnership, after=stage)
    for flag in found.closed:
        audit.record(
            "flag.close", subject=flag, by=by, partnership=partnership, note=flag.closed_because
        )
