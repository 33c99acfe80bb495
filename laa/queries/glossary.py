"""The terms of a partnership, and what its agreements use without saying what it is."""

from dataclasses import dataclass

from laa.models import Baseline, Commitment, Indicator, Partnership, Target, Term
from laa.rules.abbreviations import abbreviations


@dataclass(frozen=True)
class Unlisted:
    """An abbreviation that agreements print and the glossary does not list."""

    name: str
    times: int
    partner: str


@dataclass(frozen=True)
class Glossary:
    terms: list[Term]
    unlisted: list[Unlisted]

    @property
    def undefined(self) -> list[Term]:
        return [term for term in self.terms if not term.meaning]

    def said_of(self, name: str) -> dict[str, str]:
        """For the boxes of a form: what it means or is guessed to mean, and what was seen."""
        meanings = {term.name: term.meaning for term in self.terms}
        guesses = {each.name: each.partner for each in self.unlisted}
        meaning = meanings.get(name, "")
        return {"name": name, "meaning": meaning or guesses.get(name, ""), "seen": meaning}


def read_glossary(partnership: Partnership) -> Glossary:
    """In six queries: the terms, and everything printed in which an abbreviation may stand."""
    terms = list(Term.objects.filter(partnership=partnership))
    listed = {term.name for term in terms}
    printed: list[str] = []
    for rows, field in (
        (Indicator.objects, "title"),
        (Commitment.objects, "printed_partners"),
        (Baseline.objects.current(), "text"),
        (Target.objects.current(), "text"),
    ):
        printed += rows.filter(partnership=partnership).order_by().values_list(field, flat=True)
    names = {
        name: partner.name
        for partner in partnership.partners.prefetch_related("aliases")
        for name in (partner.abbreviation, *(alias.name for alias in partner.aliases.all()))
    }
    used = abbreviations(printed)
    within = {word for term in listed for word in term.split()}
    unlisted = [
        Unlisted(name, times, names.get(name, ""))
        for name, times in sorted(used.items())
        if name not in listed | within
    ]
    return Glossary(terms, unlisted)
