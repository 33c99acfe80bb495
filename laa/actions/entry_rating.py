"""What an entered figure would mean if it were signed off today; nothing is stored."""

from decimal import Decimal

from laa.actions.cells import Cells
from laa.actions.line_promises import LinePromises
from laa.actions.ratings import outcome
from laa.models import ReturnLine
from laa.rules import periods, rating
from laa.rules.entry import Entry
from laa.rules.vocabulary import Accumulation, FigureState
from laa.rules.years import QUARTERS, Part, year_of


def outcome_of_entry(
    line: ReturnLine, entry: Entry, promises: LinePromises
) -> rating.Outcome | None:
    """What is typed on a line would be rated. None: there is nothing to rate yet."""
    commitment = promises.of(line)
    figure = figure_of_entry(line, entry, promises.cells)
    if figure is None or commitment is None:
        return None
    return outcome(commitment, line.strand_id, figure, promises.cells, judgement_of(entry))


def judgement_of(entry: Entry) -> rating.Judgement | None:
    if not entry.judgement:
        return None
    return rating.Judgement(entry.judgement, entry.judgement_reason)


def figure_of_entry(line: ReturnLine, entry: Entry, cells: Cells) -> rating.Figure | None:
    """What is typed on a line, as rules rate it. None: there is nothing to rate yet."""
    if not line.is_due or not entry.state:
        return None
    state = FigureState(entry.state)
    if state.has_number and entry.value is None:
        return None
    value = _value_to_rate(line, entry, cells)
    return rating.Figure(value, state, line.when, entry.sample, entry.design_effect)


def _value_to_rate(line: ReturnLine, entry: Entry, cells: Cells) -> Decimal | None:
    """The figure typed; with a year's last quarter of what adds up, the sum with those before."""
    indicator, year = line.strand.indicator, periods.target_year(line.when)
    adds = indicator.accumulates == Accumulation.PERIOD
    if entry.value is None or not adds or year.key == line.period:
        return entry.value
    if not periods.ends_its_year(line.when):
        return entry.value
    quarters = [cells.part(line.strand_id, f"{year.key}-Q{n}") for n in range(1, QUARTERS)]
    now = Part(entry.value, entry.numerator, entry.denominator)
    return year_of([*quarters, now], indicator.accumulates, indicator.unit)
