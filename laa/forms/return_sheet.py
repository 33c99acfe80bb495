"""The return's spreadsheet judged by the same form as its page, so that the two never disagree."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django import forms

from laa.forms.return_line import ReturnLineForm
from laa.imports.problems import Problem
from laa.imports.return_columns import CLEAR, ENTRY, KINDS, Kind, LineToFill, same_text, text_of
from laa.imports.return_sheet import FilledRow, FilledSheet
from laa.queries.return_page import LineContext
from laa.rules.figures import NotANumber, read_number
from laa.rules.vocabulary import FigureState

_DATES = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")
FIGURE_PARTS = ("value", "numerator", "denominator")
HEADS = {column.name: column.head for column in ENTRY}


class SheetForm(ReturnLineForm):
    """The page's form of one line, fed with texts by the name of their box.

    The page remembers in hidden boxes what each held when it was made. The sheet's version of the
    line does that here, so the form compares with the line as it is.
    """

    def __init__(self, context: LineContext, texts: dict[str, str] | None = None):
        super().__init__(context)
        for box in self.fields.values():
            box.show_hidden_initial = False
        if texts is not None:
            self.data, self.is_bound = self._posted(texts), True

    @property
    def boxes(self) -> list[str]:
        return [column.name for column in ENTRY if column.name in self.fields]

    def stands(self, name: str):
        """What is in a box now, as the sheet shows it: a number, a date, a choice's words."""
        value = self.initial.get(name)
        # Of a state, nothing said is “measured” where a figure is there.
        is_measured = name == "figure_state" and self.initial.get("value")
        if value in (None, "") and not is_measured:
            return None
        if KINDS[name] == Kind.CHOICE:
            return dict(self.fields[name].choices).get(value or "")
        if KINDS[name] == Kind.NUMBER:
            try:
                return read_number(str(value))
            except NotANumber:
                return None
        return value

    def choices(self, name: str) -> list[str]:
        """The words to choose from; the page's “Choose” is the sheet's blank cell."""
        return [str(words) for _, words in self.fields[name].choices if words != "Choose"]

    def _posted(self, texts: dict[str, str]) -> dict[str, str]:
        """What the page would post with these texts in its boxes and all others untouched."""
        data = {}
        for name, box in self.fields.items():
            value = self._value(name, texts[name]) if name in texts else self[name].initial
            prefixed = self.add_prefix(name)
            if isinstance(box.widget, forms.MultiWidget):
                parts = zip(box.widget.widgets_names, box.widget.decompress(value), strict=True)
                data |= {f"{prefixed}{suffix}": part for suffix, part in parts}
            else:
                data[prefixed] = "" if value is None else str(value)
        return data

    def _value(self, name: str, text: str):
        if KINDS[name] == Kind.DATE:
            return read_day(text)
        if KINDS[name] != Kind.CHOICE or not text:
            return text
        for value, words in self.fields[name].choices:
            if text.strip().casefold() in (str(words).casefold(), str(value).casefold() or None):
                return value
        raise KeyError(text)


def read_day(text: str) -> date | None:
    """A day as people write it; None for no text. Raises KeyError for anything else."""
    if not text.strip():
        return None
    for shape in _DATES:
        try:
            return datetime.strptime(text.strip(), shape).date()
        except ValueError:
            continue
    raise KeyError(text)


def line_to_fill(context: LineContext) -> LineToFill:
    """A line with what stands beside its boxes and in them."""
    line, form = context.line, SheetForm(context)
    indicator = line.strand.indicator
    return LineToFill(
        uuid=str(line.uuid),
        version=line.version,
        is_editable=line.is_editable,
        fixed={
            "reference": indicator.reference,
            "strand": line.strand.label,
            "title": indicator.title,
            "period": line.when.short_label,
            "last_period": context.last_period_said,
            "last_year": context.last_year_said,
            "target": context.target_said,
            "unit": indicator.get_unit_display(),
            "state": line.get_state_display(),
        },
        entry={name: form.stands(name) for name in form.boxes},
        lowest=indicator.lowest,
        highest=indicator.highest,
    )


def lists_of(contexts: list[LineContext]) -> dict[str, list[str]]:
    """The choices of each drop-down that any line has."""
    found: dict[str, list[str]] = {}
    for context in contexts:
        form = SheetForm(context)
        for name in form.boxes:
            if KINDS[name] == Kind.CHOICE and name not in found:
                found[name] = form.choices(name)
    return found


@dataclass(frozen=True)
class Change:
    """One box: what stands in it and what the sheet would put there."""

    head: str
    before: str
    after: str


@dataclass(frozen=True)
class CheckedRow:
    """A row that can be saved. `theirs` is what somebody else saved since the download."""

    context: LineContext
    row: int
    form: SheetForm
    changes: list[Change]
    theirs: list[Change] = field(default_factory=list)

    @property
    def seen(self) -> str:
        return f"{self.context.line.uuid}:{self.context.line.version}"


@dataclass(frozen=True)
class CheckedSheet:
    good: list[CheckedRow]
    conflicts: list[CheckedRow]
    unchanged: int
    problems: list[Problem]
    notes: list[str]

    @property
    def bad(self) -> int:
        """How many rows have something to put right."""
        return len({problem.row for problem in self.problems if problem.row})


def check_sheet(filled: FilledSheet, contexts: list[LineContext]) -> CheckedSheet:
    """Every row of the file against the return as it is now; writes nothing."""
    return _Checker(filled, contexts).check()


class _Checker:
    def __init__(self, filled: FilledSheet, contexts: list[LineContext]):
        self.filled = filled
        self.by_uuid = {str(context.line.uuid): context for context in contexts}
        self.problems = list(filled.problems)
        self.good: list[CheckedRow] = []
        self.conflicts: list[CheckedRow] = []
        self.unchanged = 0

    def check(self) -> CheckedSheet:
        notes = list(self.filled.notes)
        for row in self.filled.rows:
            self._row(row)
        missing = len(self.by_uuid.keys() - {row.uuid for row in self.filled.rows})
        if missing:
            lines = "1 line of the return is" if missing == 1 else f"{missing} lines are"
            notes.append(f"{lines} not in the file, and will not change.")
        problems = sorted(self.problems, key=lambda p: (p.row or 0, len(p.column), p.column))
        return CheckedSheet(self.good, self.conflicts, self.unchanged, problems, notes)

    def _row(self, row: FilledRow) -> None:
        context = self.by_uuid.get(row.uuid)
        if context is None:
            first = next(iter(row.at.values()), "")
            self._wrong(row, first, "This row is of another return.", "Remove the row.")
            return
        form = SheetForm(context)
        stands = {name: text_of(form.stands(name)) for name in form.boxes}
        base = self.filled.base.get(row.uuid, stands)
        typed = self._typed(row, stands, base)
        before = len(self.problems)
        self._no_such_box(row, context, form, base)
        if not typed and row.number not in self.filled.bad_rows:
            self.unchanged += len(self.problems) == before
            return
        if not context.line.is_editable:
            self._beyond(row, context, next(iter(typed), None))
            return
        form = self._filled(row, context, stands, typed)
        if row.number in self.filled.bad_rows or len(self.problems) > before or form is None:
            return
        if not form.has_changed():
            self.unchanged += 1
            return
        self._put(row, context, form, stands, base, typed)

    def _typed(self, row: FilledRow, stands, base) -> dict[str, str]:
        """The boxes that somebody changed since the download; a blank cell leaves what stands."""
        return {
            name: "" if text.casefold() == CLEAR else text
            for name, text in row.cells.items()
            if name in stands and text and not same_text(name, text, base.get(name, ""))
        }

    def _no_such_box(self, row: FilledRow, context: LineContext, form: SheetForm, base) -> None:
        """Text in a cell that this line has no box for would be lost without a word."""
        for name, text in row.cells.items():
            if text and name not in form.fields and not same_text(name, text, base.get(name, "")):
                why = "is not asked for in this line"
                if not context.line.is_due:
                    why = "is not asked for: no figure is due yet"
                self._wrong(row, row.at[name], f"{HEADS[name]} {why}.", "Empty the cell.")

    def _beyond(self, row: FilledRow, context: LineContext, name: str | None) -> None:
        line = context.line
        self._wrong(
            row,
            row.at.get(name, ""),
            f"{line} is {line.get_state_display().lower()} and can no longer be changed.",
            "Ask the certifier to send it back, or the performance lead to reopen it.",
        )

    def _filled(self, row, context, stands, typed) -> SheetForm | None:
        """The line's form with what was typed, once each text could be read."""
        texts, is_read = dict(typed), True
        state = typed.get("figure_state", stands.get("figure_state", ""))
        if not row.cells.get("value") and _has_no_number(state, context):
            # Who chooses “no figure” and empties the figure's cell means both.
            empty = [name for name in FIGURE_PARTS if name in stands and not row.cells.get(name)]
            texts |= dict.fromkeys(empty, "")
        for name, text in typed.items():
            try:
                SheetForm(context)._value(name, text)
            except KeyError:
                self._unread(row, name, text, context)
                is_read = False
        if not is_read:
            return None
        form = SheetForm(context, texts)
        if form.is_valid():
            return form
        for name, errors in form.errors.items():
            at = row.at.get(name) or next(iter(row.at.values()))
            for error in errors:
                what, _, to_do = str(error).partition(". ")
                self._wrong(row, at, f"{what.rstrip('.')}.", to_do or "Correct the cell.")
        return None

    def _unread(self, row: FilledRow, name: str, text: str, context: LineContext) -> None:
        if KINDS[name] == Kind.DATE:
            what, to_do = f"“{text}” is not a date.", "Write it like 30 June 2009."
        else:
            what = f"“{text}” is none of the choices for “{HEADS[name]}”."
            to_do = f"Choose one: {'; '.join(SheetForm(context).choices(name))}."
        self._wrong(row, row.at[name], what, to_do)

    def _put(self, row, context, form: SheetForm, stands, base, typed) -> None:
        """Good, or a conflict where somebody saved the line after the file was downloaded."""
        changed = [name for name in form.boxes if name in form.changed_data]
        posted = {name: typed.get(name, "") for name in changed}
        changes = [Change(HEADS[name], stands[name], posted[name]) for name in changed]
        is_stale = row.version != context.line.version
        theirs = [
            Change(HEADS[name], base.get(name, ""), stands[name])
            for name in form.boxes
            if is_stale and not same_text(name, stands[name], base.get(name, ""))
        ]
        checked = CheckedRow(context, row.number, form, changes, theirs)
        has_base = row.uuid in self.filled.base
        is_conflict = bool(theirs) if has_base else is_stale
        (self.conflicts if is_conflict else self.good).append(checked)

    def _wrong(self, row: FilledRow, column: str, what: str, to_do: str) -> None:
        """One problem a cell: what opening the file found there comes first."""
        if any((p.row, p.column) == (row.number, column) for p in self.filled.problems):
            return
        self.problems.append(Problem(what, to_do, self.filled.sheet, row.number, column))


def _has_no_number(words: str, context: LineContext) -> bool:
    form = SheetForm(context)
    try:
        state = form._value("figure_state", words) if words else ""
    except KeyError:
        return False
    return bool(state) and not FigureState(state).has_number
