"""Promises whose indicator is split, and a round in which each strand has a figure of its own."""

from datetime import date
from decimal import Decimal

from laa.actions.line_checks import answer_question, unanswered
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.models import Target
from tests.factories import StrandFactory, cell
from tests.steps import enter


def split(commitment, *strands, target, **options):
    """Add strands to a promise, by key and label, each with the year's target."""
    for position, (key, label) in enumerate(strands, start=1):
        strand = StrandFactory(
            indicator=commitment.indicator, key=key, label=label, position=position, **options
        )
        common = {
            "partnership": commitment.partnership,
            "commitment": commitment,
            "strand": strand,
        }
        Target.objects.create(**common, period="2008/09", **cell(target, value=target))


def sign_off_strands(partnership, cast, figures, *, period="2008/09-Q4", day=date(2009, 4, 1)):
    """A round with a figure for each strand, by its key, from empty to frozen."""
    round_ = open_round(
        partnership=partnership,
        period=period,
        opens=day,
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )
    (quarterly_return,) = round_.returns.all()
    for line in quarterly_return.lines.select_related("strand"):
        typed = figures[line.strand.key]
        entered = typed if isinstance(typed, dict) else {"value": Decimal(typed)}
        why = {"commentary": "A late start.", "recovery": "We meet weekly."}
        enter(line, by=cast.officer, figure_state="measured", **why, **entered)
    for asked in unanswered(list(quarterly_return.lines.select_related("strand__indicator"))):
        answer_question(asked.line, asked.question.key, text="It is right.", by=cast.officer)
    lines = certify(submit(quarterly_return, by=cast.officer), by=cast.certifier)
    sign_off(lines, by=cast.lead)
