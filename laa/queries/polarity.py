"""What another polarity would change: ratings of lines that nobody has signed off yet."""

from dataclasses import dataclass

from laa.actions.cells import Cells
from laa.actions.ratings import outcome
from laa.models import Commitment, Indicator, ReturnLine
from laa.rules import rating
from laa.rules.vocabulary import FigureState, Rating


@dataclass(frozen=True)
class Change:
    """A line whose rating would be another, for one promise."""

    line: ReturnLine
    commitment: Commitment
    before: Rating
    after: Rating


def changes_of_polarity(indicator: Indicator, polarity: str) -> list[Change]:
    """The open ratings that would change. Those signed off are frozen: they never do."""
    lines = list(
        ReturnLine.objects.filter(
            strand__indicator=indicator, round__closed_at=None, value__isnull=False, is_due=True
        )
        .exclude(state=ReturnLine.State.SIGNED_OFF)
        .select_related("strand", "round")
        .order_by("period_start", "strand__position")
    )
    if not lines:
        return []
    found = []
    commitments = list(indicator.commitments.kept().with_rules())
    cells = Cells(commitments)
    for commitment in commitments:
        for line in lines:
            before = _rated(commitment, line, cells, indicator.polarity)
            after = _rated(commitment, line, cells, polarity)
            if before != after:
                found.append(Change(line, commitment, before, after))
    return found


def _rated(commitment: Commitment, line: ReturnLine, cells: Cells, polarity: str) -> Rating:
    commitment.indicator.polarity = polarity
    figure = rating.Figure(line.value, FigureState(line.figure_state), line.when)
    return outcome(commitment, line.strand_id, figure, cells).rating
