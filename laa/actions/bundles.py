"""Loading a bundled agreement into a partnership: what is missing is added, the rest left alone."""

from collections import Counter
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from laa import audit
from laa.actions.refusals import NothingToDo
from laa.imports.bundles import Bundle, Record
from laa.models import Partnership, User


@dataclass(frozen=True)
class Difference:
    """What loading would do: rows to add by table, and how many are there already."""

    added: dict[str, int]
    kept: int

    @property
    def total(self) -> int:
        return sum(self.added.values())

    @property
    def said(self) -> list[str]:
        """What would be added, each as a person counts it: “8 partners”, “1 theme”."""
        names = {str(m._meta.verbose_name_plural): m._meta.verbose_name for m in apps.get_models()}
        return [f"{n} {names[plural] if n == 1 else plural}" for plural, n in self.added.items()]


def difference(bundle: Bundle, partnership: Partnership) -> Difference:
    known = _Known(partnership)
    added: Counter[str] = Counter()
    kept = 0
    for record in bundle.for_partnership(partnership.slug):
        model = apps.get_model(record["model"])
        if known.has(model, record):
            kept += 1
        else:
            added[str(model._meta.verbose_name_plural)] += 1
    return Difference(dict(added), kept)


@transaction.atomic
def load_bundle(bundle: Bundle, *, partnership: Partnership, by: User) -> Difference:
    """Add the rows that are missing, as printed. What people changed since stays as it is."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    known = _Known(partnership)
    added: Counter[str] = Counter()
    kept = 0
    for record in bundle.for_partnership(partnership.slug):
        model = apps.get_model(record["model"])
        if known.has(model, record):
            kept += 1
            continue
        known.add(model, record)
        added[str(model._meta.verbose_name_plural)] += 1
    if not added:
        raise NothingToDo(f"All of {bundle.title} is here already. Nothing was changed.")
    done = Difference(dict(added), kept)
    audit.record(
        "bundle.load", subject=bundle.title, by=by, partnership=partnership, after=done.added
    )
    return done


class _Known:
    """The rows of a partnership by natural key, so that a record finds those it names."""

    def __init__(self, partnership: Partnership):
        self.partnership = partnership
        self.pks: dict[type[models.Model], dict[tuple, int]] = {
            Partnership: {(partnership.slug,): partnership.pk}
        }

    def has(self, model: type[models.Model], record: Record) -> bool:
        return _natural_key(model, record) in self._of(model)

    def _of(self, model: type[models.Model]) -> dict[tuple, int]:
        if model not in self.pks:
            rows = model._base_manager.filter(partnership=self.partnership)
            fields = model.natural_key_fields
            self.pks[model] = {
                tuple(key): pk for *key, pk in rows.values_list(*fields, "pk").order_by()
            }
        return self.pks[model]

    def add(self, model: type[models.Model], record: Record) -> None:
        fields, sets = {}, {}
        for name, value in record["fields"].items():
            field = model._meta.get_field(name)
            if field.many_to_many:
                sets[name] = [self._of(field.related_model)[tuple(key)] for key in value]
            elif field.is_relation:
                found = self._of(field.related_model)[tuple(value)] if value else None
                fields[field.attname] = found
            else:
                fields[name] = field.to_python(value)
        row = model(**fields)
        models.Model.save(row, force_insert=True)
        for name, pks in sets.items():
            getattr(row, name).add(*pks)
        self._of(model)[_natural_key(model, record)] = row.pk


def _natural_key(model: type[models.Model], record: Record) -> tuple:
    """The key of a record: its own fields, or the key of the row it names, spelt out."""
    fields = record["fields"]
    key: list = []
    for path in model.natural_key_fields:
        name, *rest = path.split("__")
        value = fields[name]
        if not rest:
            key.append(value)
            continue
        related = model._meta.get_field(name).related_model
        key.append(value[related.natural_key_fields.index("__".join(rest))])
    return tuple(key)
