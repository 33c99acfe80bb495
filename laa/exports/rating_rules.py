"""Rating rules as rows: what they say, what they rate, what another one would change."""

from laa.models import Commitment
from laa.queries.rating_rules import RuleInUse
from laa.queries.rule_trial import Comparison

RULES_HEAD = ["Rule", "Version", "Terms", "Source", "Rates"]


def rule_rows(rules: list[RuleInUse]) -> list[list]:
    return [
        RULES_HEAD,
        *(
            [
                one.rule.name,
                one.rule.version,
                " ".join(one.rule.terms),
                one.rule.source,
                "; ".join(one.rates),
            ]
            for one in rules
        ),
    ]


IN_FORCE_HEAD = ["Reference", "Title", "Rule", "Version", "Its own", "Reason"]


def in_force_rows(promises: list[Commitment]) -> list[list]:
    return [IN_FORCE_HEAD, *(_in_force(promise) for promise in promises)]


def _in_force(promise: Commitment) -> list:
    own, rule = getattr(promise, "own_rule", None), promise.rule_in_force
    indicator = promise.indicator
    return [
        indicator.reference,
        indicator.title,
        rule.name,
        rule.version,
        "yes" if own else None,
        own.reason if own else None,
    ]


TRIAL_HEAD = ["Reference", "Title", "Strand", "Period", "Figure", "Aim", "Now", "Tried", "Changes"]
TRIAL_HEAD += ["Signed off"]


def trial_rows(comparison: Comparison) -> list[list]:
    """Every promise with a figure, rated both ways; a number stays a number."""
    return [
        TRIAL_HEAD,
        *(
            [
                trial.commitment.indicator.reference,
                trial.commitment.indicator.title,
                trial.strand,
                trial.period,
                trial.value,
                trial.tried.outcome.aim,
                trial.now.label,
                trial.tried.label,
                "changes" if trial.changes else None,
                "entered, not signed off" if trial.is_entered else "signed off",
            ]
            for trial in comparison.trials
        ),
    ]
