"""What the pages of an import show: the reading, the decisions, what is still to be decided."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from laa.actions.imports import decided, printed
from laa.imports.agreement import PrintedAgreement, PrintedIndicator
from laa.imports.decisions import Decisions
from laa.imports.plan import NO_PARTNER, NO_THEME, Plan, PlannedIndicator, make_plan
from laa.imports.questions import Question, cells_of, questions
from laa.models import AgreementImport
from laa.queries.printed_names import PrintedName, printed_names
from laa.rules.notation import in_words
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
    beside: str = ""


@dataclass(frozen=True)
class ShownRow:
    indicator: PrintedIndicator
    slug: str
    cells: list[ShownCell]
    open_questions: int
    is_decided: bool
    chosen: dict[str, str]
    """The lead, theme and designation as a person chose them; only what was chosen."""


@dataclass(frozen=True)
class ImportPage:
    started: AgreementImport
    printed: PrintedAgreement
    decisions: Decisions
    plan: Plan

    @property
    def asks_for_promise(self) -> bool:
        """Whether years have two targets and nobody has said which of them is the promise."""
        return bool(self.printed.both) and not self.decisions.promise

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
                self._chosen(each.ref),
            )
            for each in self.printed.indicators
        ]

    def _chosen(self, ref: str) -> dict[str, str]:
        said = self.decisions.indicators.get(ref, {})
        if not {"lead", "theme", "designation"} & said.keys():
            return {}
        planned = self.planned(ref)
        taken = {
            "lead": self.lead_name(planned),
            "theme": self.plan.themes[planned.theme],
            "designation": planned.designation,
        }
        return {name: value for name, value in taken.items() if name in said}

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

    def planned(self, ref: str) -> PlannedIndicator:
        return next(each for each in self.plan.indicators if each.ref == ref)

    def lead_name(self, planned: PlannedIndicator) -> str:
        return self._names[planned.lead]

    @cached_property
    def _names(self) -> dict[str, str]:
        """By slug: partners here, and those the document brings."""
        here = dict(self.started.partnership.partners.values_list("slug", "name"))
        return {partner.slug: partner.name for partner in self.plan.partners} | here

    @cached_property
    def leads(self) -> list[str]:
        """The names of everybody who may lead."""
        return sorted(set(self._names.values()) - {NO_PARTNER}, key=str.casefold)

    @property
    def themes(self) -> list[str]:
        return [name for name in self.plan.themes.values() if name != NO_THEME]

    @cached_property
    def new_names(self) -> list[PrintedName]:
        """Names that would become partners of their own, and those decided to be something else."""
        return printed_names(self.started, self.printed, self.decisions, self.plan)

    @property
    def names_decided(self) -> int:
        """Of those, how many a person said to be another’s, a service, or several."""
        return sum(each.is_decided for each in self.new_names)


def shown_cell(each: PrintedIndicator, key: str, cell, decisions: Decisions) -> ShownCell:
    said = decisions.of_cell(each.ref, key, each.strands[0])
    return ShownCell(
        key,
        "Baseline" if key == "baseline" else period(key).short_label,
        cell.text,
        in_words(cell.reading),
        said.get("typed") or ("as read" if said else ""),
        bool(cell.reading.warnings) and not said,
        cell.beside,
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
