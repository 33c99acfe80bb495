"""Whether an agreement's title is the national one, worded otherwise, or another measure.

Agreements retype titles: punctuation, abbreviations, “%” for “percentage”, a remark in brackets.
None of that matters. A word left out may (“growth” is not “employment growth”), and a title that
says *number of* or *per 1,000* of a measure that is a percentage asks for another figure. Nothing
here changes a title; it only says what a person should look at.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from laa.rules.vocabulary import Unit


class DifferenceKind(StrEnum):
    """Whether a title is only worded otherwise, or measures something else."""

    WORDING = "wording"
    MEASURE = "measure"


@dataclass(frozen=True)
class Difference:
    """How an agreement's title departs from the national one, and `said` for a person."""

    kind: DifferenceKind
    said: str


@dataclass(frozen=True)
class NationalMeasure:
    """The national side: its title, and what its figure is counted in."""

    title: str
    unit: Unit
    unit_detail: str = ""


def compare(national: NationalMeasure, printed: str) -> Difference | None:
    """How the printed title departs from the national one; None where it is the same."""
    base = _another_base(national, printed)
    if base:
        return Difference(
            DifferenceKind.MEASURE,
            f"Seems to measure something else: it is counted {_BASE_SAID.get(base, base)}, where "
            f"the national indicator “{national.title}” counts {_counted(national)}.",
        )
    departs = _departs(national.title, printed)
    if departs:
        return Difference(
            DifferenceKind.WORDING,
            f"Worded differently from the national indicator “{national.title}”: {departs}. "
            "Check that it measures the same.",
        )
    return None


# What a figure is out of.

SHARE, NUMBER = "share", "number"
_BASE_SAID = {SHARE: "as a share", NUMBER: "as a number"}
_PER = (
    r"per (?:(?P<many>\d[\d,]*)(?: (?:of )?(?:the )?(?:population|people|residents))?"
    r"|(?P<one>capita|head|household|mile))"
)
_SHARE = r"(?<!\d)(?<!\d )%|\bper ?cent(?:age)?\b|\bproportion\b|\bshare\b"
_NUMBER = r"\bnumbers? of\b|\bno\. of\b"
_BASE = re.compile(rf"{_PER}|{_SHARE}|{_NUMBER}", re.IGNORECASE)
_OF_UNIT = {Unit.PERCENT: {SHARE}, Unit.NUMBER: {NUMBER}}


def _bases(text: str) -> set[str]:
    """What a text says its figure is out of: "share", "number", "per 1,000", "per head"."""
    found = set()
    for match in _BASE.finditer(text):
        if match["many"]:
            found.add(f"per {int(match['many'].replace(',', '')):,}")
        elif match["one"]:
            found.add(f"per {match['one'].lower().replace('capita', 'head')}")
        else:
            found.add(NUMBER if re.match(_NUMBER, match[0], re.IGNORECASE) else SHARE)
    return found


def _another_base(national: NationalMeasure, printed: str) -> str:
    """What the printed title counts by and the national measure does not; "" where they agree.

    A national measure that was counted in two ways in its life agrees with neither alone.
    """
    stated = _bases(national.title)
    added = _bases(printed) - stated
    known = (_OF_UNIT.get(national.unit, set()) | _bases(national.unit_detail)) - stated
    if not added or not known:
        return ""
    moved = SHARE in known and len(known) > 1
    return min(added) if moved or not added <= known else ""


def _counted(national: NationalMeasure) -> str:
    if national.unit == Unit.PERCENT and not national.unit_detail.startswith("percentage"):
        return f"a percentage {national.unit_detail}".strip()
    return national.unit_detail or f"a {national.unit.label}"


# The words themselves.

_BRACKETS = re.compile(r"\([^()]*\)")
_TOKEN = re.compile(r"[a-z0-9*]+")
_SMALL = re.compile(
    "an?|the|of|in|on|at|to|for|from|by|with|and|or|as|is|are|be|been|was|were|who|which|that"
    "|their|its|this|into|among|amongst|aged|rate|usually"
)
"""Words that agreements add and drop without meaning anything by it."""

_ALIKE = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\banti ?social behaviour\b", "asb"),
        (r"\bchildren in care\b", "looked after children"),
        (r"\blocal council\b|\bla(?= area)", "local authority"),
        (r"\bks ?(?=\d)", "key stage "),
        (r"\bmaths\b", "mathematics"),
        (r"\b3rd\b", "third"),
        (r"\bpopulation aged\b", ""),
        (r"\benergy efficiency rating\b", "energy rating"),
        (r"\btravel(?:ling)?\b", "transport"),
        (r"(?<=[a-z]{3})iz(?=e|ation|ing)", "is"),
    )
)
"""What the field says in two ways, and writes in two ways."""


def _departs(national: str, printed: str) -> str:
    """Where the words part, as a clause; "" where they do not."""
    ours, theirs = _words(printed), _words(national)
    if _are_alike(ours, theirs):
        return ""
    noted = _notes(printed), _notes(national)
    if not (noted[0] and noted[1]) or noted[1] <= noted[0]:
        # A remark that one title adds in brackets, or an explanation that it leaves out.
        ours, theirs = _words(_bare(printed)), _words(_bare(national))
        if _are_alike(ours, theirs):
            return ""
    return _said(_quoted(_beyond(ours, theirs)), _quoted(_beyond(theirs, ours)))


def _said(added: str, missing: str) -> str:
    if added and missing:
        return f"it says {added} where that says {missing}"
    if missing:
        return f"it leaves out {missing}"
    return f"it adds {added}" if added else "the numbers in it are in another order"


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


@lru_cache(maxsize=1024)
def _words(title: str) -> tuple[tuple[str, str], ...]:
    """The words that carry meaning, each as its stem and as it stands."""
    text = unicodedata.normalize("NFKC", title).lower()
    text = re.sub(r"['\u2018\u2019]", "", _BASE.sub(" ", text))
    text = re.sub(r"[^a-z0-9*]+", " ", text)
    for pattern, instead in _ALIKE:
        text = pattern.sub(instead, text)
    words = (word for word in _TOKEN.findall(text) if not _SMALL.fullmatch(word))
    return tuple((_stem(word), word) for word in words)


def _stem(word: str) -> str:
    """A word without its ending, so that “achieved” is “achieving” (but “health” not “healthy”)."""
    if len(word) <= 3:
        return word
    word = re.sub(r"(?<!s)s$", "", word)
    return re.sub(r"(?:ing|ed|e)$", "", word) if len(word) > 4 else word


def _are_alike(ours: tuple[tuple[str, str], ...], theirs: tuple[tuple[str, str], ...]) -> bool:
    """The same words in whatever order, as one word or two; the numbers in the same order."""
    if _numbers(ours) != _numbers(theirs):
        return False
    return "".join(_beyond(ours, theirs)) == "".join(_beyond(theirs, ours))


def _numbers(words: tuple[tuple[str, str], ...]) -> list[str]:
    return [stem for stem, _ in words if stem.isdigit()]


def _beyond(words: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]) -> list[str]:
    """The words of one title that the other lacks, in order."""
    left = Counter(stem for stem, _ in others)
    beyond = []
    for stem, word in words:
        if left[stem]:
            left[stem] -= 1
        else:
            beyond.append(word)
    return beyond


def _bare(title: str) -> str:
    """The title without what stands in brackets, nested ones too."""
    while title != (inner := _BRACKETS.sub(" ", title)):
        title = inner
    return title


def _notes(title: str) -> set[str]:
    """The words in brackets."""
    bare = Counter(stem for stem, _ in _words(_bare(title)))
    return set(Counter(stem for stem, _ in _words(title)) - bare)
