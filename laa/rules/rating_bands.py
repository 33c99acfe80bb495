"""The stretches of values that a rule of bands calls on track, at risk and off track."""

from decimal import Decimal

from laa.rules.rating_rules import Aim, Rule
from laa.rules.vocabulary import BandUnit, Polarity, RuleKind

Stretch = tuple[str, Decimal | None, Decimal | None]
"""A kind, with the low and the high end; None is without end."""


def stretches(aim: Aim, polarity: Polarity, rule: Rule) -> list[Stretch]:
    """From best to worst. None for what is judged by its owner, or has no better way."""
    if rule.kind == RuleKind.JUDGED or polarity not in (Polarity.UP, Polarity.DOWN):
        return []
    edge = aim.edge(aim.lower, polarity)
    if rule.measured_in == BandUnit.PERCENT and not edge and rule.bands:
        # A percentage of nought is nought: such a target has no bands.
        return []
    away = 1 if polarity == Polarity.DOWN else -1
    near = edge + away * _width(rule.tolerance, edge, rule)
    far = near if rule.amber is None else edge + away * _width(rule.amber, edge, rule)
    found = [("on-track", None, near), ("at-risk", near, far), ("off-track", far, None)]
    if polarity == Polarity.UP:
        found = [(kind, high, low) for kind, low, high in found]
    return [each for each in found if each[1] is None or each[1] != each[2]]


def _width(band: Decimal | None, edge: Decimal, rule: Rule) -> Decimal:
    if band is None:
        return Decimal(0)
    return abs(edge) * band / 100 if rule.measured_in == BandUnit.PERCENT else band
