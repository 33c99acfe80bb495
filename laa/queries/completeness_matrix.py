"""How complete the newest rounds are, partner by partner."""

from collections import defaultdict
from dataclasses import dataclass

from laa import clock
from laa.models import Partner, Partnership, ReturnLine, Round
from laa.queries.completeness import standing_of
from laa.rules.completeness import Tally, tally

SHOWN = 8


@dataclass(frozen=True)
class Matrix:
    """Partners down, rounds across, oldest first; None where a round asked nothing of one."""

    rounds: list[Round]
    rows: list[tuple[Partner, list[tuple[Round, Tally | None]]]]
    total: list[tuple[Round, Tally]]


def matrix(partnership: Partnership, *, count: int = SHOWN) -> Matrix:
    """How complete the newest rounds are, by supplier, in two queries."""
    today = clock.today(partnership)
    rounds = list(Round.objects.filter(partnership=partnership)[:count])[::-1]
    by_pk = {round_.pk: round_ for round_ in rounds}
    lines = (
        ReturnLine.objects.filter(round__in=rounds)
        .select_related("quarterly_return__partner")
        .only(
            "state",
            "first_submitted_at",
            "round_id",
            "quarterly_return__extended_to",
            "quarterly_return__round_id",
            "quarterly_return__partner__name",
        )
        .order_by()
    )
    cells, totals = defaultdict(list), defaultdict(list)
    for line in lines:
        line.quarterly_return.round = by_pk[line.round_id]
        standing = standing_of(line, today)
        cells[line.quarterly_return.partner, line.round_id].append(standing)
        totals[line.round_id].append(standing)
    partners = sorted({partner for partner, _ in cells}, key=str)
    return Matrix(
        rounds,
        [(partner, [(r, _cell(cells, partner, r)) for r in rounds]) for partner in partners],
        [(round_, tally(totals[round_.pk])) for round_ in rounds],
    )


def _cell(cells, partner: Partner, round_: Round) -> Tally | None:
    standings = cells.get((partner, round_.pk))
    return None if standings is None else tally(standings)
