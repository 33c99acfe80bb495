"""Whom a printed name may stand for: proposals with how sure and why, for a person to decide.

Names are joined by proposal, never silently. What differs between two names decides: letters and
blanks (“Job Centre Plus”), a usual short form (“Beds Police”), initials (“LSC”), a word left out
(“tPCT” of “Luton tPCT”). Two names that each have a word of their own are two bodies: “Bedfordshire
PCT” is not “Luton tPCT”, however much of them is alike.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

ALWAYS_LEFT_OUT = frozenset({"the", "and", "of", "for", "all", "local", "including", "with"})

SHORT_FORMS = {
    "asc": "adult social care",
    "bc": "borough council",
    "beds": "bedfordshire",
    "cc": "county council",
    "cambs": "cambridgeshire",
    "cvs": "council voluntary service",
    "dc": "district council",
    "dept": "department",
    "foundation": "",
    "ft": "trust",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "pct": "primary care trust",
    "rsls": "registered social landlords",
    "tpct": "teaching primary care trust",
    "vcs": "voluntary community sector",
    "wilts": "wiltshire",
    "yos": "youth offending service",
    "yot": "youth offending team",
}
"""Usual in agreements. Foundation trusts are printed with and without the word."""

_KINDS = """
adult adults agencies agency business businesses care children childcare college colleges
commercial communities community council councillors criminal customers developers education
employers fire fostering health housing independent individuals justice landlord landlords
members parents partner partners partnership police primary private probation providers public
rescue residents school schools sector sectors service services social stakeholders trust trusts
voluntary youth
"""
KINDS = frozenset(_KINDS.split())
"""Words that say what kind of body it is, not which."""

OVERSEES = frozenset({"authority", "customers", "stakeholders", "users"})
"""Words that make another body of it: a police authority is not the police."""


class Sureness(StrEnum):
    """How sure it is that two names mean one body; a person decides all but KNOWN."""

    KNOWN = "known"
    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Relation(StrEnum):
    """What one body is to another: the same, or a service of it."""

    SAME = "same"
    PART_OF = "part_of"


@dataclass(frozen=True)
class KnownPartner:
    """A partner that is there: its name first, then abbreviation and aliases."""

    slug: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Proposal:
    """That a name is a partner, or a service within it; `why` is a sentence for people."""

    slug: str
    relation: Relation
    sureness: Sureness
    why: str


@dataclass(frozen=True)
class Answer:
    """Proposals, the surest first; none means a partner nobody has named before.

    `question` is what a person has to say before anything can be done with the name; empty where
    the first proposal stands on its own.
    """

    name: str
    proposals: tuple[Proposal, ...]
    question: str = ""

    @property
    def best(self) -> Proposal | None:
        """The one proposal that may be offered as the answer; None where a person must choose."""
        return self.proposals[0] if self.proposals and not self.question else None


def propose(
    name: str, known: Iterable[KnownPartner], *, distinct: Collection[tuple[str, str]] = ()
) -> Answer:
    """Whom `name` may stand for. `distinct` holds (`key(name)`, slug) that are not the same."""
    known = list(known)
    found = sorted(
        (
            proposal
            for partner in known
            if (key(name), partner.slug) not in distinct
            for proposal in _of_partner(name, partner)
        ),
        key=lambda each: (list(Sureness).index(each.sureness), list(Relation).index(each.relation)),
    )
    return Answer(name, tuple(found), _question(name, found, known))


def key(name: str) -> str:
    """The form in which names are compared: no capitals, one blank between words."""
    return " ".join(name.casefold().split())


def _of_partner(name: str, partner: KnownPartner) -> Iterator[Proposal]:
    """At most one proposal a partner: the surest."""
    names = [each for each in partner.names if each]
    if key(name) in map(key, names):
        yield Proposal(partner.slug, Relation.SAME, Sureness.KNOWN, "It is called so already.")
        return
    for sureness, relation, rule in _RULES:
        for other in names:
            if why := rule(name, other):
                yield Proposal(partner.slug, relation, sureness, why)
                return


def _spelling(name: str, other: str) -> str:
    if _letters(name) == _letters(other):
        return f"“{name}” and “{other}” differ only in blanks, capitals and punctuation."
    return ""


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    words = re.findall(r"\w+", key(name).replace("&", " and "))
    return "".join(words[1:] if words[:1] == ["the"] else words)


def _short_form(name: str, other: str) -> str:
    if sorted(_words(name)) == sorted(_words(other)):
        return f"“{name}” and “{other}” have the same words, some of them shortened or moved."
    return ""


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words that tell bodies apart, short forms in full."""
    printed = re.findall(r"\w+", key(name).replace("'", "").replace("’", ""))
    in_full = " ".join(SHORT_FORMS.get(word, word) for word in printed).split()
    return tuple(word for word in in_full if word not in ALWAYS_LEFT_OUT)


def _one_letter(name: str, other: str) -> str:
    """“Skill” and “Skills”. Short words are left alone: one letter makes another word of them."""
    mine, others = _words(name), _words(other)
    differ = [pair for pair in zip(mine, others, strict=False) if pair[0] != pair[1]]
    if len(mine) == len(others) > 1 and len(differ) == 1 and _nearly(*differ[0]):
        return f"“{name}” and “{other}” differ in one letter."
    return ""


def _nearly(one: str, two: str) -> bool:
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < 5 or len(longer) - len(shorter) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(shorter))
    return shorter[at + (len(shorter) == len(longer)) :] == longer[at + 1 :]


def _initials(name: str, other: str) -> str:
    """“LSC” for “Learning and Skills Council”, either way round."""
    for short, long in ((name, other), (other, name)):
        if _is_abbreviation(short) and _initials_of(long, short.casefold()):
            return f"“{short}” are the initials of “{long}”."
    return ""


def _is_abbreviation(name: str) -> bool:
    return len(name) > 1 and name.isupper() and name.isalnum()


def _initials_of(long: str, short: str) -> bool:
    words = re.findall(r"\w+", long.casefold())
    main = [word for word in words if word not in ALWAYS_LEFT_OUT]
    return len(main) > 1 and short in ("".join(w[0] for w in main), "".join(w[0] for w in words))


def _cut_short(name: str, other: str) -> str:
    """“tPCT” of “Luton tPCT”, “Barnfield” of “Barnfield College”: the place or the kind is left."""
    mine, others = _words(name), _words(other)
    is_cut = others[1:] == mine or (
        others[: len(mine)] == mine and set(others[len(mine) :]) <= KINDS
    )
    if mine and len(mine) < len(others) and is_cut and not _is_abbreviation(name):
        return f"“{name}” is “{other}” cut short."
    return ""


def _service(name: str, other: str) -> str:
    """“LBC YOS”, “LBC including Youth Service”: a partner and a service within it."""
    rest = _behind(name, other)
    if rest.startswith("including ") or {"service", "care"} & set(_words(rest)):
        return f"“{name}” names “{other}” and something within it."
    return ""


def _something_of(name: str, other: str) -> str:
    if _behind(name, other):
        return f"“{name}” begins with “{other}”."
    return ""


def _behind(name: str, other: str) -> str:
    """What follows the other's name; empty where something else begins or another body is meant."""
    mine, begun = key(name), f"{key(other)} "
    rest = mine.removeprefix(begun) if mine.startswith(begun) else ""
    is_body = set(_words(other)) <= KINDS or set(_words(rest)) & OVERSEES
    return "" if is_body or rest.startswith(("and ", "& ", "/")) else rest


def _left_out(name: str, other: str) -> str:
    """One has all the words of the other and more. A known “PCT” tells nothing of another's."""
    mine, others = set(_words(name)), set(_words(other))
    more = mine ^ others
    is_more = (mine < others or others < mine) and not others <= KINDS
    if mine and others and is_more and not more & OVERSEES:
        return (
            f"“{name}” and “{other}” differ in {', '.join(f'“{word}”' for word in sorted(more))}."
        )
    return ""


_RULES: tuple[tuple[Sureness, Relation, Callable[[str, str], str]], ...] = (
    (Sureness.SURE, Relation.SAME, _spelling),
    (Sureness.LIKELY, Relation.SAME, _short_form),
    (Sureness.LIKELY, Relation.SAME, _one_letter),
    (Sureness.LIKELY, Relation.SAME, _initials),
    (Sureness.LIKELY, Relation.PART_OF, _service),
    (Sureness.LIKELY, Relation.SAME, _cut_short),
    (Sureness.POSSIBLE, Relation.PART_OF, _something_of),
    (Sureness.POSSIBLE, Relation.SAME, _left_out),
)
"""The surest first. Each rule says why in a sentence, or nothing."""


def _question(name: str, found: list[Proposal], known: list[KnownPartner]) -> str:
    """What a person has to say; nothing where the name is known or spelt otherwise."""
    called = {partner.slug: partner.name for partner in known}
    if found and found[0].sureness in (Sureness.KNOWN, Sureness.SURE):
        surest = [each for each in found if each.sureness == found[0].sureness]
        return _which(name, surest, called) if len(surest) > 1 else ""
    if several := _named_inside(name, known):
        names = " and ".join(called[slug] for slug in several)
        return f"“{name}” may name several: {names}. Say whom it stands for."
    if set(_words(name)) <= KINDS:
        return f"“{name}” says what kind of body it is, not which. Say who it is."
    surest = [each for each in found if each.sureness == found[0].sureness]
    # “LBC YOS” is the service of that name, and LBC's as well: no contradiction.
    same = [each for each in surest if each.relation == Relation.SAME] or surest
    if len(same) > 1 or (same and same[0].sureness == Sureness.POSSIBLE):
        return _which(name, same, called)
    return ""


def _which(name: str, found: list[Proposal], called: dict[str, str]) -> str:
    may_be = " or ".join(
        called[each.slug] if each.relation == Relation.SAME else f"part of {called[each.slug]}"
        for each in found
    )
    return f"“{name}” may be {may_be}, or somebody else. Say who it is."


def _named_inside(name: str, known: list[KnownPartner]) -> list[str]:
    """The partners whose names stand side by side in it: “Barnfield LSC”; none if only one."""
    spans: dict[str, tuple[int, int]] = {}
    for partner in known:
        for other in filter(None, partner.names):
            match = re.search(rf"(?<!\w){re.escape(key(other))}(?!\w)", key(name))
            if match and match.end() - match.start() > _length(spans.get(partner.slug)):
                spans[partner.slug] = match.span()
    apart = [
        slug
        for slug, (start, end) in spans.items()
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e in spans.values())
    ]
    return sorted(apart, key=lambda slug: spans[slug]) if len(apart) > 1 else []


def _length(span: tuple[int, int] | None) -> int:
    return span[1] - span[0] if span else 0
