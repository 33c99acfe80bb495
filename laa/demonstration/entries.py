"""What a fictional officer types on a line: illustrative, and said to be so."""

from datetime import timedelta
from decimal import Decimal

from laa.models import ReturnLine
from laa.rules import periods
from laa.rules.illustration import illustrative_figure
from laa.rules.rating import reaches
from laa.rules.vocabulary import Accumulation, FigureState, Outlook

STORIES = {
    "ni-181": ["47", "45", "44"],
    "ni-015": ["0.55", "0.55", "0.54"],
    "ni-039": ["1580", "1611", "1632"],
    "ni-154": ["300", "610", "940"],
    "ni-192": ["33.1", "35.2", "36.4"],
    "ni-156": ["842", "733", "604"],
}
"""Figures that tell a story on the dashboard; all the others follow the plan with a wobble."""


def illustrated(line: ReturnLine) -> dict:
    """What a fictional officer types: figures that follow the plan, told as invented."""
    if not line.is_due:
        return _illustrated_outlook(line)
    story = STORIES.get(line.strand.indicator.slug, [])
    number = int(line.period[-1]) if line.period[-2] == "Q" else 0
    if 0 < number <= len(story):
        value = Decimal(story[number - 1])
    else:
        value = illustrative_figure(line.strand.indicator.reference, line.when, *_ends(line))
    if value is None:
        return {
            "figure_state": FigureState.AWAITING_SOURCE,
            "commentary": "Illustrative: the first figure has not been published.",
            "outlook": Outlook.UNCERTAIN,
        }
    value = round(value, line.strand.indicator.places)
    return {
        "figure_state": FigureState.MEASURED,
        "value": value,
        "commentary": "Illustrative figure and comment, invented for the demonstration.",
        "outlook": _outlook(line, value),
    }


def _outlook(line: ReturnLine, value: Decimal) -> Outlook:
    """Confident where the year's target is reached already, or the figure still grows."""
    indicator, (_, target) = line.strand.indicator, _ends(line)
    grows = Accumulation(indicator.accumulates).grows
    if target is None or grows or reaches(value, target, indicator.polarity):
        return Outlook.WILL
    return Outlook.UNCERTAIN


def _ends(line: ReturnLine) -> tuple[Decimal | None, Decimal | None]:
    """The baseline and the year's target between which the invented figure lies."""
    year = periods.target_year(line.when)
    target = line.strand.targets.current().filter(period=year.key).first()
    baseline = line.strand.baselines.current().first()
    return (baseline.value if baseline else None, target.value if target else None)


def _illustrated_outlook(line: ReturnLine) -> dict:
    outlooks = (Outlook.WILL, Outlook.WILL, Outlook.UNCERTAIN, Outlook.WONT, Outlook.WILL)
    outlook = outlooks[line.strand.indicator.pk % len(outlooks)]
    return {
        "outlook": outlook,
        "outlook_reason": "Illustrative view, invented for the demonstration.",
    }


def illustrated_recovery(line: ReturnLine) -> dict:
    """What is done about a figure that is off track."""
    return {
        "recovery": "Illustrative: the partners concerned meet to agree what is done.",
        "recovery_due": line.round.sign_off + timedelta(days=91),
    }
