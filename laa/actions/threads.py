"""Comments on a line or an action: notes, queries, and their answers. None is ever edited."""

from django.db import transaction
from django.urls import reverse

from laa import audit, clock
from laa.actions.refusals import NothingToDo, ReasonMissing
from laa.models import Action, Comment, ReturnLine, Thread, User
from laa.notices import notify
from laa.permissions import Permission, people_who_may
from laa.rules.notices import QUESTION

Subject = ReturnLine | Action
"""What holds a OneToOne `thread`."""


@transaction.atomic
def comment(about: Subject, *, text: str, by: User) -> Comment:
    """A note for whoever works on it."""
    return _write(about, Comment.Kind.NOTE, text, by)


@transaction.atomic
def ask(about: Subject, *, text: str, by: User) -> Comment:
    """Ask about a line without sending it back, or about an action; whoever answers is told."""
    query = _write(about, Comment.Kind.QUERY, text, by)
    _tell(_who_answers(about) - {by}, about, query, f"{by} asks about {about}: {query.text}")
    return query


@transaction.atomic
def answer(query: Comment, *, about: Subject, text: str, by: User) -> Comment:
    """Answer a query, once; whoever asked is told."""
    if query.kind != Comment.Kind.QUERY or Comment.objects.filter(answers=query).exists():
        raise NothingToDo("That was answered already. Write a note to add something.")
    found = _write(about, Comment.Kind.ANSWER, text, by, answers=query)
    _tell({query.written_by} - {by}, about, found, f"{by} answered on {about}: {found.text}")
    return found


def _write(about: Subject, kind: str, text: str, by: User, **facts) -> Comment:
    if not text.strip():
        raise ReasonMissing("Write what you want to say.")
    row = Comment.objects.create(
        partnership_id=about.partnership_id,
        thread=_thread(about),
        kind=kind,
        text=text.strip(),
        written_at=clock.now(about.partnership),
        written_by=by,
        **facts,
    )
    noun = "action" if isinstance(about, Action) else "line"
    audit.record(
        f"{noun}.{kind}", subject=about, by=by, partnership=about.partnership, note=row.text
    )
    return row


def _thread(about: Subject) -> Thread:
    """Its thread, made when the first word is written."""
    locked = type(about)._base_manager.select_for_update(of=("self",)).get(pk=about.pk)
    if locked.thread_id is None:
        locked.thread = Thread.objects.create(partnership_id=about.partnership_id)
        locked.save(update_fields=["thread"])
    about.thread_id = locked.thread_id
    return locked.thread


def _who_answers(about: Subject) -> set[User]:
    """An action's owner; whoever entered a line, and before anybody did its data officers."""
    if isinstance(about, Action):
        return {about.owner} if about.owner else set()
    if about.entered_by:
        return {about.entered_by}
    return set(
        people_who_may(
            Permission.ENTER_RETURN,
            partnership=about.partnership,
            partner=about.quarterly_return.partner,
        )
    )


def _tell(people: set[User], about: Subject, written: Comment, text: str) -> None:
    page = "laa:action-thread" if isinstance(about, Action) else "laa:line-thread"
    notify(
        people,
        partnership=about.partnership,
        key=f"comment:{written.uuid}",
        text=text[:500],
        kind=QUESTION,
        path=reverse(page, args=[about.partnership.slug, about.uuid]),
    )
