"""An agreement as a fixture: what another installation loads, and what a person can read."""

import json
from collections.abc import Iterator

from django.core import serializers
from django.db import models

from laa.models import (
    Agreement,
    AgreementRule,
    Baseline,
    Board,
    Commitment,
    CommitmentRule,
    Indicator,
    Milestone,
    Partner,
    PartnerAlias,
    Partnership,
    RatingRule,
    Seat,
    Strand,
    Target,
    Term,
    Theme,
)
from laa.models.rating_rule import AdoptedRule

AS_PRINTED = ("commitment__printed_row", "commitment__indicator__reference")
BY_TIME = ("period_start",)
ONLY_WHERE_SET = (
    "retired_on",
    "withdrawn_on",
    "withdrawn_because",
    "discontinued_because",
    "strategy_years",
    "why_it_matters",
)
OF_THE_PLACE = ("follows", "discontinued_at", "discontinued_by")
"""What stands in another fixture, if in any; who did what, and when."""


def fixture_of(agreement: Agreement) -> str:
    """The agreement with everything it needs, as it stands: its cells' versions count from 1 again.

    Rules of rating come with all their versions, for a rating says by which it was made. No figure,
    no rating, no person: those belong to the place where they were made.
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
    adopted = AgreementRule.objects.filter(agreement=agreement)
    own = CommitmentRule.objects.filter(commitment__in=commitments)
    named = {agreement.rating_rule_id, *_rules_of(adopted), *_rules_of(own)}
    yield from _with_earlier_versions(RatingRule.objects.filter(pk__in=named))
    yield agreement
    yield from adopted
    yield from Theme.objects.filter(agreement=agreement).order_by("position", "name")
    boards = Board.objects.filter(partnership=partnership).filter(
        models.Q(agreements=agreement) | models.Q(themes__agreement=agreement)
    )
    yield from boards.distinct().order_by("pk")
    yield from Seat.objects.filter(board__in=boards).order_by("board", "position")
    for commitment in commitments.in_printed_order().select_related("indicator"):
        yield commitment.indicator
    # A total before its parts, or they could not name it.
    totals_first = models.F("part_of").asc(nulls_first=True)
    yield from strands.order_by("indicator__reference", totals_first, "position").distinct()
    yield from commitments.in_printed_order()
    yield from own.order_by(*AS_PRINTED)
    for model, order in ((Baseline, ()), (Target, BY_TIME), (Milestone, BY_TIME)):
        rows = model.objects.current().filter(commitment__in=commitments)
        if model is Milestone:
            # A milestone that was taken back is none; elsewhere there was none to take back.
            rows = rows.filter(value__isnull=False)
        yield from rows.order_by(*AS_PRINTED, "strand__position", *order)


def _rules_of(adopted: models.QuerySet) -> list[int]:
    return list(adopted.values_list("rule_id", flat=True))


def _with_earlier_versions(named: models.QuerySet) -> list[RatingRule]:
    """The rules by name, each with what it superseded, the first version first."""
    found: dict[int, RatingRule] = {}
    waiting = list(named)
    while waiting:
        rule = waiting.pop()
        found[rule.pk] = rule
        if rule.supersedes_id and rule.supersedes_id not in found:
            waiting.append(rule.supersedes)
    return sorted(found.values(), key=lambda rule: (rule.slug, rule.version))


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
    for name in OF_THE_PLACE:
        fields.pop(name, None)
    if isinstance(row, AdoptedRule):
        # Its own name is what it is adopted for, which is also its key.
        fields = {row._meta.pk.name: list(_adopted_for(row).natural_key()), **fields}
        record["fields"] = fields | {"adopted_by": None}
    elif isinstance(row, RatingRule):
        fields["recorded_by"] = None
    elif "version" in fields:
        fields |= {"version": 1, "supersedes": None, "recorded_by": None}
    return record


def _adopted_for(row: AdoptedRule) -> Agreement | Commitment:
    return getattr(row, row._meta.pk.name)
