"""An agreement as a fixture: what another installation loads, and what a person can read."""

import json
from collections.abc import Iterator

from django.core import serializers
from django.db import models

from laa.models import (
    Agreement,
    Baseline,
    Board,
    Commitment,
    Indicator,
    Partner,
    PartnerAlias,
    Partnership,
    RatingRule,
    Strand,
    Target,
    Term,
    Theme,
)

ONLY_WHERE_SET = ("retired_on", "withdrawn_on", "withdrawn_because")


def fixture_of(agreement: Agreement) -> str:
    """The agreement with everything it needs, as it stands: versions count from 1 again.

    No figure, no rating, no person: those belong to the place where they were made.
    """
    records = ",\n".join(_printed(_record(row)) for row in _rows(agreement))
    return f"[\n{records}\n]\n"


def _printed(record: dict) -> str:
    """One field a line, so that a change can be read."""
    fields = ",\n".join(
        f'      "{name}": {json.dumps(value, ensure_ascii=False)}'
        for name, value in record["fields"].items()
    )
    return f'  {{\n    "model": "{record["model"]}",\n    "fields": {{\n{fields}\n    }}\n  }}'


def _rows(agreement: Agreement) -> Iterator[models.Model]:
    partnership = agreement.partnership
    commitments = Commitment.objects.filter(agreement=agreement)
    indicators = Indicator.objects.filter(commitments__agreement=agreement)
    strands = Strand.objects.filter(indicator__in=indicators)
    yield partnership
    yield from _partners(partnership)
    yield from Term.objects.filter(partnership=partnership)
    yield from RatingRule.objects.filter(pk=agreement.rating_rule_id)
    yield agreement
    yield from Theme.objects.filter(agreement=agreement).order_by("position", "name")
    boards = Board.objects.filter(partnership=partnership).filter(
        models.Q(agreements=agreement) | models.Q(themes__agreement=agreement)
    )
    yield from boards.distinct().order_by("pk")
    for commitment in commitments.in_printed_order().select_related("indicator"):
        yield commitment.indicator
    yield from strands.order_by("indicator__reference", "position").distinct()
    yield from commitments.in_printed_order()
    for model, order in ((Baseline, ()), (Target, ("period_start",))):
        rows = model.objects.current().filter(commitment__in=commitments)
        yield from rows.order_by("commitment__printed_row", "strand__position", *order)


def _partners(partnership: Partnership) -> Iterator[models.Model]:
    """All partners, a council before its services, or they could not name it; then all aliases."""
    partners = Partner.objects.filter(partnership=partnership)
    yield from partners.order_by(models.F("part_of").asc(nulls_first=True), "slug")
    aliases = PartnerAlias.objects.filter(partnership=partnership)
    yield from aliases.order_by("partner__slug", "name")


def _record(row: models.Model) -> dict:
    record = json.loads(
        serializers.serialize(
            "json", [row], use_natural_foreign_keys=True, use_natural_primary_keys=True
        )
    )[0]
    fields = record["fields"]
    if isinstance(row, Commitment):
        links = row.contributors.through.objects.filter(commitment=row).order_by("pk")
        fields["contributors"] = [list(link.partner.natural_key()) for link in links]
    for name in ONLY_WHERE_SET:
        if not fields.get(name, True):
            del fields[name]
    # What it follows stands in another fixture, if in any.
    fields.pop("follows", None)
    if "version" in fields:
        fields |= {"version": 1, "supersedes": None, "recorded_by": None}
    return record
