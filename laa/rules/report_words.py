"""What people write for a report, a line for each thing, and back again."""

from collections.abc import Iterable

BAR = "|"


class NotALine(ValueError):
    """A line that does not say both of what it must say."""


def lines(text: str) -> list[str]:
    """What stands on the lines of a box, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def dated(text: str) -> list[dict]:
    """ "SEND Reforms Implementation | 16 September 2015" on each line.

    >>> dated("Code of Practice | January 2015")
    [{'title': 'Code of Practice', 'on': 'January 2015'}]
    """
    return [
        dict(zip(("title", "on"), _parts(line, "the date"), strict=True)) for line in lines(text)
    ]


def aims(text: str) -> list[dict]:
    """Each aim of the strategic plan, with yes or no behind the bar.

    >>> aims("People live safe lives | yes")
    [{'aim': 'People live safe lives', 'is_linked': True}]
    """
    found = []
    for line in lines(text):
        aim, said = _parts(line, "yes or no")
        if said.casefold() not in ("yes", "no"):
            raise NotALine(f"“{line}”: write yes or no behind the bar.")
        found.append({"aim": aim, "is_linked": said.casefold() == "yes"})
    return found


def _parts(line: str, what: str) -> tuple[str, str]:
    before, bar, after = (part.strip() for part in line.rpartition(BAR))
    if not (before and bar and after):
        raise NotALine(f"“{line}”: write a bar ({BAR}) and {what} behind it.")
    return before, after


def dated_text(found: Iterable[dict]) -> str:
    """The box that `dated` reads, from what it read."""
    return "\n".join(f"{each['title']} {BAR} {each['on']}" for each in found)


def aims_text(found: Iterable[dict]) -> str:
    """The box that `aims` reads, from what it read."""
    return "\n".join(
        f"{each['aim']} {BAR} {'yes' if each['is_linked'] else 'no'}" for each in found
    )
