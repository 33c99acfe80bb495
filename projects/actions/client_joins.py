"""Making two clients one, and two again: nothing that either project kept is lost on the way."""

from datetime import date

from django.core import serializers
from django.db import models, transaction
from django.db.models import Q

from laa import clock
from laa.actions.changes import hold, record
from laa.actions.refusals import NothingToDo, Refused
from laa.models import User
from projects.actions.clients import free_number
from projects.actions.records import keep
from projects.models import Client, ClientJoin, ReachGroup

MOVED = ("contact_set", "bid_set", "referral_set", "outcome_set", "casestudy_set")
ONCE = {"involvement_set": "project", "pipelineentry_set": "pipeline"}
"""What a client has once in each place; what both have stays as the one kept has it."""
OWN = ("uuid", "name", "email", "phone", "is_group", "lead_id", "keep_until")
SHARED = ("email", "phone", "lead_id", "keep_until")
"""What the one kept takes over from the other, or from the answer."""


def join_clients(kept: Client, gone: Client, *, lead: User | None, by: User) -> Client:
    """Everything of `gone` becomes `kept`'s. Called inside the transaction of an answer."""
    if kept.erased_at or gone.erased_at:
        raise Refused("One of the two has been erased, so nothing was joined.")
    join = ClientJoin(
        partnership=kept.partnership,
        kept=kept,
        number=gone.number,
        was=_values(gone, OWN),
        joined_at=clock.now(kept.partnership),
        joined_by=by,
    )
    before = _values(kept, SHARED)
    join.moved = {**_move_all(gone, kept), "groups": _move_groups(gone, kept)}
    kept.lead = lead or kept.lead
    kept.email, kept.phone = kept.email or gone.email, kept.phone or gone.phone
    kept.keep_until = max(kept.keep_until, gone.keep_until)
    keep(kept, "client.join", by=by, note=f"{gone} was the same.")
    join.moved["kept"] = [before, _values(kept, SHARED)]
    record(gone, "client.joined", by=by, note=f"Kept as {kept}.")
    gone.delete()
    join.save(force_insert=True)
    return kept


@transaction.atomic
def undo_join(join: ClientJoin, *, by: User) -> Client:
    """Make two of one again: each has what it had, and what its own projects entered since."""
    hold(join.partnership)
    found = ClientJoin.objects.select_related("kept", "partnership__demonstration")
    join = found.filter(pk=join.pk).first()
    if join is None:
        raise NothingToDo("Somebody took that join back already.")
    kept, moved = join.kept, join.moved
    _refuse_below_another(join)
    back = _bring_back(join)
    for name in ONCE:
        getattr(kept, name).filter(pk__in=moved[name]).update(client=back)
    for row in serializers.deserialize("json", moved["dropped"]):
        if hasattr(row.object, "client_id"):
            row.object.client = back
        row.save()
    _part(kept, back, moved)
    back.groups.set(ReachGroup.objects.filter(pk__in=moved["groups"]["theirs"]))
    kept.groups.remove(*moved["groups"]["gained"])
    _give_back(kept, *moved["kept"])
    keep(kept, "client.undo_join", by=by, note=f"{back} is another.")
    join.delete()
    return back


def _refuse_below_another(join: ClientJoin) -> None:
    """What a join changed on a client that went into another since is not on the one kept now."""
    for later in join.kept.join_set.exclude(pk=join.pk):
        if join.pk in later.moved.get("join_set", ()):
            raise Refused(
                f"“{later.was['name']}” had been joined so before it was joined to this client. "
                f"Make two of this client and “{later.was['name']}” first."
            )


def _part(kept: Client, back: Client, moved: dict) -> None:
    """What was moved goes back, and what projects entered since that know only the one back."""
    own = set(kept.involvement_set.values_list("project", flat=True))
    theirs = set(back.involvement_set.values_list("project", flat=True)) - own
    for name in MOVED:
        rows = getattr(kept, name).filter(Q(pk__in=moved[name]) | Q(project__in=theirs))
        rows.update(client=back)
    kept.pipelineentry_set.filter(project__in=theirs).update(client=back)
    kept.join_set.filter(pk__in=moved["join_set"]).update(kept=back)


def _bring_back(join: ClientJoin) -> Client:
    was = {**join.was, "keep_until": date.fromisoformat(join.was["keep_until"])}
    if not User.objects.filter(pk=was["lead_id"]).exists():
        was["lead_id"] = None
    number = join.number
    if Client.objects.filter(partnership=join.partnership, number=number).exists():
        number = free_number(join.partnership)
    client = Client(partnership=join.partnership, number=number, **was)
    client.save(force_insert=True)
    return client


def _give_back(kept: Client, before: dict, after: dict) -> None:
    """What the join changed and nobody has since is as it was."""
    now = _values(kept, SHARED)
    for name in SHARED:
        if now[name] == after[name]:
            value = before[name]
            setattr(kept, name, date.fromisoformat(value) if name == "keep_until" else value)


def _values(client: Client, names) -> dict:
    """As JSON holds them: a day and a uuid are texts."""
    found = {name: getattr(client, name) for name in names}
    return {
        name: value if value is None or isinstance(value, bool | int) else str(value)
        for name, value in found.items()
    }


def _move_all(gone: Client, kept: Client) -> dict:
    moved = {name: _move(getattr(gone, name).all(), client=kept) for name in MOVED}
    moved["join_set"] = _move(gone.join_set.all(), kept=kept)
    dropped: list[models.Model] = []
    for name, place in ONCE.items():
        taken = getattr(kept, name).values_list(place, flat=True)
        rows = getattr(gone, name)
        dropped += rows.filter(**{f"{place}__in": taken})
        moved[name] = _move(rows.exclude(**{f"{place}__in": list(taken)}), client=kept)
    dropped += [
        change for row in dropped if hasattr(row, "stage") for change in row.change_set.all()
    ]
    return {**moved, "dropped": serializers.serialize("json", dropped)}


def _move(rows, **to) -> list[int]:
    pks = list(rows.values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=pks).update(**to)
    return pks


def _move_groups(gone: Client, kept: Client) -> dict:
    theirs = list(gone.groups.values_list("pk", flat=True))
    own = set(kept.groups.values_list("pk", flat=True))
    gained = [pk for pk in theirs if pk not in own]
    kept.groups.add(*gained)
    return {"theirs": theirs, "gained": gained}
