"""Changing a row that people set up: as somebody saw it, with before and after in the trail."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from laa import audit
from laa.actions.refusals import ChangedBySomebody, Refused
from laa.models import AuditEvent, Partnership, User
from laa.models.base import mark

Row = TypeVar("Row", bound=models.Model)


def hold(partnership: Partnership) -> None:
    """Of two people who change the set-up at the same moment, the second waits here.

    Who only adds a row that names the partnership does not.
    """
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)


def as_seen(row: Row, seen: str | None) -> Row:
    """The row as it is now; refuses if it is not what `seen` stands for.

    `seen` None: called by code, not from a page that somebody had open.
    """
    hold(row.partnership)
    current = type(row)._base_manager.select_related("partnership").filter(pk=row.pk).first()
    if current is None:
        raise Refused(f"{row} is no longer there. Nothing was changed; go back to the list.")
    if seen is not None and seen != mark(current):
        raise ChangedBySomebody(current, last_event(current))
    return current


def last_event(row: models.Model) -> AuditEvent | None:
    """Who changed it last, as far as the trail can tell."""
    return AuditEvent.objects.filter(
        partnership_slug=row.partnership.slug,
        subject=str(row)[:300],
        action__startswith=f"{row._meta.model_name}.",
    ).first()


def make(row: Row, *, action: str, by: User | None) -> Row:
    """Add a row, with what it says in the trail."""
    clean(row)
    row.save(force_insert=True)
    said = {field.name: said_of(row, field.name) for field in row._meta.concrete_fields}
    record(row, action, by=by, after={name: value for name, value in said.items() if value})
    return row


def change(row: Row, values: dict, *, action: str, by: User | None, note: str = "") -> Row:
    """Give a row other values; what stays the same is not written and not told.

    A set of other rows is given as a list.
    """
    sets = {field.name for field in row._meta.many_to_many} & set(values)
    before = {name: said_of(row, name) for name in values}
    for name in set(values) - sets:
        setattr(row, name, values[name])
    clean(row)
    row.save(update_fields=set(values) - sets)
    for name in sets:
        getattr(row, name).set(values[name])
    after = {name: said_of(row, name) for name in values}
    changed = {name for name in values if before[name] != after[name]}
    if changed:
        record(
            row,
            action,
            by=by,
            before={name: before[name] for name in values if name in changed},
            after={name: after[name] for name in values if name in changed},
            note=note,
        )
    return row


def clean(row: models.Model) -> None:
    """Refuse in words what the database would not take."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None


def said_of(row: models.Model, name: str):
    """A field's value for the trail: a row by its name, a set by theirs, a choice by its word."""
    value = getattr(row, name)
    if isinstance(value, models.Manager):
        return sorted(map(str, value.all()))
    return str(value) if isinstance(value, models.Model) else value


def record(row: models.Model, action: str, *, by: User | None, **told) -> None:
    audit.record(action, subject=row, by=by, partnership=row.partnership, **told)
