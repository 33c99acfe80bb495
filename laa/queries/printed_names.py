"""The names a document prints and nobody goes by, with who they may be and what was decided."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from laa.imports.agreement import PrintedAgreement
from laa.imports.chosen import Chosen, within_of
from laa.imports.decisions import Decisions
from laa.imports.plan import Plan
from laa.imports.who_is_who import slug_of
from laa.models import AgreementImport
from laa.rules.partner_names import (
    Answer,
    KnownPartner,
    Proposal,
    Relation,
    Sureness,
    key,
    propose,
)


@dataclass(frozen=True)
class PrintedName:
    """A partner's name that nobody in the partnership goes by.

    `slug` is that of the partner it would become, and empty where it was decided to be none.
    `same`, `within` and `several` are what was decided: slugs, or names that nobody has yet.
    """

    name: str
    slug: str
    own_slug: str
    meaning: str
    refs: list[str]
    same: str
    within: str
    several: tuple[str, ...]
    answer: Answer
    called: dict[str, str]

    @property
    def is_decided(self) -> bool:
        return bool(self.same or self.within or self.several)

    @property
    def proposals(self) -> list[tuple[Proposal, str]]:
        """Whom it may be, the likeliest first, with their names; three are enough."""
        return [(each, self.called[each.slug]) for each in self.answer.proposals[:3]]

    @property
    def bodies(self) -> list[str]:
        """The names of the several it stands for."""
        return [self.called.get(each, each) for each in self.several]

    @property
    def sure(self) -> str:
        """The slug of the partner it surely is, where nothing else could be meant; else ""."""
        best = self.answer.best
        is_sure = best and (best.relation, best.sureness) == (Relation.SAME, Sureness.SURE)
        return best.slug if is_sure else ""


def printed_names(
    started: AgreementImport, printed: PrintedAgreement, decisions: Decisions, plan: Plan
) -> list[PrintedName]:
    """In alphabetical order; the bodies a name was split into are among them if they are new."""
    known, apart = started.partnership.known_names(), started.partnership.distinctions()
    made = {partner.name: partner.slug for partner in plan.partners}
    there = [
        *started.partnership.known_partners(),
        *(KnownPartner(slug, (name,)) for name, slug in made.items()),
    ]
    called = {partner.slug: partner.name for partner in there}
    within = within_of({"partners": decisions.partners})
    described = {said["slug"] for said in decisions.partners if not said.get("part_of")}

    def is_open(name: str) -> bool:
        if name in decisions.aliases or name in decisions.splits or name in within:
            return True
        return name in made and made[name] not in described and key(name) not in known

    return [
        PrintedName(
            name,
            made.get(name, ""),
            made.get(name) or slug_of(name, called),
            printed.terms.get(name, ""),
            found,
            decisions.aliases.get(name, ""),
            within.get(name, ""),
            tuple(decisions.splits.get(name, ())),
            propose(name, [p for p in there if p.slug != made.get(name)], distinct=apart),
            called,
        )
        for name, found in sorted(_places(printed, decisions).items(), key=lambda i: key(i[0]))
        if is_open(name)
    ]


def _places(printed: PrintedAgreement, decisions: Decisions) -> dict[str, list[str]]:
    """Where each name stands: the references of its indicators."""
    refs: dict[str, list[str]] = defaultdict(list)
    for each in printed.indicators:
        for name in each.partners:
            for part in dict.fromkeys((name, *decisions.splits.get(name, ()))):
                refs[part].append(each.ref)
    return refs


def with_sure_ones(names: Iterable[PrintedName], chosen: Sequence[Chosen]) -> list[Chosen]:
    """What was chosen, with every name that surely is another's; never two of each other."""
    said = {each.name: each for each in chosen}
    own = {each.slug: each.name for each in names if each.slug}
    for each in names:
        mine, other = said[each.name], said.get(own.get(each.sure, ""))
        is_named = any(mine.slug in (o.same, o.within, *o.several) for o in said.values())
        is_free = not (mine.same or mine.within or mine.several or is_named)
        if each.sure and is_free and not (other and (other.same or other.several)):
            said[each.name] = replace(mine, same=each.sure)
    return list(said.values())
