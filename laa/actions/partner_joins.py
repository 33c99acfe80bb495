"""Making two rows for one body one: everything of the one goes to the other, and can come back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction

from laa import clock
from laa.actions.changes import hold, record
from laa.actions.refusals import Refused
from laa.models import Partner, PartnerJoin, QuarterlyReturn, ReturnLine, User
from laa.models.base import mark

SAID = {
    "laa.action.contributors": "actions it contributes to",
    "laa.action.partner": "actions it answers for",
    "laa.actionplan.partner": "plans it answers for",
    "laa.commitment.contributors": "promises it contributes to",
    "laa.commitment.lead": "promises it leads",
    "laa.contribution.partner": "words on how it contributes",
    "laa.indicator.supplier": "indicators whose figures it owes",
    "laa.membership.partner": "people’s roles",
    "laa.partner.part_of": "services",
    "laa.partneralias.partner": "other names",
    "laa.partnerdistinction.partner": "names said not to be its own",
    "laa.partnerjoin.kept": "earlier joins",
    "laa.quarterlyreturn.partner": "returns",
    "laa.risk.owner": "risks it owns",
    "laa.seat.partner": "seats on boards",
    "laa.strand.supplier": "strands whose figures it owes",
    "laa.teamplan.partner": "team plans",
}


@dataclass(frozen=True)
class Moves:
    """What would go from one partner to the other: the rows, and what they are called."""

    said: str
    rows: list[models.Model]


def what_moves(joined: Partner) -> list[Moves]:
    """What hangs on a partner and would go over: for the preview, nothing is written."""
    found = []
    for field, rows in _hanging_on(joined):
        if rows:
            found.append(Moves(_said(field), rows))
    return found


def _said(field: models.Field) -> str:
    """What the rows are to the partner, in words also where an app beside the core has them."""
    if _name(field) in SAID:
        return SAID[_name(field)]
    part = field.verbose_name.replace("_", " ")
    whole = f"{field.model._meta.verbose_name_plural}"
    return whole if part == "partner" else f"{whole} ({part})"


def _hanging_on(partner: Partner) -> Iterator[tuple[models.Field, list[models.Model]]]:
    for relation in Partner._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: partner})
        yield relation.field, list(rows.order_by("pk"))


def _name(field: models.Field) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"


@transaction.atomic
def join_partners(
    *, kept: Partner, joined: Partner, by: User, seen: tuple[str, str] | None = None
) -> PartnerJoin:
    """Everything of `joined` becomes `kept`'s, and its names go on standing for that one.

    `seen` holds the marks of both as they stood on the preview.
    """
    hold(kept.partnership)
    kept, joined = (_again(each) for each in (kept, joined))
    if kept.pk == joined.pk:
        raise Refused("Choose two different partners to join.")
    if _is_within(kept, joined):
        raise Refused(f"{kept} is part of {joined}. Move it first, then join them.")
    if seen and seen != (mark(kept), mark(joined)):
        raise Refused("One of the two changed since you opened the page. Look at them again.")
    join = PartnerJoin(
        partnership=kept.partnership,
        kept=kept,
        was=_fields(joined),
        joined_at=clock.now(kept.partnership),
        joined_by=by,
    )
    join.moved = _move_all(joined, kept)
    joined.delete()
    join.moved["names"] = _take_names(kept, join.was)
    join.save(force_insert=True)
    record(
        kept,
        "partner.join",
        by=by,
        before={"joined": join.was["name"]},
        after={name: len(pks) for name, pks in join.moved.items() if pks},
    )
    return join


@transaction.atomic
def undo_join(join: PartnerJoin, *, by: User) -> Partner:
    """Take a join back: what went over and has not gone elsewhere since comes back."""
    hold(join.partnership)
    join = PartnerJoin.objects.select_related("kept", "partnership").filter(pk=join.pk).first()
    if join is None:
        raise Refused("Somebody took that join back already.")
    kept, moved = join.kept, join.moved
    kept.aliases.filter(pk__in=moved.pop("names")).delete()
    partner = _bring_back(join)
    _part_returns(moved.pop("returns"), partner, kept)
    partner.contributes_to.add(*moved.pop("links"))
    kept.contributes_to.remove(*moved.pop("gained"))
    kept.contributes_to.add(*moved.pop("lost"))
    _back_into_sets(moved.pop("sets", {}), partner, kept)
    for name, pks in moved.items():
        model, field = name.rsplit(".", 1)
        rows = apps.get_model(model)._base_manager.filter(pk__in=pks, **{field: kept})
        rows.update(**{field: partner})
    join.delete()
    record(kept, "partner.undo_join", by=by, after={"apart_again": partner.name})
    return partner


def _again(partner: Partner) -> Partner:
    found = Partner.objects.select_related("partnership__demonstration").filter(pk=partner.pk)
    if not found:
        raise Refused(f"{partner} is no longer there. Look at the list of partners again.")
    return found[0]


def _is_within(inner: Partner, outer: Partner) -> bool:
    above = inner.part_of
    while above:
        if above.pk == outer.pk:
            return True
        above = above.part_of
    return False


def _fields(partner: Partner) -> dict:
    (record,) = json.loads(serializers.serialize("json", [partner]))
    return {"pk": partner.pk, **record["fields"]}


def _move_all(joined: Partner, kept: Partner) -> dict[str, list]:
    """Move every row that names the one to the other; what was moved, so that it can go back."""
    moved = {"returns": _join_returns(joined, kept), **_move_links(joined, kept), "sets": {}}
    for field, rows in _hanging_on(joined):
        if not rows or _name(field) == "laa.commitment.contributors":
            continue
        if field.many_to_many:
            moved["sets"][_name(field)] = _move_in_sets(field.name, rows, joined, kept)
        else:
            moved[_name(field)] = _move_rows(field, rows, kept)
    return moved


def _move_rows(field: models.Field, rows: list[models.Model], kept: Partner) -> list:
    pks = [row.pk for row in rows]
    try:
        with transaction.atomic():
            type(rows[0])._base_manager.filter(pk__in=pks).update(**{field.name: kept})
    except IntegrityError:
        raise Refused(
            f"Both have {_said(field)} that cannot stand side by side. "
            "Take those of one of them away first."
        ) from None
    return pks


def _move_in_sets(name: str, rows: list[models.Model], joined: Partner, kept: Partner) -> dict:
    """Where it is one of several; whom both were among, the one kept is among once."""
    gained = []
    for row in rows:
        partners = getattr(row, name)
        if not partners.filter(pk=kept.pk).exists():
            gained.append(row.pk)
            partners.add(kept)
        partners.remove(joined)
    return {"theirs": [row.pk for row in rows], "gained": gained}


def _back_into_sets(sets: dict, partner: Partner, kept: Partner) -> None:
    for label, moved in sets.items():
        model, name = label.rsplit(".", 1)
        rows = apps.get_model(model)._base_manager
        for row in rows.filter(pk__in=moved["theirs"]):
            getattr(row, name).add(partner)
        for row in rows.filter(pk__in=moved["gained"]):
            getattr(row, name).remove(kept)


def _move_links(joined: Partner, kept: Partner) -> dict[str, list[int]]:
    """Promises it contributed to. Nobody contributes twice, nor to what they lead."""
    theirs = {commitment.pk: commitment for commitment in joined.contributes_to.all()}
    own = set(kept.contributes_to.values_list("pk", flat=True))
    led = set(kept.leads.values_list("pk", flat=True))
    joined.contributes_to.clear()
    gained = [pk for pk in theirs if pk not in own | led]
    kept.contributes_to.add(*gained)
    lost = list(kept.contributes_to.filter(lead=joined).values_list("pk", flat=True))
    kept.contributes_to.remove(*lost)
    return {"links": list(theirs), "gained": gained, "lost": lost}


def _join_returns(joined: Partner, kept: Partner) -> list[list]:
    """Of two returns in one round one is left, with the lines of both."""
    rounds = {each.round_id: each for each in kept.returns.all()}
    found = []
    for theirs in joined.returns.filter(round__in=rounds):
        lines = list(theirs.lines.values_list("pk", flat=True))
        ReturnLine.objects.filter(pk__in=lines).update(quarterly_return=rounds[theirs.round_id])
        found.append([theirs.round_id, lines])
        theirs.delete()
    return found


def _part_returns(joined: list[list], partner: Partner, kept: Partner) -> None:
    for round_id, lines in joined:
        own = QuarterlyReturn.objects.create(
            partnership=partner.partnership, round_id=round_id, partner=partner
        )
        ReturnLine.objects.filter(pk__in=lines, quarterly_return__partner=kept).update(
            quarterly_return=own
        )


def _take_names(kept: Partner, was: dict) -> list[int]:
    names = {name for name in (was["name"], was["abbreviation"]) if name}
    taken = set(kept.aliases.values_list("name", flat=True)) | {kept.name, kept.abbreviation}
    return [kept.aliases.create(partnership=kept.partnership, name=n).pk for n in names - taken]


def _bring_back(join: PartnerJoin) -> Partner:
    was = dict(join.was)
    part_of = Partner.objects.filter(pk=was["part_of"], partnership=join.partnership).first()
    if Partner.objects.filter(partnership=join.partnership, slug=was["slug"]).exists():
        raise Refused(f"There is another partner called {was['name']} by now. Rename that first.")
    return Partner.objects.create(
        pk=was["pk"],
        partnership=join.partnership,
        slug=was["slug"],
        name=was["name"],
        abbreviation=was["abbreviation"],
        part_of=part_of,
        retired_on=was["retired_on"],
    )
