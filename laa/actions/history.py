"""Past figures: looked at, loaded in one transaction, taken away again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from laa import audit, clock
from laa.actions.refusals import NothingToDo, Refused
from laa.imports.files import open_document
from laa.imports.history import PastFigure, Series, read_history
from laa.imports.problems import Problem, Unreadable
from laa.models import Figure, FigureLoad, Partnership, Rating, Strand, User
from laa.rules import periods

State = FigureLoad.State


class FiguresAreBuiltOn(Refused):
    def __init__(self, count: int):
        super().__init__(
            f"{count} of these figures have been revised or rated since. Nothing was taken away; "
            "correct them in a return instead."
        )


@dataclass(frozen=True)
class History:
    """The figures of a table: those to add, and how many are here already, the same."""

    new: list[PastFigure]
    same: int

    @property
    def doubts(self) -> list[str]:
        """What a person should look at before it is loaded; nothing of it stands in the way."""
        return [f"Row {each.row}, {each.ref}: {each.doubt}" for each in self.new if each.doubt]


def series_of(partnership: Partnership) -> dict[tuple[str, str], Series]:
    """Every strand of the partnership by its indicator's reference and its key."""
    strands = Strand.objects.filter(partnership=partnership).select_related("indicator")
    return {
        (strand.indicator.reference, strand.key): Series(
            strand.pk,
            strand.indicator.unit,
            strand.indicator.lowest,
            strand.indicator.highest,
            strand.indicator.frequency,
        )
        for strand in strands
    }


def read_load(load: FigureLoad) -> History:
    """What the table would add. A figure that is here already and differs is a problem."""
    document = open_document(load.document_name, bytes(load.document))
    found = read_history(document, series_of(load.partnership))
    here = {
        (figure.strand_id, figure.period): figure
        for figure in Figure.objects.current().filter(
            strand__in={figure.strand_id for figure in found}
        )
    }
    problems, new, same = [], [], 0
    for figure in found:
        there = here.get((figure.strand_id, figure.period))
        if there is None:
            new.append(figure)
        elif there.value == figure.value:
            same += 1
        else:
            problems.append(_differs(figure, there, document.rows[0].sheet))
    problems += _not_over(found, load, document.rows[0].sheet)
    if problems:
        raise Unreadable(problems)
    return History(new, same)


def _differs(figure: PastFigure, there: Figure, sheet: str) -> Problem:
    return Problem(
        f"{figure.ref} has a figure for {figure.period} here already: "
        f"{there.value if there.value is not None else there.get_state_display()}.",
        "Leave the row out; a figure that is here is corrected in a return.",
        sheet,
        figure.row,
    )


def _not_over(found: list[PastFigure], load: FigureLoad, sheet: str) -> Iterator[Problem]:
    today = clock.today(load.partnership)
    for figure in found:
        when = periods.period(figure.period)
        if not when.is_over(today):
            yield Problem(
                f"{when.label} is not over yet.",
                "History is of the past; give later figures in a return.",
                sheet,
                figure.row,
            )


@transaction.atomic
def start_load(*, partnership: Partnership, name: str, data: bytes, by: User) -> FigureLoad:
    """Keep a table that can be read; Unreadable, and nothing kept, if it cannot."""
    load = FigureLoad(
        partnership=partnership,
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
def load_history(load: FigureLoad, *, by: User) -> FigureLoad:
    """Add the figures, marked as loaded: nobody certified them, and no job flags them."""
    changed = FigureLoad.objects.filter(pk=load.pk, state=State.DRAFT).update(state=State.LOADED)
    if not changed:
        raise NothingToDo(f"{load} is loaded already.")
    recorded_at = clock.now(load.partnership)
    made = Figure.objects.bulk_create(
        _row(load, figure, recorded_at) for figure in read_load(load).new
    )
    FigureLoad.objects.filter(pk=load.pk).update(made=[figure.pk for figure in made])
    audit.record(
        "history.load",
        subject=load,
        by=by,
        partnership=load.partnership,
        after={"figures": len(made), "sha256": load.document_sha256},
    )
    load.refresh_from_db()
    return load


def _row(load: FigureLoad, figure: PastFigure, recorded_at) -> Figure:
    when = periods.period(figure.period)
    return Figure(
        partnership=load.partnership,
        strand_id=figure.strand_id,
        period=figure.period,
        period_start=when.start,
        period_end=when.end,
        state=figure.state,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        sample=figure.sample,
        design_effect=figure.design_effect,
        text=figure.text,
        recorded_at=recorded_at,
        reason=f"Loaded from {load.document_name}"[:500],
    )


@transaction.atomic
def undo_load(load: FigureLoad, *, by: User) -> FigureLoad:
    """Take the loaded figures away, unless something was built on one of them."""
    if load.state != State.LOADED:
        raise NothingToDo(f"{load} is not loaded; there is nothing to undo.")
    rows = Figure._base_manager.filter(pk__in=load.made)
    built_on = rows.filter(superseded_by__isnull=False).count()
    built_on += Rating.objects.filter(figure__in=load.made).values("figure").distinct().count()
    if built_on:
        raise FiguresAreBuiltOn(built_on)
    rows.delete()
    FigureLoad.objects.filter(pk=load.pk).update(state=State.DRAFT, made=[])
    audit.record(
        "history.undo_load",
        subject=load,
        by=by,
        partnership=load.partnership,
        before={"figures": len(load.made)},
    )
    load.refresh_from_db()
    return load


@transaction.atomic
def discard_load(load: FigureLoad, *, by: User) -> None:
    if load.state != State.DRAFT:
        raise NothingToDo(f"{load} is loaded. Undo that first.")
    audit.record("history.discard", subject=load, by=by, partnership=load.partnership)
    load.delete()
