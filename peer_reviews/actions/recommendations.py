"""What a council says of a recommendation, and what its teams say they do for it."""

from collections.abc import Iterable

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, hold, make, record
from laa.actions.refusals import ChangedBySomebody, NothingToDo, ReasonMissing, Refused
from laa.models import Action, Partner, User
from peer_reviews.models import QuickWin, Recommendation, RecommendationNote, TeamRole

Note = RecommendationNote


@transaction.atomic
def answer(recommendation: Recommendation, *, answer: str, by: User | None, text: str = "") -> Note:
    """Accept it, partly or not at all; anything but a plain yes needs its reason."""
    hold(recommendation.partnership)
    if answer != Note.Answer.ACCEPTED and not text.strip():
        raise ReasonMissing("Say why it is not accepted in full; the public reads it too.")
    if answer == Note.Answer.REJECTED and (left := _open_actions(recommendation)):
        raise Refused(
            f"{len(left)} open action{' answers' if len(left) == 1 else 's answer'} it. Take "
            "them off it or close them first, so that no work hangs on what was rejected."
        )
    row = _note(recommendation, Note.Kind.ANSWER, by, answer=answer, text=text.strip())
    return make(row, action="recommendation.answer", by=by)


@transaction.atomic
def tell_progress(recommendation: Recommendation, *, text: str, by: User | None) -> Note:
    """Say how far it is, or why it is still open; what was said before stays with its day."""
    hold(recommendation.partnership)
    if not text.strip():
        raise ReasonMissing("Say in a sentence or two how far it is.")
    row = _note(recommendation, Note.Kind.PROGRESS, by, text=text.strip())
    return make(row, action="recommendation.progress", by=by)


def _note(recommendation: Recommendation, kind: str, by: User | None, **said) -> Note:
    return Note(
        partnership=recommendation.partnership,
        recommendation=recommendation,
        kind=kind,
        said_at=clock.now(recommendation.partnership),
        said_by=by,
        **said,
    )


def _open_actions(recommendation: Recommendation) -> list[Action]:
    live = recommendation.links.filter(ended_at=None)
    return list(Action.objects.open().filter(peer_reviews_links__in=live))


@transaction.atomic
def name_teams(
    recommendation: Recommendation, *, teams: Iterable[Partner], by: User
) -> list[TeamRole]:
    """Say which teams have a part in it. Who already said what they do is not taken off."""
    hold(recommendation.partnership)
    wanted = {team.pk: team for team in teams}
    there = {row.partner_id: row for row in recommendation.teams.select_related("partner")}
    gone = [row for pk, row in there.items() if pk not in wanted]
    if said := [str(row.partner) for row in gone if row.text]:
        raise Refused(
            f"{', '.join(said)} said what they do for it, which would be lost. Leave them ticked."
        )
    new = [team for pk, team in wanted.items() if pk not in there]
    if not (gone or new):
        raise NothingToDo("These are the teams that are named already.")
    for row in gone:
        row.delete()
    rows = [_named(recommendation, team) for team in new]
    record(
        recommendation,
        "recommendation.teams",
        by=by,
        before={"teams": sorted(str(row.partner) for row in there.values())},
        after={"teams": sorted(map(str, wanted.values()))},
    )
    return rows


def _named(recommendation: Recommendation, team: Partner) -> TeamRole:
    return TeamRole.objects.create(
        partnership=recommendation.partnership, recommendation=recommendation, partner=team
    )


@transaction.atomic
def say_part(role: TeamRole, *, text: str, by: User, seen: str | None = None) -> TeamRole:
    """A team says what it does for a recommendation."""
    if not text.strip():
        raise ReasonMissing("Say in a sentence or two what the team does for it.")
    try:
        role = as_seen(role, seen)
    except ChangedBySomebody:
        raise Refused(
            f"{role} was written by somebody else since you opened the page. Nothing was saved; "
            "open it again and look at what it says now."
        ) from None
    values = {"text": text.strip(), "said_at": clock.now(role.partnership), "said_by": by}
    return change(role, values, action="teamrole.say", by=by)


@transaction.atomic
def do_quick_win(
    quick_win: QuickWin, *, outcome: str, by: User | None, seen: str | None = None
) -> QuickWin:
    """Say that a quick win is done. The recommendation it belongs to stays as it is."""
    quick_win = as_seen(quick_win, seen)
    if quick_win.done_at:
        raise NothingToDo(f"“{quick_win}” is done already.")
    if not outcome.strip():
        raise ReasonMissing("Say what was done.")
    now = clock.now(quick_win.partnership)
    values = {"outcome": outcome.strip(), "done_at": now, "done_by": by}
    return change(quick_win, values, action="quickwin.do", by=by)


@transaction.atomic
def undo_quick_win(quick_win: QuickWin, *, by: User) -> QuickWin:
    """Say that it is not done after all; what was written stays in the trail."""
    quick_win = as_seen(quick_win, None)
    if not quick_win.done_at:
        raise NothingToDo(f"“{quick_win}” is not done yet.")
    values = {"outcome": "", "done_at": None, "done_by": None}
    return change(quick_win, values, action="quickwin.undo", by=by)
