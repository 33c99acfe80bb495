"""From the strategy through themes and indicators to what is being done about them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laa.areas import Beyond
from laa.models import Action, Agreement, Commitment, Theme


@dataclass(frozen=True)
class Strand:
    """A promise with the actions of its plan, and what stands beyond them."""

    commitment: Commitment
    actions: list[Action] = field(default_factory=list)
    beyond: Sequence[Beyond] = ()

    @property
    def is_broken(self) -> bool:
        """Whether nothing is being done about it, as far as the service knows."""
        return not self.actions and not self.beyond


@dataclass(frozen=True)
class GoldenThread:
    agreement: Agreement
    by_theme: list[tuple[Theme, list[Strand]]]

    @property
    def promises(self) -> int:
        return sum(len(strands) for _, strands in self.by_theme)

    @property
    def broken(self) -> int:
        return sum(strand.is_broken for _, strands in self.by_theme for strand in strands)


def promises_of(agreement: Agreement) -> list[Commitment]:
    """The promises that stand, by theme and in printed order."""
    found = Commitment.objects.kept().filter(agreement=agreement)
    found = found.select_related("theme", "indicator", "lead")
    return list(found.order_by("theme__position", "theme__name", "printed_row", "pk"))


def golden_thread(
    agreement: Agreement,
    promises: Sequence[Commitment],
    beyond: Mapping[int, Sequence[Beyond]],
) -> GoldenThread:
    """The thread in one query; `beyond` is what other parts of the service tie to a promise."""
    actions: dict[int, list[Action]] = defaultdict(list)
    rows = Action.objects.filter(plan__improvement_plan__commitment__in=promises)
    for action in rows.select_related("plan__improvement_plan").order_by("plan", "number"):
        actions[action.plan.improvement_plan.commitment_id].append(action)
    by_theme: dict[Theme, list[Strand]] = defaultdict(list)
    for each in promises:
        by_theme[each.theme].append(Strand(each, actions[each.pk], beyond.get(each.pk, ())))
    return GoldenThread(agreement, list(by_theme.items()))
