"""What is read from a report: items with their printed place, before anybody said yes."""

import re
from dataclasses import asdict, dataclass, field

RECOMMENDATION, QUICK_WIN, NOTABLE, SIGNPOST = (
    "recommendation", "quick-win", "notable", "signpost",
)  # fmt: skip
KINDS = {
    RECOMMENDATION: "Recommendation",
    QUICK_WIN: "Quick win",
    NOTABLE: "Notable practice",
    SIGNPOST: "Signpost to others",
}
NOUNS = {
    RECOMMENDATION: "recommendation",
    QUICK_WIN: "quick win",
    NOTABLE: "notable practice",
    SIGNPOST: "signpost",
}
LONGEST_TITLE = {RECOMMENDATION: 300, QUICK_WIN: 2000, NOTABLE: 200, SIGNPOST: 200}


@dataclass(frozen=True)
class Item:
    """One thing the report says. `level` 1 is a part of the item before it on level 0."""

    kind: str
    title: str
    detail: str = ""
    number: str = ""
    owner: str = ""
    timescale: str = ""
    measure: str = ""
    organisations: tuple[str, ...] = ()
    level: int = 0
    place: str = ""

    def as_dict(self) -> dict:
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: dict) -> "Item":
        return cls(**{**kept, "organisations": tuple(kept["organisations"])})


@dataclass(frozen=True)
class Reading:
    """Everything that was found, in printed order, and what a person should look at."""

    name: str
    items: list[Item] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[Item]:
        return [item for item in self.items if item.kind == kind]

    @property
    def said(self) -> str:
        """“8 recommendations, 7 quick wins, 5 notable practices (and 2 parts), 6 signposts”."""
        return ", ".join(self._counted(kind, noun) for kind, noun in NOUNS.items())

    def _counted(self, kind: str, noun: str) -> str:
        items = self.of(kind)
        parts = sum(bool(item.level) for item in items)
        whole = len(items) - parts
        text = f"{whole} {noun}{'' if whole == 1 else 's'}"
        return f"{text} (and {parts} part{'' if parts == 1 else 's'})" if parts else text


_BOLD = re.compile(r"\*\*(.+?)\*\*\s*(.*)", re.DOTALL)
_DASH = re.compile(r"\s[–—-]\s")
_COUNCIL = re.compile(
    r"(?:[A-Z][\w’'-]+)(?: (?:and|upon|on|of|the|[A-Z][\w’'-]+))*? "
    r"(?:(?:District|Borough|City|County|Metropolitan|Town|Parish) )?Council\b"
)
_BODIES = {r"\bLGA\b": "Local Government Association"}


def item(kind: str, text: str, **facts) -> Item:
    """An item from its printed words: what is bold, before a dash or in the first sentence."""
    text = " ".join(text.split())
    if kind == RECOMMENDATION:
        title, detail = _titled(text)
    elif kind == QUICK_WIN:
        title, detail = text.rstrip("."), ""
    else:
        title, detail = _topic(text)
        if kind == SIGNPOST:
            facts.setdefault("organisations", organisations_in(text))
    longest = LONGEST_TITLE[kind]
    if len(title) > longest:
        cut = title[: longest - 1].rsplit(" ", 1)[0]
        title, detail = f"{cut}…", f"{title} {detail}".strip()
    return Item(kind, title, detail, **facts)


def _titled(text: str) -> tuple[str, str]:
    if match := _BOLD.fullmatch(text):
        return match[1].strip().rstrip("."), match[2].strip()
    return _first_sentence(text.replace("**", ""))


def _topic(text: str) -> tuple[str, str]:
    text = text.replace("**", "")
    before, *after = _DASH.split(text, maxsplit=1)
    if after and len(before) <= 120:
        return before.strip(), after[0].strip()
    return _first_sentence(text)


def _first_sentence(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(". ")
    return first.strip().rstrip(".:"), rest.strip()


def organisations_in(text: str) -> tuple[str, ...]:
    """The councils and other bodies that the words name, once each, in printed order."""
    found = [(m.start(), m.group()) for m in _COUNCIL.finditer(_DASH.sub(". ", text))]
    for pattern, name in _BODIES.items():
        found += [(m.start(), name) for m in re.finditer(pattern, text)]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


_COMMON = (
    "a all an and are as at be by can council councillor for from have help in into is it its "
    "more not of on one or other our own so that the their them they this to up use what will "
    "with you your meeting approach district"
)
COMMON = frozenset(_COMMON.split())


def _words(text: str) -> set[str]:
    bare = (word.removesuffix("’s").removesuffix("'s") for word in re.findall(r"[\w’']+", text))
    stems = {word.casefold().removesuffix("s") for word in bare}
    return {stem for stem in stems if len(stem) > 2 and stem not in COMMON}


def repeats(quick_win: str, recommendations: dict[str, str]) -> str:
    """The number of the recommendation that a quick win seems to repeat; blank where none does.

    Proposed where three words of substance and a third of its own are shared, and with no other
    recommendation as many.
    """
    said = _words(quick_win)
    shared = {number: len(said & _words(text)) for number, text in recommendations.items()}
    ranked = sorted(shared.values(), reverse=True)
    if not ranked or ranked[0] < max(3, len(said) / 3) or ranked[1:2] == ranked[:1]:
        return ""
    return max(shared, key=shared.__getitem__)
