"""Receipts: what was submitted, fixed at the moment it was, with a hash that anybody can check."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from laa import audit
from laa.actions.return_lines import ENTERED_FIELDS
from laa.models import Partner, QuarterlyReturn, ReturnLine, Submission, User
from laa.models.submission import canonical
from laa.rules import figures

SAID = (*ENTERED_FIELDS, "is_illustrative")
"""What a line says that its officer stands for; what was left empty is left out."""

ATTEMPTS = 5
"""Two returns whose receipts begin alike may take the same number at the same moment."""

_SMALL_WORDS = {"and", "of", "the", "for"}


@transaction.atomic
def record_submission(
    quarterly_return: QuarterlyReturn,
    lines: Iterable[ReturnLine],
    *,
    by: User,
    is_on_behalf: bool = False,
) -> Submission:
    """Keep the proof that these lines were submitted, as they are now.

    Called inside the transaction that submits them, after they were claimed: `lines` carry who
    and when, and their indicators. `is_on_behalf`: by the performance lead for the partner.
    """
    lines = list(lines)
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                kept = _keep(quarterly_return, lines, by=by, is_on_behalf=is_on_behalf)
            break
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    audit.record(
        "return.receipt",
        subject=kept,
        by=by,
        partnership=quarterly_return.partnership,
        after={"lines": len(lines), "sha256": kept.sha256, "is_on_behalf": is_on_behalf},
    )
    return kept


def _keep(quarterly_return, lines: list[ReturnLine], *, by: User, is_on_behalf: bool) -> Submission:
    reference = _next_reference(quarterly_return)
    body = _body(quarterly_return, lines, by=by, is_on_behalf=is_on_behalf, reference=reference)
    return Submission.objects.create(
        partnership=quarterly_return.partnership,
        quarterly_return=quarterly_return,
        reference=reference,
        body=body,
        sha256=hashlib.sha256(canonical(body)).hexdigest(),
        is_on_behalf=is_on_behalf,
        submitted_at=lines[0].submitted_at,
        submitted_by=by,
    )


def _next_reference(quarterly_return: QuarterlyReturn) -> str:
    """LUT-2008-09-Q1-LBC-0001: the partnership, the round, the partner, and a number."""
    begins = "-".join(
        [
            quarterly_return.partnership.slug.replace("-", "")[:3].upper(),
            quarterly_return.round.period.replace("/", "-"),
            partner_code(quarterly_return.partner),
        ]
    )
    given = Submission.objects.filter(
        partnership=quarterly_return.partnership, reference__startswith=f"{begins}-"
    ).count()
    return f"{begins}-{given + 1:04}"


def partner_code(partner: Partner) -> str:
    """The initials of a name of several words (LBC), the beginning of a name of one (POLICE)."""
    words = [word for word in re.split(r"[^a-z0-9]+", partner.slug.casefold()) if word]
    telling = [word for word in words if word not in _SMALL_WORDS]
    initials = "".join(word[0] for word in telling)
    return (initials if len(initials) > 1 else "".join(words))[:8].upper()


def _body(quarterly_return, lines, *, by: User, is_on_behalf: bool, reference: str) -> dict:
    partner, partnership = quarterly_return.partner, quarterly_return.partnership
    return {
        "reference": reference,
        "partnership": {"slug": partnership.slug, "name": partnership.name},
        "partner": {"slug": partner.slug, "name": partner.name},
        "round": quarterly_return.round.period,
        "submitted_at": lines[0].submitted_at.isoformat(timespec="seconds"),
        "submitted_by": by.name,
        "on_behalf_of": partner.name if is_on_behalf else None,
        "lines": [_line(line) for line in lines],
    }


def _line(line: ReturnLine) -> dict:
    indicator = line.strand.indicator
    said = {name: _written(getattr(line, name)) for name in SAID}
    return {
        "line": str(line.uuid),
        "version": line.version,
        "reference": indicator.reference,
        "strand": line.strand.key,
        "strand_said": str(line.strand),
        "title": indicator.title,
        "unit": indicator.unit,
        "period": line.period,
        "is_due": line.is_due,
        "entered_by": line.entered_by.name if line.entered_by else None,
        **{name: value for name, value in said.items() if value not in (None, "", False)},
    }


def _written(value):
    """A figure as a text without a comma, so that nothing rounds it on its way."""
    if isinstance(value, Decimal):
        return figures.plain(value).replace(",", "")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
