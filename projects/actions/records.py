"""A project's records of every kind: added, changed, taken off.

What tells of clients is kept out of the trail, which auditors read: that it was done is told, what
it says is not.
"""

from django.db import transaction
from django.db.models import ProtectedError

from laa import clock
from laa.actions.changes import as_seen, change, clean, hold, make, record
from laa.actions.refusals import Refused
from laa.models import User
from projects.models import PipelineEntry, Project, StageChange
from projects.models.base import OfProject


@transaction.atomic
def add_record(
    model: type[OfProject], *, project: Project, by: User | None, is_personal=False, **facts
) -> OfProject:
    hold(project.partnership)
    row = model(partnership=project.partnership, project=project, **facts)
    action = f"{model._meta.model_name}.add"
    row = keep(row, action, by=by) if is_personal else make(row, action=action, by=by)
    _note_stage(row)
    return row


@transaction.atomic
def edit_record(
    row: OfProject, *, by: User, seen: str | None = None, is_personal=False, **facts
) -> OfProject:
    row = as_seen(row, seen)
    action = f"{row._meta.model_name}.edit"
    if is_personal:
        for name, value in facts.items():
            setattr(row, name, value)
        keep(row, action, by=by)
    else:
        change(row, facts, action=action, by=by)
    _note_stage(row)
    return row


@transaction.atomic
def remove_record(row: OfProject, *, by: User, seen: str | None = None) -> None:
    """Undo an entry made by mistake; refuses while something hangs on it."""
    row = as_seen(row, seen)
    for relation in row._meta.related_objects:
        name = relation.get_accessor_name()
        if relation.related_model is not StageChange and getattr(row, name).exists():
            what = relation.related_model._meta.verbose_name_plural
            raise Refused(f"{row} has {what}, which would be lost. Take those off first.")
    record(row, f"{row._meta.model_name}.take_off", by=by)
    try:
        row.delete()
    except ProtectedError:
        raise Refused(f"{row} is still in use. Nothing was changed.") from None


def keep(row: OfProject, action: str, *, by: User | None, note: str = "") -> OfProject:
    """Save what tells of a client: the trail says that it was done, not what it says."""
    clean(row)
    row.save()
    record(row, action, by=by, note=note)
    return row


def _note_stage(row: OfProject) -> None:
    """Keep a client's way along a pipeline."""
    if not isinstance(row, PipelineEntry):
        return
    last = row.change_set.order_by("-on", "-pk").first()
    if last is None or last.stage != row.stage:
        day = clock.today(row.partnership)
        StageChange.objects.create(
            partnership=row.partnership,
            project=row.project,
            entry=row,
            stage=row.stage,
            on=day if last else (row.since or day),
        )
