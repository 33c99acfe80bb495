"""Breaks in a series: from a period on the definition is another, and figures do not compare.

The Office for National Statistics marks such breaks in its series; a chart that draws its line
through one shows a change that never happened.
"""

from collections.abc import Iterable

from laa.rules.periods import Period


def parts(then: Period, now: Period, breaks: Iterable[Period]) -> Period | None:
    """The latest break between two periods, `then` the earlier; None where they compare.

    A break is at the start of its period: that period is the first of the new definition. A year
    in the midst of which the definition changed compares with nothing before it.
    """
    between = [each for each in breaks if then.start < each.start <= now.end]
    return max(between, key=lambda each: each.start, default=None)


def last_break(when: Period, breaks: Iterable[Period]) -> Period | None:
    """The break whose definition a period's figure is by; None: that of the beginning."""
    past = [each for each in breaks if each.start <= when.end]
    return max(past, key=lambda each: each.start, default=None)
