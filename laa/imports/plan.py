"""What would be written: the document and the decisions together, before anything is.

A plan names rows as fixtures do, by slugs and keys, and knows nothing of the database. The page
that previews an import, the action that does it and the tests all look at the same plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.text import slugify

from laa.imports.agreement import PrintedAgreement, PrintedIndicator
from laa.imports.cells import PrintedCell
from laa.imports.decisions import BASELINE, Decisions
from laa.imports.facts import facts_of
from laa.imports.problems import Unreadable
from laa.imports.promises import Both
from laa.imports.who_is_who import PlannedPartner, WhoIsWho, undecided
from laa.rules import periods
from laa.rules.reserved import kept_apart
from laa.rules.vocabulary import (
    CellKind,
    CellState,
    Frequency,
    Promise,
)

NO_PARTNER = "No partner printed"
NO_THEME = "No theme printed"
STRAND_LABELS = {"m": "Male", "f": "Female"}


@dataclass(frozen=True)
class PlannedCell:
    """A baseline or target of one strand. `value` None is no number, which is not zero."""

    strand: str
    period: str
    text: str
    kind: CellKind
    state: CellState
    value: Decimal | None
    change: Decimal | None
    base: str
    secondary: Decimal | None
    due: date | None
    note: str = ""


@dataclass(frozen=True)
class PlannedIndicator:
    """An indicator with its promise. `proposed` names the facts nobody has confirmed."""

    ref: str
    slug: str
    facts: Mapping[str, object]
    supplier: str
    proposed: tuple[str, ...]
    strands: Mapping[str, str]
    theme: str
    designation: str
    lead: str
    contributors: tuple[str, ...]
    printed_row: int
    printed_partners: str
    baselines: tuple[PlannedCell, ...]
    targets: tuple[PlannedCell, ...]


@dataclass(frozen=True)
class Plan:
    title: str
    slug: str
    kind: str
    starts: date
    ends: date
    source: str
    strategy: str
    strategy_years: int | None
    recorded_on: date | None
    partners: list[PlannedPartner]
    aliases: dict[str, str]
    themes: dict[str, str]
    boards: list[dict]
    indicators: list[PlannedIndicator]
    terms: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    both: Both = field(default_factory=Both)
    promise: Promise | None = None


def make_plan(
    agreement: PrintedAgreement,
    decisions: Decisions,
    *,
    title: str,
    first_year: int,
    known: Mapping[str, str],
) -> Plan:
    """The plan; Unreadable where decisions speak of what the document does not have.

    `known` maps the names and aliases of the partnership's partners, in lower case, to their slugs.
    """
    _check(agreement, decisions)
    who = WhoIsWho(agreement.terms, decisions, known)
    themes = _themes(agreement, decisions)
    planner = _Planner(decisions, who, themes)
    indicators = [planner.indicator(each, n) for n, each in enumerate(agreement.indicators, 1)]
    who.check()
    said = decisions.agreement
    starts, ends = _term(agreement, first_year)
    return Plan(
        title=title,
        slug=kept_apart("agreement", said.get("slug") or slugify(title)[:50]),
        kind=said.get("kind") or "laa",
        starts=starts,
        ends=ends,
        source=said.get("source") or "",
        strategy=said.get("strategy") or "",
        strategy_years=said.get("strategy_years"),
        recorded_on=said.get("recorded_on"),
        partners=who.partners(),
        aliases=decisions.aliases,
        themes=dict(themes.values()),
        boards=decisions.boards,
        indicators=indicators,
        terms=agreement.terms,
        warnings=[*agreement.warnings, *who.warnings],
        both=agreement.both,
        promise=decisions.promise,
    )


def _check(agreement: PrintedAgreement, decisions: Decisions) -> None:
    """Every decision is about something the document has."""
    refs = {each.ref: each for each in agreement.indicators}
    problems = []
    for ref in [*decisions.indicators, *(cell["ref"] for cell in decisions.cells)]:
        if ref not in refs:
            problems.append(undecided(f"{ref} is not in the document."))
    for cell in decisions.cells:
        each = refs.get(cell["ref"])
        if each and cell["period"] not in {BASELINE, *(target.period for target in each.targets)}:
            problems.append(undecided(f"{each.ref} has no target for {cell['period']}."))
    for theme in decisions.themes:
        if theme not in agreement.themes:
            problems.append(undecided(f"The theme “{theme}” is not in the document."))
    if problems:
        raise Unreadable(list(dict.fromkeys(problems)))


def _term(agreement: PrintedAgreement, first_year: int) -> tuple[date, date]:
    """From April of the first year to the end of the last financial year that has a target."""
    ends = [
        periods.period(target.period).end
        for each in agreement.indicators
        for target in each.targets
        if each.designation != "statutory"
    ]
    first = periods.financial_year(first_year)
    last = periods.containing(max(ends, default=first.end), Frequency.FINANCIAL_YEAR)
    return first.start, last.end


def _themes(agreement: PrintedAgreement, decisions: Decisions) -> dict[str, tuple[str, str]]:
    """The slug and name of each printed theme, in printed order; then those only decided."""
    found = {}
    chosen = {ref: said.get("theme") for ref, said in decisions.indicators.items()}
    has_none = any(not each.theme and not chosen.get(each.ref) for each in agreement.indicators)
    for theme in [*agreement.themes, *([""] if has_none else [])]:
        said = decisions.themes.get(theme, {})
        name = said.get("name") or theme or NO_THEME
        found[theme] = (said.get("slug") or slugify(name)[:100] or "theme", name)
    for name in filter(None, chosen.values()):
        if not _theme_slug(name, found):
            found[name] = (slugify(name)[:100] or "theme", name)
    return found


def _theme_slug(said: str, themes: Mapping[str, tuple[str, str]]) -> str:
    """The theme that a decision names by its slug or its name; "" where there is none yet."""
    wanted = (said, said.casefold(), slugify(said)[:100])
    return next(
        (slug for slug, name in themes.values() if slug in wanted or name.casefold() == wanted[1]),
        "",
    )


def _strand_label(key: str, each: PrintedIndicator) -> str:
    """What a strand is called: as printed; "" for the whole."""
    return "" if key == "all" else STRAND_LABELS.get(key) or each.strand_labels.get(key, "")


class _Planner:
    def __init__(self, decisions: Decisions, who: WhoIsWho, themes: dict[str, tuple[str, str]]):
        self.decisions, self.who, self.themes = decisions, who, themes

    def indicator(self, each: PrintedIndicator, number: int) -> PlannedIndicator:
        said = self.decisions.indicators.get(each.ref, {})
        facts, proposed = facts_of(each, said)
        lead, contributors = self._partners(each, said)
        strands = {
            key: (said.get("strands") or {}).get(key, _strand_label(key, each))
            for key in each.strands
        }
        return PlannedIndicator(
            ref=each.ref,
            slug=kept_apart("indicator", said.get("slug") or slugify(each.ref)[:40]),
            facts=facts,
            supplier=said.get("supplier") or lead,
            proposed=proposed,
            strands=strands,
            theme=_theme_slug(said["theme"], self.themes)
            if said.get("theme")
            else self.themes[each.theme][0],
            designation=said.get("designation") or each.designation,
            lead=lead,
            contributors=contributors,
            printed_row=number,
            printed_partners=each.printed_partners,
            baselines=tuple(
                self._cell(each, each.baseline, strand, BASELINE) for strand in strands
            ),
            targets=tuple(
                self._cell(each, target, strand, target.period)
                for strand in strands
                for target in each.targets
            ),
        )

    def _partners(self, each: PrintedIndicator, said) -> tuple[str, tuple[str, ...]]:
        slugs = dict.fromkeys(slug for name in each.partners for slug in self.who.slugs(name))
        leads = self.who.slugs(each.lead) if each.lead else list(slugs)[:1]
        if said.get("lead"):
            leads = self.who.slugs(said["lead"])
        lead = leads[0] if leads else self.who.slugs(NO_PARTNER)[0]
        return lead, tuple(slug for slug in slugs if slug != lead)

    def _cell(
        self, each: PrintedIndicator, cell: PrintedCell, strand: str, period: str
    ) -> PlannedCell:
        reading = cell.reading
        said = self.decisions.of_cell(each.ref, period, strand)
        # Nobody has said yet that the printed 0 is one: no number until somebody does.
        is_nought = reading.state == CellState.PLACEHOLDER_ZERO
        read = {
            "kind": reading.kind,
            "state": reading.state,
            "value": None if is_nought else reading.values.get(strand),
            "change": reading.change,
            "base": reading.base,
            "secondary": reading.secondary,
            "due": reading.due,
        }
        taken = {name: said.get(name, value) for name, value in read.items()}
        of = said.get("of", cell.period) or ""
        note = f"Printed beside it: {cell.beside}." if cell.beside else ""
        return PlannedCell(strand=strand, period=of, text=reading.text, note=note, **taken)
