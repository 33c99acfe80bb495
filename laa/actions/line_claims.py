"""Moving lines from one state to the next: locked, as seen, all or none, and told.

Every step claims its lines by the state it expects, so that of two people who press at once one
does it and the other is told.
"""

from collections.abc import Mapping

from django.db.models import F
from django.urls import reverse

from laa import audit
from laa.actions.refusals import ChangedSinceSeen, NothingToDo
from laa.actions.round_locks import must_be_open, share_rounds
from laa.models import ReturnLine, User
from laa.notices import notify
from laa.rules.notices import Kind

Seen = Mapping[str, int]
"""The lines a person had on their page, by uuid, and the version of each."""


def locked(queryset) -> list[ReturnLine]:
    """Lines with all that a step needs; locked where the database can, till the step is done.

    Their rounds first, so that none of them closes meanwhile.
    """
    share_rounds(queryset.order_by().values_list("round_id", flat=True))
    return list(
        queryset.select_for_update(of=("self",))
        .select_related(
            "partnership__demonstration",
            "round__partnership__demonstration",
            "quarterly_return__partner",
            "quarterly_return__round",
            "quarterly_return__partnership",
            "strand__indicator",
            "entered_by",
            "submitted_by",
        )
        .order_by("strand__indicator__reference", "strand__position", "period_start", "pk")
    )


def must_be_as_seen(lines: list[ReturnLine], seen: Seen | None) -> None:
    """Nobody says yes to what was not on their page. None: called by code, not from a page."""
    if seen is None:
        return
    changed = [line for line in lines if seen.get(str(line.uuid)) != line.version]
    if changed:
        raise ChangedSinceSeen(changed)


def claim(lines: list[ReturnLine], expected, **values) -> None:
    """Move lines on, or nobody: a line that moved meanwhile undoes the whole step."""
    moved = ReturnLine.objects.filter(
        pk__in=[line.pk for line in lines], state__in=expected
    ).update(**values, version=F("version") + 1)
    if moved != len(lines):
        raise NothingToDo(
            "Somebody else was working on this return at the same moment. Nothing was changed; "
            "look at it again."
        )
    for line in lines:
        line.version += 1
        for name, value in values.items():
            setattr(line, name, value)


def audit_lines(action: str, lines: list[ReturnLine], *, by: User, note: str = "") -> None:
    """One entry for each line, written together."""
    audit.record_many(
        action,
        subjects=lines,
        by=by,
        partnership=lines[0].partnership,
        after=lambda line: {"state": line.state, "version": line.version},
        note=note,
    )


def must_all_be_open(lines: list[ReturnLine]) -> None:
    """Every round the lines are of is open; lines may be of several returns."""
    for round_ in {line.round_id: line.round for line in lines}.values():
        must_be_open(round_)


def named(lines: list[ReturnLine]) -> str:
    """The lines by name where they are few, else how many of which returns."""
    if len(lines) <= 3:
        return ", ".join(str(line) for line in lines)
    returns = {line.quarterly_return_id for line in lines}
    whose = lines[0].quarterly_return if len(returns) == 1 else f"{len(returns)} returns"
    return f"{len(lines)} lines of {whose}"


def tell(
    recipients, lines: list[ReturnLine], *, kind: Kind, key: str, text: str, path: str
) -> None:
    """Tell people once of a step: a second step on the same lines is another message."""
    first = min(lines, key=lambda line: line.pk)
    notify(
        recipients,
        partnership=first.partnership,
        kind=kind,
        key=f"{key}:{first.round.period}:{first.quarterly_return.partner.slug}:"
        f"{first.uuid}:{max(line.version for line in lines)}",
        text=text,
        path=path,
    )


def page_of(lines: list[ReturnLine], one: str, many: str) -> str:
    """The address of the lines' return on page `one`; of several returns, page `many`."""
    if len({line.quarterly_return_id for line in lines}) > 1:
        return reverse(many, args=[lines[0].partnership.slug])
    return reverse(one, args=lines[0].quarterly_return.address)
