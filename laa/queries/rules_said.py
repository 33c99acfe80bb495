"""By which rules the ratings on a page were made, in one sentence."""

from collections import defaultdict
from collections.abc import Iterable

from laa.queries.return_page import LineContext


def rules_said(contexts: Iterable[LineContext]) -> str:
    """ "Rated by the rule A (version 1); NI 154 by B (version 2)."; "" where nothing is rated.

    The rule of most lines comes first, and the others with the indicators they are for.
    """
    of_rule = defaultdict(dict)
    for one in contexts:
        if one.rule and one.target:
            of_rule[str(one.rule)][one.line.strand.indicator.reference] = None
    if not of_rule:
        return ""
    usual, *others = sorted(of_rule, key=lambda rule: -len(of_rule[rule]))
    said = [f"{', '.join(of_rule[rule])} by {rule}" for rule in others]
    return "; ".join([f"Rated by the rule {usual}", *said]) + "."
