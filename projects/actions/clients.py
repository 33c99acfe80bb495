"""Clients: known, changed, erased. The trail has their number and never their name."""

from calendar import monthrange
from datetime import date

from django.db import transaction
from django.db.models import Max

from laa import clock
from laa.actions.changes import as_seen, hold
from laa.actions.refusals import NothingToDo, Refused
from laa.models import Partnership, User
from projects.actions.records import keep
from projects.models import (
    AgreedAction,
    CaseStudy,
    Client,
    ClientJoin,
    Contact,
    DiaryEntry,
    Involvement,
    Outcome,
    Project,
    Referral,
)

ERASED = "(erased)"


@transaction.atomic
def add_client(
    project: Project,
    *,
    name: str,
    by: User,
    part: str = Involvement.Part.CLIENT,
    outcome: str = "",
    **facts,
) -> Client:
    """Somebody the project works with from now on; whoever enters them leads unless told."""
    hold(project.partnership)
    _must_be_another(project, name)
    client = Client(
        partnership=project.partnership,
        number=free_number(project.partnership),
        name=name.strip(),
        keep_until=months_after(project.ends, project.keep_months),
        **{"lead": by, **facts},
    )
    if not client.name:
        raise Refused("Give the client a name, or choose one from the list.")
    keep(client, "client.add", by=by)
    involvement = Involvement(
        partnership=project.partnership, project=project, client=client, part=part, outcome=outcome
    )
    keep(involvement, "involvement.add", by=by)
    return client


def free_number(partnership: Partnership) -> int:
    """One that no client has had, nor one that was joined to another: the trail names them so."""
    rows = (Client, ClientJoin)
    found = [
        m.objects.filter(partnership=partnership).aggregate(n=Max("number"))["n"] for m in rows
    ]
    return max(number or 0 for number in found) + 1


@transaction.atomic
def edit_client(
    client: Client,
    project: Project,
    *,
    by: User,
    part: str,
    outcome: str = "",
    groups=(),
    seen: str | None = None,
    **facts,
) -> Client:
    client = as_seen(client, seen)
    _must_stand(client)
    if facts.get("name", client.name).casefold() != client.name.casefold():
        _must_be_another(project, facts["name"])
    for name, value in facts.items():
        setattr(client, name, value)
    keep(client, "client.edit", by=by)
    client.groups.set([*groups, *client.groups.exclude(project=project)])
    involvement = Involvement.objects.select_related("partnership").get(
        client=client, project=project
    )
    involvement.part, involvement.outcome = part, outcome
    keep(involvement, "involvement.edit", by=by)
    return client


@transaction.atomic
def erase_client(client: Client, *, reason: str, by: User, seen: str | None = None) -> Client:
    """Take away for good all that tells who they were; numbers and dates stay for the counts."""
    client = as_seen(client, seen)
    _must_stand(client)
    if not reason.strip():
        raise Refused("Say why: the client asked, or the time for keeping is over.")
    client.name = client.email = client.phone = ""
    client.erased_at, client.erased_by = clock.now(client.partnership), by
    _forget(client)
    return keep(client, "client.erase", by=by, note=reason.strip())


def _forget(client: Client) -> None:
    """Everything that people wrote about them, wherever it stands."""
    contacts = Contact.objects.filter(client=client)
    AgreedAction.objects.filter(contact__in=contacts).update(text=ERASED)
    DiaryEntry.objects.filter(contact__in=contacts).update(what="", place="")
    contacts.update(note=ERASED)
    CaseStudy.objects.filter(client=client).delete()
    Referral.objects.filter(client=client).update(what_for="", came_of_it="")
    Outcome.objects.filter(client=client).update(evidence="")
    Involvement.objects.filter(client=client).update(outcome="")
    ClientJoin.objects.filter(kept=client).delete()
    client.groups.clear()


@transaction.atomic
def erase_due(project: Project, *, by: User) -> list[Client]:
    """Erase every client of the project whose time is over."""
    found = due_for_erasing(project)
    if not found:
        raise NothingToDo("No client’s details are past the day until which they are kept.")
    reason = "The time for which details are kept is over."
    return [erase_client(client, reason=reason, by=by) for client in found]


def due_for_erasing(project: Project) -> list[Client]:
    today = clock.today(project.partnership)
    found = Client.objects.known_to(project).filter(erased_at=None, keep_until__lt=today)
    return list(found.select_related("partnership__demonstration").order_by("number"))


def months_after(day: date, months: int) -> date:
    """The same day some months on, or the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _must_stand(client: Client) -> None:
    if client.erased_at:
        raise Refused(f"{client} has been erased, and cannot be brought back.")


def _must_be_another(project: Project, name: str) -> None:
    same = Client.objects.known_to(project).filter(name__iexact=name.strip())
    if name.strip() and same.exists():
        raise Refused(
            f"“{name.strip()}” is one of the project’s clients already. Choose it from the list."
        )
