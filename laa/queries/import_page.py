"""What the pages of an import show: the reading, the decisions, what is still to be decided."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from laa.actions.imports import decided, printed
from laa.imports.agreement import PrintedAgreement, PrintedIndicator
from laa.imports.decisions import Decisions
from laa.imports.plan import Plan, make_plan
from laa.imports.questions import Question, cells_of, questions
from laa.models import AgreementImport
from laa.rules.notation import in_words
from laa.rules.partner_names import (
    Answer,
    KnownPartner,
    Proposal,
    Relation,
    Sureness,
    propose,
)
from laa.rules.periods import period


@dataclass(frozen=True)
class ShownCell:
    """A cell beside its reading; `decided` is what a person typed instead."""

    period: str
    label: str
    text: str
    said: str
    decided: str
    has_doubts: bool


@dataclass(frozen=True)
class ShownRow:
    indicator: PrintedIndicator
    slug: str
    cells: list[ShownCell]
    open_questions: int
    is_decided: bool


@dataclass(frozen=True)
class PrintedName:
    """A partner's name that nobody in the partnership goes by."""

    name: str
    slug: str
    meaning: str
    refs: list[str]
    decided: str
    answer: Answer
    called: dict[str, str]

    @property
    def proposals(self) -> list[tuple[Proposal, str]]:
        """Whom it may be, the likeliest first, with their names; three are enough."""
        return [(each, self.called[each.slug]) for each in self.answer.proposals[:3]]

    @property
    def sure(self) -> str:
        """The slug of the partner it surely is, where nothing else could be meant; else ""."""
        best = self.answer.best
        is_sure = best and (best.relation, best.sureness) == (Relation.SAME, Sureness.SURE)
        return best.slug if is_sure else ""


@dataclass(frozen=True)
class ImportPage:
    started: AgreementImport
    printed: PrintedAgreement
    decisions: Decisions
    plan: Plan

    @cached_property
    def questions(self) -> list[Question]:
        return questions(self.printed, self.decisions)

    @cached_property
    def open_questions(self) -> list[Question]:
        return [question for question in self.questions if not question.is_answered]

    @cached_property
    def rows(self) -> list[ShownRow]:
        waiting = Counter(question.ref for question in self.open_questions)
        slugs = {planned.ref: planned.slug for planned in self.plan.indicators}
        return [
            ShownRow(
                each,
                slugs[each.ref],
                [shown_cell(each, key, cell, self.decisions) for key, cell in cells_of(each)],
                waiting[each.ref],
                each.ref in self.decisions.indicators,
            )
            for each in self.printed.indicators
        ]

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """What the document holds, to be compared with the document itself."""
        designations = Counter(each.designation for each in self.printed.indicators)
        states = Counter(
            target.reading.state.label
            for each in self.printed.indicators
            for target in each.targets
        )
        return [
            ("Indicators", len(self.printed.indicators)),
            *((f"{name.capitalize()}", n) for name, n in designations.items()),
            ("Themes", len(self.printed.themes)),
            ("Targets", sum(states.values())),
            *((f"Targets: {name.lower()}", n) for name, n in states.most_common()),
        ]

    def with_sure_ones(self, aliases: dict[str, str]) -> dict[str, str]:
        """The aliases with every name that surely is another's, never two names of each other."""
        joined = dict(aliases)
        own = {each.slug: each.name for each in self.new_names if each.slug}
        for each in self.new_names:
            is_target = each.slug and each.slug in joined.values()
            if each.sure and not is_target and own.get(each.sure) not in joined:
                joined.setdefault(each.name, each.sure)
        return joined

    @cached_property
    def new_names(self) -> list[PrintedName]:
        """Names that would become partners of their own, and those decided to be other names."""
        refs = defaultdict(list)
        for each in self.printed.indicators:
            for name in each.partners:
                refs[name].append(each.ref)
        partnership = self.started.partnership
        known, apart = partnership.known_names(), partnership.distinctions()
        named = {said["slug"] for said in self.decisions.partners}
        by_name = {partner.name: partner.slug for partner in self.plan.partners}
        there = [
            *partnership.known_partners(),
            *(KnownPartner(slug, (name,)) for name, slug in by_name.items()),
        ]
        called = {partner.slug: partner.name for partner in there}
        return [
            PrintedName(
                name,
                by_name.get(name, ""),
                self.printed.terms.get(name, ""),
                found,
                self.decisions.aliases.get(name, ""),
                propose(name, [p for p in there if p.slug != by_name.get(name)], distinct=apart),
                called,
            )
            for name, found in sorted(refs.items(), key=lambda item: item[0].casefold())
            if name in self.decisions.aliases
            or (by_name.get(name) not in named and name in by_name and name.casefold() not in known)
        ]


def shown_cell(each: PrintedIndicator, key: str, cell, decisions: Decisions) -> ShownCell:
    said = decisions.of_cell(each.ref, key, each.strands[0])
    return ShownCell(
        key,
        "Baseline" if key == "baseline" else period(key).short_label,
        cell.text,
        in_words(cell.reading),
        said.get("typed") or ("as read" if said else ""),
        bool(cell.reading.warnings) and not said,
    )


def import_page(started: AgreementImport) -> ImportPage:
    """The document read anew; Unreadable if the service has come to read it otherwise."""
    reading, decisions = printed(started), decided(started)
    plan = make_plan(
        reading,
        decisions,
        title=started.title,
        first_year=started.first_year,
        known=started.partnership.known_names(),
    )
    return ImportPage(started, reading, decisions, plan)
