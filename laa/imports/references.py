"""References and titles as they are printed together: “*Local NI 019 Rate of …”."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NATIONAL = re.compile(
    r"(?P<local>local\s+)?(?:NI|N\.\s?I\.|National Indicator)\s*(?P<number>\d{1,3})"
    r"(?P<part>[a-z](?![a-z])|\.\d)?(?!\d)\s*[:.–-]?\s*",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?P<local>local\s+)?(?P<letters>BVPI|BV|LPI|LI|KPI|PI|LAA|LPSA|PSA|PAF|L|C)\s?"
    r"(?P<number>\d{1,4}[a-z]?)(?![\w%])\s*[:.–-]?\s*"
)
_STATUTORY = re.compile(r"(?P<number>\d{3})(?!\d)\s*")
_TAGS = re.compile(r"</?[a-z]{1,6}>")
_ORDINAL = re.compile(r"\b(\d+) (st|nd|rd|th)\b")


@dataclass(frozen=True)
class Reference:
    """A printed reference: `text` in its one form, and the words behind it."""

    text: str
    rest: str
    is_local: bool = False
    is_statutory: bool = False


@lru_cache(maxsize=4096)
def read_reference(cell: str, *, alone: bool = False) -> Reference | None:
    """The reference a cell begins with; None if it begins with none.

    `alone` says that the cell holds nothing but a reference, so that any code will do.
    """
    words = tidy(cell).lstrip("* ")
    if match := _NATIONAL.match(words):
        number = f"NI {int(match['number']):03d}{(match['part'] or '').lower()}"
        return Reference(number, words[match.end() :], bool(match["local"]))
    if match := _STATUTORY.fullmatch(words):
        return Reference(match["number"], "", is_statutory=True)
    if match := _OTHER.match(words):
        text = f"{match['letters']} {match['number']}"
        return Reference(text, words[match.end() :], bool(match["local"]))
    if alone and words and len(words) <= 30 and re.search(r"\d", words):
        return Reference(words, "")
    return None


def tidy(cell: str) -> str:
    """One blank between words, no italics, “3rd” in one piece."""
    return " ".join(_ORDINAL.sub(r"\1\2", _TAGS.sub("", cell)).split())


def title(words: str) -> str:
    return tidy(words).lstrip("* ").strip().removesuffix(".").strip()
