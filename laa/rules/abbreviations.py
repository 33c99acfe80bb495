"""Abbreviations that a text uses: candidates for a glossary."""

import re
from collections import Counter
from collections.abc import Iterable

_ABBREVIATION = re.compile(
    r"(?<![\w/+])(?:GO [A-Z][a-z]+|[A-Z]{2,}[A-Z0-9&]*|[A-Z]\d{2,})(?![\w/])"
)
_NONE = frozenset({"NI", "NA", "TBC", "TBA", "OK"})
"""Words that every agreement uses and nobody has to look up."""


def abbreviations(texts: Iterable[str]) -> Counter[str]:
    """Each abbreviation with how many of the texts use it: “VAL”, “C51”, “GO East”."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(set(_ABBREVIATION.findall(text)) - _NONE)
    return found
