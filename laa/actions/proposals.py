"""Facts that a catalogue or a document only proposed: confirmed, corrected, or open again.

Nothing that was signed off changes by it: a rating holds copies of what it was made from.
"""

from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from laa import audit, clock
from laa.actions.refusals import ChangedSinceSeen, NothingToDo, Refused
from laa.models import AuditEvent, Indicator, User

CONFIRM, REOPEN = "indicator.confirm", "indicator.propose_again"

Marks = Mapping[str, str]
"""The indicators a person had on the page, by slug, and how the facts of each stood."""


class ChangedAfterwards(Refused):
    def __init__(self, subject: str):
        super().__init__(
            f"{subject} was changed again after that, so it cannot be undone. Change it by hand."
        )


def mark(indicator: Indicator) -> str:
    """How an indicator's facts stand, to tell whether they changed since a page was made."""
    return "|".join([*map(str, indicator.facts.values()), *sorted(indicator.proposed)])


def confirm_indicator(
    indicator: Indicator,
    *,
    by: User,
    names: Collection[str] | None = None,
    values: Mapping[str, object] | None = None,
    seen: str | None = None,
) -> Indicator:
    """Say that proposed facts are right, or set them right.

    `names` are the facts confirmed, None all that are proposed; `values` are facts to change
    (and `unit_detail`), which confirms them too. `seen` is the `mark` of what the person read.
    """
    marks = None if seen is None else {indicator.slug: seen}
    found = confirm_indicators([indicator], by=by, names=names, values=values, seen=marks)
    return found[0]


@transaction.atomic
def confirm_indicators(
    indicators: Iterable[Indicator],
    *,
    by: User,
    names: Collection[str] | None = None,
    values: Mapping[str, object] | None = None,
    seen: Marks | None = None,
) -> list[Indicator]:
    """The same for several at once: all of them, or none. Gives back those that changed."""
    indicators = list(indicators)
    if seen is not None and (
        stale := [i.reference for i in indicators if seen.get(i.slug) != mark(i)]
    ):
        raise ChangedSinceSeen(stale)
    values = values or {}
    changed = [i for i in indicators if _confirm(i, by=by, names=names, values=values)]
    if not changed:
        raise NothingToDo("Nothing was left to confirm there, and nothing had changed.")
    return changed


def _confirm(indicator, *, by: User, names, values: Mapping[str, object]) -> bool:
    before = _state(indicator)
    confirmed = {*values, *(indicator.proposed if names is None else names)}
    after = {
        **before,
        **values,
        "proposed": [name for name in indicator.proposed if name not in confirmed],
    }
    if after["polarity"] != before["polarity"]:
        today = clock.today(indicator.partnership)
        after["polarity_basis"] = f"Decided by {by.name}, {today:%-d %B %Y}"
    return _change(indicator, before, after, by=by, action=CONFIRM)


@transaction.atomic
def propose_again(event: AuditEvent, *, by: User) -> Indicator:
    """Undo a confirmation: the facts stand as they stood before, proposed again."""
    found = Indicator.objects.filter(
        partnership__slug=event.partnership_slug, reference=event.after.get("indicator")
    )
    indicator = found.select_related("partnership__demonstration").first()
    if event.action != CONFIRM or indicator is None or not still_stands(event, indicator):
        raise ChangedAfterwards(event.subject)
    before = _state(indicator)
    after = {name: event.before.get(name, value) for name, value in before.items()}
    _change(indicator, before, after, by=by, action=REOPEN)
    return indicator


@transaction.atomic
def propose_all_again(events: Iterable[AuditEvent], *, by: User) -> list[Indicator]:
    """Undo several confirmations: all of them, or none."""
    found = [propose_again(event, by=by) for event in events]
    if not found:
        raise NothingToDo("Choose what to undo; nothing was changed.")
    return found


def still_stands(event: AuditEvent, indicator: Indicator) -> bool:
    """Whether what a confirmation made of an indicator is what it is now."""
    now = {**_state(indicator), "indicator": indicator.reference}
    return all(now.get(name) == value for name, value in event.after.items())


def _state(indicator: Indicator) -> dict:
    return {
        **indicator.facts,
        "unit_detail": indicator.unit_detail,
        "polarity_basis": indicator.polarity_basis,
        "proposed": indicator.proposed,
    }


def _change(indicator, before: dict, after: dict, *, by: User, action: str) -> bool:
    """Claim the indicator as it was read and change it; False where there is nothing to change."""
    changes = {name: value for name, value in after.items() if value != before[name]}
    if not changes:
        return False
    for name, value in changes.items():
        setattr(indicator, name, value)
    try:
        indicator.clean_fields()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
    read = Indicator.objects.filter(pk=indicator.pk, **before)
    if not read.update(**changes):
        raise ChangedSinceSeen([indicator.reference])
    # What was confirmed is told with its value, though that stayed the same: an undo asks for it.
    told = {*changes, *set(before["proposed"]).symmetric_difference(after["proposed"])}
    audit.record(
        action,
        subject=indicator,
        by=by,
        partnership=indicator.partnership,
        before=_told(indicator, before, told),
        after=_told(indicator, after, told),
    )
    return True


def _told(indicator: Indicator, state: dict, names: set[str]) -> dict:
    return {"indicator": indicator.reference} | {
        name: value for name, value in state.items() if name in names
    }
