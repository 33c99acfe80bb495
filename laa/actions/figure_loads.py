"""Tables of figures: looked at, loaded in one transaction, taken away again."""

import hashlib

from django.db import transaction

from laa import audit, clock
from laa.actions import comparators, history
from laa.actions.history import Looked
from laa.actions.refusals import NothingToDo, Refused
from laa.imports.files import open_document
from laa.models import FigureLoad, Partnership, User

Kind, State = FigureLoad.Kind, FigureLoad.State

OF = {Kind.HISTORY: history, Kind.COMPARATORS: comparators}
"""How each kind of table is read, and which rows it adds."""


class FiguresAreBuiltOn(Refused):
    def __init__(self, count: int):
        super().__init__(
            f"{count} of these figures have been revised or rated since. Nothing was taken away; "
            "correct them in a return instead."
        )


def read_load(load: FigureLoad) -> Looked:
    """What the table would add; Unreadable with every mistake in it."""
    document = open_document(load.document_name, bytes(load.document))
    return OF[load.kind].look(load, document)


@transaction.atomic
def start_load(
    *,
    partnership: Partnership,
    name: str,
    data: bytes,
    by: User | None,
    kind: FigureLoad.Kind = Kind.HISTORY,
) -> FigureLoad:
    """Keep a table that can be read; Unreadable, and nothing kept, if it cannot."""
    load = FigureLoad(
        partnership=partnership,
        kind=kind,
        document_name=name[-200:],
        document_sha256=hashlib.sha256(data).hexdigest(),
        document=data,
        uploaded_at=clock.now(partnership),
        uploaded_by=by,
    )
    read_load(load)
    load.save()
    return load


@transaction.atomic
def load_figures(load: FigureLoad, *, by: User) -> FigureLoad:
    """Add the figures of the table."""
    changed = FigureLoad.objects.filter(pk=load.pk, state=State.DRAFT).update(state=State.LOADED)
    if not changed:
        raise NothingToDo(f"{load} is loaded already.")
    of, recorded_at = OF[load.kind], clock.now(load.partnership)
    made = of.MODEL.objects.bulk_create(
        of.row(load, figure, recorded_at) for figure in read_load(load).new
    )
    FigureLoad.objects.filter(pk=load.pk).update(made=[figure.pk for figure in made])
    audit.record(
        f"{load.kind}.load",
        subject=load,
        by=by,
        partnership=load.partnership,
        after={"figures": len(made), "sha256": load.document_sha256},
    )
    load.refresh_from_db()
    return load


@transaction.atomic
def undo_load(load: FigureLoad, *, by: User) -> FigureLoad:
    """Take the loaded figures away, unless something was built on one of them."""
    if load.state != State.LOADED:
        raise NothingToDo(f"{load} is not loaded; there is nothing to undo.")
    of = OF[load.kind]
    if count := of.built_on(load.made):
        raise FiguresAreBuiltOn(count)
    of.MODEL._base_manager.filter(pk__in=load.made).delete()
    FigureLoad.objects.filter(pk=load.pk).update(state=State.DRAFT, made=[])
    audit.record(
        f"{load.kind}.undo_load",
        subject=load,
        by=by,
        partnership=load.partnership,
        before={"figures": len(load.made)},
    )
    load.refresh_from_db()
    return load


@transaction.atomic
def discard_load(load: FigureLoad, *, by: User) -> None:
    """Throw a table away of which nothing is loaded."""
    if load.state != State.DRAFT:
        raise NothingToDo(f"{load} is loaded. Undo that first.")
    audit.record(f"{load.kind}.discard", subject=load, by=by, partnership=load.partnership)
    load.delete()
