"""Telling of housekeeping: to the figure's officer, copied to the certifier and so on by stage."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse

from laa.actions.job_runs import Turn
from laa.actions.officers import Officers
from laa.actions.telling import tell_each
from laa.models import Flag, Partnership, ReturnLine, User
from laa.models.indicator import Assignment
from laa.rules.notices import DUE, HOUSEKEEPING, Kind

Stage = Flag.Stage
MOST = 5
"""How many of a person's flags a notice spells out; the page lists them all."""


def tell(turn: Turn, flags: Sequence[Flag]) -> None:
    """One notice to each person for all of their flags."""
    theirs: dict[User, list[Flag]] = defaultdict(list)
    officers, named = Officers(turn.partnership), _assigned(flags)
    for flag in flags:
        with turn.row(flag.key):
            for person in _people(flag, officers, named[flag.pk]):
                theirs[person].append(flag)
    tell_each(turn, theirs.items(), _letter)


def _letter(turn: Turn, flags: list[Flag]) -> dict:
    return {
        "kind": _kind(flags),
        "key": f"housekeeping:{turn.as_at}:{_mark(flags)}",
        "text": _text(flags),
        "path": _path(turn.partnership, flags),
    }


def _kind(flags: Sequence[Flag]) -> Kind:
    """A return that is late must reach its officer; the rest they may choose not to have mailed."""
    is_late = any(flag.reason == Flag.Reason.NO_RETURN for flag in flags)
    return DUE if is_late else HOUSEKEEPING


def _people(flag: Flag, officers: Officers, named: tuple[set[int], set[int]]) -> set[User]:
    """Everybody up to its stage; where nobody is there, whoever would be asked next."""
    partner = flag.answers_for_it
    their_own, deputies = (officers.here(people) for people in named)
    partner_id = partner.pk if partner else None
    steps = {
        Stage.OFFICER: their_own or officers.entering(partner_id),
        Stage.CERTIFIER: deputies | officers.certifying(partner_id),
        Stage.PERFORMANCE_LEAD: officers.leading(),
    }
    people: set[User] = set()
    for stage in Flag.LADDER:
        is_beyond = Flag.LADDER.index(stage) > Flag.LADDER.index(flag.stage)
        if is_beyond and people:
            break
        people |= steps[stage]
    return people


def _assigned(flags: Sequence[Flag]) -> dict[int, tuple[set[int], set[int]]]:
    """By flag: the officers and the deputies of the very figures it is about, by id."""
    found: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    indicators: dict[int, set[int]] = defaultdict(set)
    for flag in flags:
        if flag.reason == Flag.Reason.FIGURE_AWAITED and flag.strand:
            indicators[flag.strand.indicator_id].add(flag.pk)
    of_return = {f.quarterly_return_id: f.pk for f in flags if f.quarterly_return_id}
    owed = ReturnLine.objects.filter(
        quarterly_return__in=of_return, state__in=ReturnLine.EDITABLE_STATES
    )
    for return_id, indicator in owed.values_list("quarterly_return", "strand__indicator"):
        indicators[indicator].add(of_return[return_id])
    for row in Assignment.objects.filter(indicator__in=indicators):
        for pk in indicators[row.indicator_id]:
            found[pk][0].update(filter(None, [row.officer_id]))
            found[pk][1].update(filter(None, [row.deputy_id]))
    return found


def _text(flags: Sequence[Flag]) -> str:
    if len(flags) == 1:
        return f"{_said(flags[0])}."
    told = "; ".join(_said(flag) for flag in flags[:MOST])
    more = f"; and {len(flags) - MOST} more" if len(flags) > MOST else ""
    return f"{len(flags)} things to put in order. {told}{more}."


def _said(flag: Flag) -> str:
    passed_on = "" if flag.stage == Stage.OFFICER else f" ({flag.get_stage_display().lower()} now)"
    return f"{flag.get_reason_display()}: {flag.text}{passed_on}"


def _path(partnership: Partnership, flags: Sequence[Flag]) -> str:
    if len(flags) == 1:
        return reverse("laa:flag-detail", args=[partnership.slug, flags[0].uuid])
    return reverse("laa:flags", args=[partnership.slug])


def _mark(flags: Sequence[Flag]) -> str:
    """Names an occasion by what is told on it, in a few letters."""
    told = sorted(f"{flag.key}:{flag.stage}:{flag.stage_since}" for flag in flags)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
