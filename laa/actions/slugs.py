"""Words for addresses: from a name, free, and for ever, so that a reference outlives a renaming."""

from collections.abc import Collection

from django.db import models
from django.utils.text import slugify


def free_slug(
    rows: models.Manager | models.QuerySet,
    name: str,
    *,
    reserved: Collection[str] = (),
    field: str = "slug",
) -> str:
    """The first of `name`, `name-2`… that none of the rows has, within the field's length."""
    longest = rows.model._meta.get_field(field).max_length
    base = slugify(name)[: longest - 4].strip("-") or rows.model._meta.model_name
    taken = {*rows.values_list(field, flat=True), *reserved}
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, 1000))) if s not in taken)
