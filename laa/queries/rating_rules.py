"""The rating rules of a partnership, and what each of them rates."""

from collections import defaultdict
from dataclasses import dataclass, field

from laa.models import Agreement, CommitmentRule, RatingRule
from laa.permissions import Member


@dataclass
class RuleInUse:
    """The current version of a rule; where it or an older version is in force."""

    rule: RatingRule
    rates: list[str] = field(default_factory=list)


def rules_in_use(member: Member) -> list[RuleInUse]:
    rates = defaultdict(list)
    for agreement in Agreement.objects.visible_to(member).with_rule():
        rule = agreement.rule_in_force
        rates[rule.slug].append(_by_version(agreement.title, rule))
    own = CommitmentRule.objects.filter(partnership=member.partnership)
    for one in own.select_related("rule", "commitment__indicator"):
        rates[one.rule.slug].append(_by_version(one.commitment.indicator.reference, one.rule))
    found = RatingRule.objects.visible_to(member).current().order_by("name")
    return [RuleInUse(rule, rates[rule.slug]) for rule in found]


def _by_version(what: str, rule: RatingRule) -> str:
    return f"{what} (version {rule.version})"
