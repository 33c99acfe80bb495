"""Whether those whom a project is meant to reach are reached, whatever its outputs say."""

from collections.abc import Iterable
from dataclasses import dataclass

from projects.rules.qualified import Qualified

FEW = 5
"""Counts below it are not told to those who may not know the clients."""


@dataclass(frozen=True)
class Group:
    """`counted`: clients on record who belong to it; None where no client is on record at all."""

    name: str
    is_priority: bool
    printed: Qualified
    compared: Qualified
    counted: int | None = None
    seen: int = 0

    @property
    def is_unreached(self) -> bool:
        """A group that is meant to be reached and is not: nobody on record, or none is said."""
        if not self.is_priority:
            return False
        nobody_said = self.printed.value is not None and self.printed.value == 0
        return self.counted == 0 if self.counted is not None else nobody_said

    @property
    def is_unknown(self) -> bool:
        return self.is_priority and self.counted is None and self.printed.value is None

    def counted_said(self, *, to_its_people: bool) -> str:
        """The count; a small one is not told to others, so that nobody is recognised by it."""
        if self.counted is None:
            return "no client on record"
        if not to_its_people and 0 < self.counted < FEW:
            return f"fewer than {FEW} of {self.seen}"
        return f"{self.counted} of {self.seen}"


def warnings(groups: Iterable[Group], green: Iterable[str]) -> list[str]:
    """Where outputs are green and reach is not; empty where there is nothing to warn of."""
    groups, green = list(groups), list(green)
    unreached = [group.name for group in groups if group.is_unreached]
    unknown = [group.name for group in groups if group.is_unknown]
    said = []
    if unreached and green:
        said.append(
            f"Targets are met ({', '.join(green)}) and nobody is reached of: "
            f"{', '.join(unreached)}."
        )
    elif unreached:
        said.append(f"Nobody is reached of: {', '.join(unreached)}.")
    if unknown:
        said.append(f"No figure says whether these are reached: {', '.join(unknown)}.")
    return said
