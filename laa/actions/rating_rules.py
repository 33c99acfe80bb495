"""Rating rules: made, changed by a new version, adopted for an agreement or one of its promises.

Nothing here touches a rating that was signed off: it says by which rule and version it was made.
"""

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from laa import audit, clock
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.slugs import free_slug
from laa.models import (
    Agreement,
    AgreementRule,
    Commitment,
    CommitmentRule,
    Partnership,
    RatingRule,
    User,
)
from laa.rules.reserved import kept_apart

TERMS = (
    "kind",
    "measured_in",
    "tolerance",
    "amber",
    "better",
    "improvement",
    "is_trajectory",
    "source",
)
"""What a version of a rule may differ in. Its name stays."""


class NameTaken(Refused):
    def __init__(self, name):
        super().__init__(
            f"There is a rule “{name}” already. Choose another name, or change that one."
        )


class RuleChanged(Refused):
    """Somebody was quicker. `what` says what they did."""

    def __init__(self, what):
        super().__init__(
            f"{what} since you opened the page. Nothing was changed; look at it again."
        )


def make_rule(*, partnership: Partnership, name: str, by: User, reason: str, **terms) -> RatingRule:
    """The first version of a rule. It rates nothing until it is adopted."""
    slug = _slug(partnership, name)
    try:
        with transaction.atomic():
            rule = _record(
                RatingRule(partnership=partnership, slug=slug, name=name), by, reason, terms
            )
            audit.record(
                "rule.make",
                subject=rule,
                by=by,
                partnership=partnership,
                after=_terms(rule),
                note=reason,
            )
    except IntegrityError:
        raise NameTaken(name) from None
    return rule


def _slug(partnership: Partnership, name: str) -> str:
    """The name's own word, which no other rule may have; a name without letters gets one."""
    if word := slugify(name)[:50]:
        return kept_apart("rule", word)
    rules = RatingRule.objects.filter(partnership=partnership)
    if rules.filter(name__iexact=name).exists():
        raise NameTaken(name)
    return free_slug(rules, "rule")


def change_rule(older: RatingRule, *, by: User, reason: str, **terms) -> RatingRule:
    """The next version of a rule. Who adopted the older goes on with it until they adopt this."""
    if not reason.strip():
        raise ReasonMissing("Say why the rule changes; it is kept with the new version.")
    newer = RatingRule(
        partnership=older.partnership,
        slug=older.slug,
        name=older.name,
        version=older.version + 1,
        supersedes=older,
    )
    if all(getattr(older, name) == terms.get(name, getattr(newer, name)) for name in TERMS):
        raise NothingToDo("Nothing is different from the version before.")
    try:
        with transaction.atomic():
            _record(newer, by, reason, terms)
            audit.record(
                "rule.change",
                subject=newer,
                by=by,
                partnership=older.partnership,
                before=_terms(older),
                after=_terms(newer),
                note=reason,
            )
    except IntegrityError:
        raise RuleChanged(f"Somebody made another version of “{older.name}”") from None
    return newer


def _record(rule: RatingRule, by: User, reason: str, terms: dict) -> RatingRule:
    for name in TERMS:
        if name in terms:
            setattr(rule, name, terms[name])
    rule.recorded_at, rule.recorded_by = clock.now(rule.partnership), by
    rule.reason = reason
    rule.save()
    return rule


def _terms(rule: RatingRule) -> dict:
    values = {name: getattr(rule, name) for name in TERMS}
    return {name: str(v) if isinstance(v, Decimal) else v for name, v in values.items()}


@transaction.atomic
def adopt_rule(
    agreement: Agreement, rule: RatingRule, *, seen: RatingRule, by: User, reason: str
) -> Agreement:
    """Rate an agreement by a rule from now on. `seen` is the rule that was in force on the page."""
    _reason_is_given(reason)
    agreement = Agreement.objects.select_for_update(of=("self",)).with_rule().get(pk=agreement.pk)
    before = agreement.rule_in_force
    _still(before, seen)
    if before == rule:
        raise NothingToDo(f"{agreement} is rated by {rule} already.")
    AgreementRule.objects.update_or_create(
        agreement=agreement, defaults=_adopted(rule, by=by, reason=reason)
    )
    audit.record(
        "rule.adopt",
        subject=agreement,
        by=by,
        partnership=agreement.partnership,
        before={"rule": str(before)},
        after={"rule": str(rule)},
        note=reason,
    )
    return agreement


@transaction.atomic
def override_rule(
    commitment: Commitment, rule: RatingRule | None, *, seen: RatingRule, by: User, reason: str
) -> Commitment:
    """Rate one promise by a rule of its own; None lets it follow its agreement again."""
    _reason_is_given(reason)
    commitment = (
        Commitment.objects.select_for_update(of=("self",)).with_rules().get(pk=commitment.pk)
    )
    before = commitment.rule_in_force
    _still(before, seen)
    own = CommitmentRule.objects.filter(commitment=commitment)
    if rule is None and not own.exists():
        raise NothingToDo(f"{commitment.indicator.reference} follows its agreement already.")
    if rule is None:
        own.delete()
    else:
        CommitmentRule.objects.update_or_create(
            commitment=commitment, defaults=_adopted(rule, by=by, reason=reason)
        )
    after = rule or commitment.agreement.rule_in_force
    audit.record(
        "rule.override" if rule else "rule.follow",
        subject=commitment,
        by=by,
        partnership=commitment.partnership,
        before={"rule": str(before)},
        after={"rule": str(after)},
        note=reason,
    )
    return commitment


def _adopted(rule: RatingRule, *, by: User, reason: str) -> dict:
    return {
        "partnership": rule.partnership,
        "rule": rule,
        "reason": reason,
        "adopted_at": clock.now(rule.partnership),
        "adopted_by": by,
    }


def _reason_is_given(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing("Say why another rule is used; it is kept in the audit trail.")


def _still(now: RatingRule, seen: RatingRule) -> None:
    if now != seen:
        raise RuleChanged(f"Somebody adopted {now}")
