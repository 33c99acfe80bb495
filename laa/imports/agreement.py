"""A whole agreement, as printed: every indicator with its cells, partners and doubts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from laa.catalogue import entry
from laa.catalogue.wording import difference
from laa.imports.cells import PrintedCell, read_cells
from laa.imports.checks import row_problems
from laa.imports.designation import designation_of
from laa.imports.doubts import Doubt, row_doubts
from laa.imports.glossary import read_terms
from laa.imports.grid import Document
from laa.imports.heads import Part
from laa.imports.left_out import left_out
from laa.imports.near_heads import without_titles
from laa.imports.partners import Partners, bare, read_partners
from laa.imports.problems import Problem, Unreadable
from laa.imports.promises import Both, both_of, said_of
from laa.imports.references import Reference, tidy, title
from laa.imports.several_tables import several_tables
from laa.imports.strands import all_together, of_strand, strand_key, together
from laa.imports.table import Printed, Tables, read_tables
from laa.imports.units import measured_in, way_of
from laa.imports.years import check_years
from laa.rules.vocabulary import Polarity, Promise, Unit

_NO_THEME = Doubt("No theme is printed. Choose one.", "theme")


@dataclass(frozen=True)
class PrintedIndicator:
    """One indicator as printed. What the document does not say is "" or None, with a warning."""

    ref: str
    title: str
    designation: str
    theme: str
    unit: Unit | None
    polarity: Polarity | None
    polarity_basis: str
    lead: str
    lead_name: str
    partners: tuple[str, ...]
    strands: tuple[str, ...]
    baseline: PrintedCell
    targets: tuple[PrintedCell, ...]
    row: int
    unit_detail: str = ""
    """What the unit's column prints beyond the kind of unit: “per 1,000 people”."""
    printed_partners: str = ""
    is_strand: bool = False
    """Whether its rows each stand for a strand, in a column of its own."""
    doubts: tuple[Doubt, ...] = ()

    @property
    def strand_labels(self) -> dict[str, str]:
        """The strands' names as printed, of those that are neither the whole nor a sex."""
        cells = (self.baseline, *self.targets)
        return {key: label for cell in cells for key, label in cell.reading.labels.items()}

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(doubt.text for doubt in self.doubts)


@dataclass(frozen=True)
class PrintedAgreement:
    indicators: list[PrintedIndicator]
    terms: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    both: Both = field(default_factory=Both)

    @property
    def themes(self) -> list[str]:
        return list(dict.fromkeys(each.theme for each in self.indicators if each.theme))


def read_agreement(
    document: Document, first_year: int, *, promise: Promise | None = None
) -> PrintedAgreement:
    """Everything the document says; Unreadable with every problem if anything cannot stand.

    `promise` is what a person said of years that have two targets; None is the stretched one.
    """
    tables = read_tables(document, first_year, promise)
    problems = [*document.problems, *tables.problems]
    both = both_of(tables.heads)
    warnings = [*document.warnings, *said_of(both, promise)]
    warnings += check_years(tables, first_year, problems)
    warnings += several_tables(tables)
    terms = read_terms(tables.left_out)
    reader = _Reader(tables, terms, problems)
    indicators = [reader.read(printed) for printed in tables.rows]
    indicators = _one_of_each(indicators, tables, problems)
    if not indicators and not problems:
        problems.append(_no_rows(tables))
    if problems:
        raise Unreadable(_one_a_cell(problems))
    return PrintedAgreement(
        _with_one_spelling(indicators), terms, [*warnings, *left_out(tables, terms)], both
    )


def _no_rows(tables: Tables) -> Problem:
    heads = ", ".join(f"“{column.head}”" for column in tables.heads[0].columns if column.head)
    return Problem(
        f"There is no row of an indicator under the heads {heads}.",
        "Choose the document that has the rows.",
    )


def _one_a_cell(problems: list[Problem]) -> list[Problem]:
    """In the order of the document; what follows from a cell's first problem is not said again."""
    first: dict[tuple, Problem] = {}
    for problem in problems:
        place = (problem.sheet, problem.row or 0, problem.column)
        first.setdefault(place if problem.row else (*place, problem.what), problem)
    return sorted(first.values(), key=lambda p: (p.sheet, p.row or 0, len(p.column), p.column))


class _Reader:
    """Reads rows one by one, knowing what the whole document prints."""

    def __init__(self, tables: Tables, terms: dict[str, str], problems: list[Problem]):
        self.terms = terms
        self.problems = problems
        self.has_stars = any(
            printed.row[column.index].words.startswith("*")
            for printed in tables.rows
            for column in printed.heads.of(Part.TARGET)
        )
        self.unnumbered = 0

    def read(self, printed: Printed) -> PrintedIndicator:
        reference, name = self._named(printed)
        national = entry(reference.text)
        way = way_of(printed.words(Part.POLARITY), national)
        self.problems += row_problems(printed, reference, name)
        baseline, targets = read_cells(printed, way.polarity, self.problems)
        if label := printed.words(Part.STRAND):
            baseline, targets = of_strand(baseline, label), [of_strand(t, label) for t in targets]
        cells = [baseline, *targets]
        measured = measured_in(printed.words(Part.UNIT), cells, national)
        designated = designation_of(printed, reference, targets, self.has_stars)
        partners, lead, partner_doubts = self._partners(printed)
        doubts = [*self._name_doubts(printed, reference, name)]
        if not printed.theme:
            doubts.append(_NO_THEME)
        doubts += [Doubt(text, "polarity") for text in way.doubts]
        doubts += [Doubt(text, "unit") for text in measured.doubts]
        doubts += [Doubt(text, "lead") for text in partner_doubts]
        doubts += [Doubt(text, "designation") for text in designated.doubts]
        doubts += row_doubts(name, baseline, targets)
        return PrintedIndicator(
            ref=reference.text,
            title=name,
            designation=designated.designation,
            theme=printed.theme,
            unit=measured.unit,
            unit_detail=measured.detail,
            polarity=way.polarity,
            polarity_basis=way.basis,
            lead=lead,
            lead_name=self.terms.get(lead) or lead,
            partners=partners.names,
            strands=_strands(cells, label),
            baseline=baseline,
            targets=tuple(targets),
            row=printed.row.number,
            printed_partners=tidy(printed.words(Part.PARTNERS) or printed.words(Part.LEAD)),
            is_strand=bool(label),
            doubts=tuple(doubts),
        )

    def _name_doubts(self, printed: Printed, reference: Reference, name: str) -> Iterator[Doubt]:
        if not printed.reference:
            yield Doubt(f"No reference is printed; “{reference.text}” stands in.", "title")
        if departs := difference(reference.text, name):
            yield Doubt(departs.said, "title")

    def _named(self, printed: Printed) -> tuple[Reference, str]:
        reference = printed.reference
        words = printed.words(Part.TITLE) or printed.words(Part.INDICATOR)
        if reference and (printed.heads.first(Part.REFERENCE) is None or not words):
            words = reference.rest or printed.words(Part.TITLE)
        name = title(words)
        if reference is None:
            self.unnumbered += 1
            reference = Reference(f"U {self.unnumbered:03d}", "")
        if not name:
            self.problems.append(_untitled(printed, reference))
        return reference, name

    def _partners(self, printed: Printed) -> tuple[Partners, str, list[str]]:
        """The partners, the lead among them, and what is doubtful about that."""
        partners = read_partners(printed.words(Part.PARTNERS))
        if named := bare(printed.words(Part.LEAD)):
            names = tuple(dict.fromkeys((named, *partners.names)))
            return Partners(names, (named,)), named, []
        if not partners.leads:
            return partners, "", ["No partner is marked as the lead. Choose one."]
        lead, *others = partners.leads
        doubts = (
            [f"{len(others) + 1} partners are marked as lead; {lead} is taken."] if others else []
        )
        return partners, lead, doubts


def _untitled(printed: Printed, reference: Reference) -> Problem:
    """The row has no title; where no row can have one, that is said once for the whole table."""
    if of_the_table := without_titles(printed.heads, printed.row):
        return of_the_table
    national = entry(reference.text)
    return Problem(
        f"{reference.text} has no title.",
        f"Type it, such as “{national.title}”." if national else "Type its title.",
        printed.sheet,
        printed.row.number,
        printed.column(Part.TITLE) or printed.column(Part.INDICATOR),
    )


def _strands(cells: list[PrintedCell], label: str) -> tuple[str, ...]:
    if label:
        return (strand_key(label),)
    keys = dict.fromkeys(key for cell in cells for key in cell.reading.values)
    return tuple(keys) or ("all",)


def _one_of_each(
    indicators: list[PrintedIndicator], tables: Tables, problems: list[Problem]
) -> list[PrintedIndicator]:
    """The rows of one indicator's strands as one; any other row that repeats one is a problem."""
    found: dict[str, PrintedIndicator] = {}
    for each, printed in zip(indicators, tables.rows, strict=True):
        earlier = found.get(each.ref)
        if earlier is None:
            found[each.ref] = each
        elif merged := _merged(earlier, each):
            found[each.ref] = merged
        else:
            problems.append(
                Problem(
                    f"{each.ref} stands in row {earlier.row} already.",
                    "Keep one of the rows. If they are two agreements, load them one by one.",
                    printed.sheet,
                    printed.row.number,
                    printed.column(Part.REFERENCE) or printed.column(Part.INDICATOR),
                )
            )
    return list(found.values())


def _merged(one: PrintedIndicator, other: PrintedIndicator) -> PrintedIndicator | None:
    """Two strands of one indicator; None if the second row is none of its strands."""
    targets = all_together(one.targets, other.targets)
    is_whole = "all" in one.strands and not (one.is_strand and other.is_strand)
    if is_whole or set(one.strands) & set(other.strands) or targets is None:
        return None
    return replace(
        one,
        strands=(*one.strands, *other.strands),
        baseline=together(one.baseline, other.baseline),
        targets=targets,
        doubts=tuple(dict.fromkeys((*one.doubts, *other.doubts))),
    )


def _with_one_spelling(indicators: list[PrintedIndicator]) -> list[PrintedIndicator]:
    """“Children and Young People” is the theme printed as “Children & Young People” before."""
    spellings: dict[str, str] = {}
    for each in indicators:
        spellings.setdefault(_spelled(each.theme), each.theme)
    return [
        each
        if each.theme == (theme := spellings[_spelled(each.theme)])
        else replace(each, theme=theme)
        for each in indicators
    ]


@lru_cache(maxsize=256)
def _spelled(theme: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", theme.casefold().replace("&", " and ")).split())
