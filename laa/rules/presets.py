"""Rating rules as councils published them, to start one's own from.

Each names whose it was and where it stands. Where a council agreed the width of its bands indicator
by indicator, the number is left for a person to give: None asks for it.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from laa.rules.rating_rules import Rule
from laa.rules.vocabulary import BandUnit, Improvement, RuleKind


@dataclass(frozen=True)
class Preset:
    """A rule to start from. `asks_for` are the bands whose width a person has to give."""

    slug: str
    rule: Rule
    source: str
    note: str = ""
    asks_for: tuple[str, ...] = field(default=())


def _bands(name: str, **terms) -> Rule:
    return Rule(name=name, kind=RuleKind.BANDS, **terms)


PRESETS = (
    Preset(
        "target-only",
        Rule(name="Target only"),
        "",
        "No tolerance and no amber: the target is reached or it is not.",
    ),
    Preset(
        "ten-and-fifteen-percent",
        _bands("Within 10% green, within 15% amber", tolerance=Decimal(10), amber=Decimal(15)),
        "Borough of Poole, action plan update and third quarter performance report, 2005/06",
    ),
    Preset(
        "ten-percent-or-improved",
        _bands(
            "Within 10%, amber if no worse than last year",
            tolerance=Decimal(10),
            improvement=Improvement.NOT_WORSE,
        ),
        "London Borough of Havering, quarterly performance reports, 2013 to 2015",
        "Further off than 10% is amber where the same quarter last year was no better, else red.",
    ),
    Preset(
        "over-performance",
        _bands("Over performance beyond 10%", better=Decimal(10)),
        "Durham County Council, third quarter performance report, 2007/08",
        "Three states and no amber: over performance, on target, worse than target.",
    ),
    Preset(
        "star-circle-triangle",
        _bands("Star, circle, triangle"),
        "East Riding of Yorkshire Council, customer promises, January 2009; Harlow Council",
        "The same tolerance on both sides of the target, agreed for each indicator.",
        ("tolerance", "better"),
    ),
    Preset(
        "agreed-tolerance",
        _bands("Amber within an agreed tolerance"),
        "Epping Forest District Council, 2016/17; Reigate and Banstead Borough Council",
        "Epping Forest agreed the tolerance of an indicator when it set the target.",
        ("amber",),
    ),
    Preset(
        "points",
        _bands("Amber within points of the target", measured_in=BandUnit.POINTS),
        "",
        "For targets of 0 and for percentages near 100, where percent of the target misleads.",
        ("amber",),
    ),
    Preset(
        "improvement",
        _bands("Amber if better than last year", improvement=Improvement.BETTER),
        "",
        "Red only if it is also not better than the same period last year.",
    ),
    Preset(
        "trajectory",
        _bands("On a straight line to the target", is_trajectory=True),
        "",
        "During the year a figure is held against where a straight line should be by then. "
        "Hertfordshire reported ahead, on course and slippage against a trajectory.",
    ),
    Preset(
        "judged",
        Rule(name="The owner’s judgement", kind=RuleKind.JUDGED),
        "",
        "Medway Council (2009/10) took amber for off target but able to reach it within the year: "
        "a judgement, not a band. It needs a reason every time.",
    ),
)
