"""The weekly digest: one e-mail to each person with all that is open for them, once a week."""

import logging
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError, transaction
from django.urls import reverse

from laa import clock, notices
from laa.actions.digest_runs import begin_run, finish_run, keep_progress
from laa.models import Delivery, JobRun, Partnership, User
from laa.permissions import member_of
from laa.queries.digest import digest_parts, how_many
from laa.rules.notices import DIGEST, week_key

KEEP_EVERY = 25
LONGEST_WHY = 500

log = logging.getLogger(__name__)


def digest_due(partnership: Partnership) -> JobRun | None:
    """Write this week's digests that are still to be written; None if there are none.

    Each is kept before the next is begun, under the week's key: a run that is doubled, late or
    broken off writes to nobody twice.
    """
    run = begin_run(partnership)
    if run is None:
        return None
    key = f"digest:{week_key(run.as_at)}"
    people = _still_to_write_to(partnership, key)
    run.progress, run.total, run.problems = 0, len(people), []
    for person in people:
        if why := _write_or_say_why(person, partnership, key):
            run.problems.append({"row": str(person), "why": why})
        run.progress += 1
        if run.progress % KEEP_EVERY == 0:
            keep_progress(run)
    return finish_run(run, key=key)


def _still_to_write_to(partnership: Partnership, key: str) -> list[User]:
    written = Delivery.objects.filter(partnership=partnership, key=key).values("recipient")
    people = User.objects.filter(
        is_active=True, memberships__in=partnership.memberships.live()
    ).exclude(pk__in=written)
    return notices.wanted_by_email(people.distinct().order_by("pk"), DIGEST, partnership)


def _write_or_say_why(person: User, partnership: Partnership, key: str) -> str:
    """One person's digest; what went wrong with it stops nobody else's."""
    try:
        with transaction.atomic():
            for letter in _letters(person, partnership):
                notices.write([person], letter, partnership=partnership, key=key)
    # That the database went away is no person's fault: the run ends and goes on later.
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("digest of %s in %s", person.uuid, partnership.slug)
        return f"{type(error).__name__}: {error}"[:LONGEST_WHY]
    return ""


def _letters(person: User, partnership: Partnership) -> Iterator[notices.Letter]:
    """The digest, or nothing when nothing is open."""
    member = member_of(person, partnership)
    parts = digest_parts(member) if member else []
    if number := how_many(parts):
        things = "1 thing waits" if number == 1 else f"{number} things wait"
        yield notices.Letter(
            kind=DIGEST,
            title=f"{things} for you",
            text=f"This is open for you on {clock.today(partnership):%-d %B %Y}.",
            path=reverse("laa:work", args=[partnership.slug]),
            parts=tuple(parts),
        )
