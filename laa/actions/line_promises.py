"""What the figures of return lines were promised to be: the commitment each is held against."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from laa.actions.cells import Cells
from laa.models import Commitment, ReturnLine


class LinePromises:
    """The promises on some lines, with their cells, in five queries or so, however many lines.

    A line's promise is that of the agreement whose term its period ends in; of two, the newer's.
    """

    def __init__(self, lines: Iterable[ReturnLine]):
        self._found: dict[int, list[Commitment]] = defaultdict(list)
        rows = Commitment.objects.kept().filter(
            indicator__in={line.strand.indicator_id for line in lines}
        )
        for commitment in rows.with_rules().order_by("-agreement__starts", "-pk"):
            self._found[commitment.indicator_id].append(commitment)
        self.cells = Cells([one for found in self._found.values() for one in found])

    def of(self, line: ReturnLine) -> Commitment | None:
        for commitment in self._found[line.strand.indicator_id]:
            if commitment.agreement.starts <= line.period_end <= commitment.agreement.ends:
                return commitment
        return None

    def aim(self, line: ReturnLine) -> Decimal | None:
        """The milestone of the line's period, else what its target comes to; None: nothing."""
        commitment = self.of(line)
        if commitment is None:
            return None
        milestone = self.cells.milestone(commitment, line.strand_id, line.when)
        if milestone is not None:
            return milestone
        target = self.cells.target(commitment, line.strand_id, line.when)
        return self.cells.resolved(target).value if target else None

    def baseline(self, line: ReturnLine) -> Decimal | None:
        """The number that the promise starts from; None where there is none."""
        commitment = self.of(line)
        found = commitment and self.cells.baseline(commitment, line.strand_id)
        return found.value if found else None
