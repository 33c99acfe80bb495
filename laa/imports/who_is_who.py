"""Which partners the printed names stand for. Names are joined by decision only."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from laa.imports.decisions import Decisions
from laa.imports.problems import Problem, Unreadable
from laa.rules.partner_names import key
from laa.rules.reserved import RESERVED


@dataclass(frozen=True)
class PlannedPartner:
    slug: str
    name: str
    abbreviation: str = ""
    part_of: str = ""
    aliases: tuple[str, ...] = ()


def undecided(what: str, to_do: str = "Correct or remove the decision.") -> Problem:
    return Problem(what, to_do, "decisions")


def slug_of(name: str, taken: Collection[str]) -> str:
    """The address of a partner of its own, different from all that are taken."""
    slug = slugify(name)[:90] or "partner"
    taken = {*taken, *RESERVED["partner"]}
    return next(s for s in (slug, *(f"{slug}-{n}" for n in range(2, 999))) if s not in taken)


class WhoIsWho:
    """Answers who a printed name is, and keeps the partners that have to be made for it."""

    def __init__(self, terms: Mapping[str, str], decisions: Decisions, known: Mapping[str, str]):
        self.known = dict(known)
        self.there = set(known.values())
        self.decisions = decisions
        self.planned: dict[str, PlannedPartner] = {}
        self.warnings: list[str] = []
        self.terms = terms
        for said in decisions.partners:
            partner = PlannedPartner(
                slug=said["slug"],
                name=said.get("name") or said["slug"],
                abbreviation=said.get("abbreviation") or "",
                part_of=said.get("part_of") or "",
                aliases=tuple(said.get("aliases") or ()),
            )
            self.planned[partner.slug] = partner
            for name in (partner.name, partner.abbreviation, *partner.aliases):
                if name:
                    self.known.setdefault(key(name), partner.slug)
        for name, slug in decisions.aliases.items():
            self.known[key(name)] = slug

    def slugs(self, name: str) -> list[str]:
        """One slug as a rule; several where a person said that a name stands for several."""
        several = self.decisions.splits.get(name) or [name]
        return list(dict.fromkeys(self._slug(each) for each in several))

    def _slug(self, name: str) -> str:
        if name in self.planned or name in self.there:
            return name
        if found := self.known.get(key(name)):
            return found
        slug = slug_of(name, {*self.planned, *self.there})
        self.planned[slug] = PlannedPartner(slug, name)
        self.known[key(name)] = slug
        meaning = self.terms.get(name)
        is_said = f" (the document: {meaning})" if meaning else ""
        self.warnings.append(f"“{name}”{is_said} is a new partner. Say who it is if it is not.")
        return slug

    def partners(self) -> list[PlannedPartner]:
        """Those to be made, a whole before its services, so that either can be taken away again."""
        return sorted(self.planned.values(), key=lambda partner: len(self._above(partner.slug)))

    def check(self) -> None:
        """Whoever a name is said to be, or to be a service of, is here or will be."""
        if problems := [*self._aliases_of_nobody(), *self._services_of_nobody()]:
            raise Unreadable(problems)

    def _aliases_of_nobody(self) -> Iterator[Problem]:
        for name, slug in self.decisions.aliases.items():
            if slug not in self.planned and slug not in self.there:
                yield self._lost(f"“{name}” is said to be", slug, "what both stand for")

    def _services_of_nobody(self) -> Iterator[Problem]:
        for partner in self.planned.values():
            above = self._above(partner.slug)
            if partner.slug in above:
                yield undecided(
                    f"“{partner.name}” is said to be a service of itself, by way of "
                    f"{' and '.join(f'“{self.planned[slug].name}”' for slug in above)}.",
                    "Say which of them is the whole.",
                )
            elif partner.part_of and partner.part_of not in {*self.planned, *self.there}:
                said = f"“{partner.name}” is said to be a service of"
                yield self._lost(said, partner.part_of, "whom that stands for")

    def _above(self, slug: str) -> list[str]:
        """Whom a partner to be made is a service of, and whom that is, up to the whole."""
        found: list[str] = []
        at = self.planned.get(slug)
        while at and at.part_of and at.part_of not in found:
            found.append(at.part_of)
            at = self.planned.get(at.part_of)
        return found

    def _lost(self, said: str, slug: str, instead: str) -> Problem:
        """A slug that nobody has: of a name that is itself another's, or of no name at all."""
        joined = {
            **dict.fromkeys(self.decisions.aliases, "is itself another’s name"),
            **dict.fromkeys(self.decisions.splits, "stands for several"),
            **dict.fromkeys(self.known, "is another name of a partner here"),
        }
        for name, is_what in joined.items():
            if slugify(name)[:90] == slug:
                return undecided(f"{said} “{name}”, and “{name}” {is_what}.", f"Choose {instead}.")
        return undecided(f"{said} “{slug}”, and no partner here or in the document has that slug.")
