"""Whether a promise is designated, local or statutory: as its column, its name and stars say."""

import re
from dataclasses import dataclass

from laa.imports.cells import PrintedCell
from laa.imports.heads import Part
from laa.imports.references import Reference
from laa.imports.table import Printed

DESIGNATED, LOCAL, STATUTORY = "designated", "local", "statutory"
_SAID = (
    (LOCAL, r"local\b|no\b|not\b|non\b|un"),
    (STATUTORY, r"statutory|mandatory|education"),
    (DESIGNATED, r"designat|national\b|yes\b|y\b|\*|improvement|lpsa"),
)
"""“Not designated” is local: an agreement's other targets are its own."""


@dataclass(frozen=True)
class Designated:
    designation: str
    doubts: tuple[str, ...] = ()


def designation_of(
    printed: Printed, reference: Reference, targets: list[PrintedCell], has_stars: bool
) -> Designated:
    """What the row's column says; where it says nothing, the name and the stars of its targets.

    `has_stars` is whether any target of the document has one.
    """
    words = printed.words(Part.DESIGNATION)
    for designation, pattern in _SAID if words else ():
        if re.search(rf"(?<![a-z])(?:{pattern})", words, re.IGNORECASE):
            return Designated(designation)
    told = _told(printed, reference, targets, has_stars)
    doubts = (f"“{words}” does not say whether it is designated, local or statutory. Choose one.",)
    return Designated(told, doubts if words else ())


def _told(
    printed: Printed, reference: Reference, targets: list[PrintedCell], has_stars: bool
) -> str:
    if reference.is_statutory or printed.heads.is_statutory:
        return STATUTORY
    if reference.is_local or not reference.text.startswith("NI "):
        return LOCAL
    is_starred = any(cell.reading.is_starred for cell in targets)
    return DESIGNATED if is_starred or not has_stars else LOCAL
