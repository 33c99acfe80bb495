"""An agreement's title beside the national one, and how surely the national one is known."""

from laa.catalogue import NationalIndicator, TitleKind, entry
from laa.rules.wording import Difference, NationalMeasure, compare

_DOUBT = {
    TitleKind.PARAPHRASE: "The national title was seen only paraphrased or cut short.",
    TitleKind.LOCAL_WORDING: "The national title was seen only in one area’s agreement.",
    TitleKind.GENERAL_KNOWLEDGE: "The national title is from general knowledge.",
}


def difference(reference: str, title: str) -> Difference | None:
    """How a title under a national reference departs from it.

    None where it is the same, where the reference is not the set's, or where nothing is printed.
    """
    national = entry(reference)
    return difference_from(national, title) if national and title.strip() else None


def difference_from(national: NationalIndicator, title: str) -> Difference | None:
    if title == national.title:
        return None
    measure = NationalMeasure(national.title, national.unit, national.unit_detail)
    found = compare(measure, title)
    doubt = _DOUBT.get(national.title_kind)
    return Difference(found.kind, f"{found.said} {doubt}") if found and doubt else found
