"""Risks to an agreement: recorded, changed, closed with a reason, opened again."""

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, make
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import Agreement, Risk, Theme, User


@transaction.atomic
def add_risk(agreement: Agreement, *, by: User | None, **facts) -> Risk:
    """A risk to the whole agreement, or to one of its themes."""
    _of_its_own(agreement, facts)
    risk = Risk(partnership=agreement.partnership, agreement=agreement, **facts)
    return make(risk, action="risk.add", by=by)


@transaction.atomic
def edit_risk(risk: Risk, *, by: User, seen: str | None = None, **facts) -> Risk:
    risk = as_seen(risk, seen)
    _of_its_own(risk.agreement, facts)
    return change(risk, facts, action="risk.edit", by=by)


def _of_its_own(agreement: Agreement, facts: dict) -> None:
    theme: Theme | None = facts.get("theme")
    if theme and theme.agreement_id != agreement.pk:
        raise Refused(f"{theme} is no theme of {agreement}. Choose one that is, or none.")


@transaction.atomic
def close_risk(risk: Risk, *, by: User, reason: str, seen: str | None = None) -> Risk:
    """Reports leave it out from now on; what they said before stays."""
    risk = as_seen(risk, seen)
    if risk.closed_on:
        raise NothingToDo(f"“{risk}” is closed already.")
    if not reason.strip():
        raise ReasonMissing("Say why the risk is closed; the reason is kept.")
    values = {"closed_on": clock.today(risk.partnership), "closed_because": reason.strip()}
    return change(risk, values, action="risk.close", by=by)


@transaction.atomic
def open_risk_again(risk: Risk, *, by: User, seen: str | None = None) -> Risk:
    risk = as_seen(risk, seen)
    if not risk.closed_on:
        raise NothingToDo(f"“{risk}” is open.")
    values = {"closed_on": None, "closed_because": ""}
    return change(risk, values, action="risk.open_again", by=by)
