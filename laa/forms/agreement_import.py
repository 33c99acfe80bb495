from django import forms

from laa.imports.agreement import PrintedIndicator
from laa.imports.files import KINDS
from laa.imports.promises import Both
from laa.imports.questions import cells_of
from laa.models import Commitment
from laa.rules.notation import in_words, read_baseline, read_target
from laa.rules.periods import period
from laa.rules.vocabulary import (
    Accumulation,
    CellState,
    Frequency,
    Polarity,
    Promise,
    Unit,
)

Designation = Commitment.Designation
AS_READ = "as read"


class UploadForm(forms.Form):
    """A document, and what it is called. Nothing is written before somebody saw the reading."""

    title = forms.CharField(label="Title of the agreement", max_length=200)
    first_year = forms.TypedChoiceField(
        label="First year", coerce=int, help_text="The financial year in which its term begins."
    )
    document = forms.FileField(label="Document", help_text=f"Choose {KINDS}, 10 MB at most.")
    decisions = forms.FileField(
        label="Decisions from an earlier time (optional)",
        required=False,
        help_text="A .json file downloaded from a page like the one that follows.",
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        years = range(today.year + 2, 1999, -1)
        self.fields["first_year"].choices = [(y, f"{y}/{(y + 1) % 100:02d}") for y in years]
        self.initial.setdefault("first_year", today.year)


class PromiseForm(forms.Form):
    """Which of two targets that are printed for one year is the promise."""

    promise = forms.ChoiceField(
        label="Which of the two targets is the promise?",
        widget=forms.RadioSelect,
        help_text="The other is kept beside it as a note, and rates nothing.",
    )

    def __init__(self, *args, both: Both, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["promise"].choices = [
            (each, f"{each.label}: {', '.join(f'“{head}”' for head in both.of(each))}")
            for each in Promise
        ]


class IndicatorDecisionForm(forms.Form):
    """What a person says an indicator is, and how its cells are to be read."""

    title = forms.CharField(label="Title", max_length=1000)
    polarity = forms.ChoiceField(label="Which way is good", choices=[("", ""), *Polarity.choices])
    unit = forms.ChoiceField(label="Unit", choices=[("", ""), *Unit.choices])
    accumulates = forms.ChoiceField(label="How figures build up", choices=Accumulation)
    frequency = forms.ChoiceField(label="How often a figure comes", choices=Frequency)
    lag_days = forms.IntegerField(
        label="Days until the figure can be expected", min_value=0, max_value=1000
    )

    lead = forms.ChoiceField(
        label="Lead partner", required=False, help_text="The one organisation that answers for it."
    )
    theme = forms.ChoiceField(label="Theme", required=False)
    other_theme = forms.CharField(
        label="Another theme (optional)",
        required=False,
        max_length=200,
        help_text="Type its name if the theme is not in the list.",
    )
    designation = forms.ChoiceField(label="Designation", choices=Designation.choices)

    PLACE = ("lead", "theme", "designation")
    """Kept only where somebody chose otherwise than is printed, or nothing sure is."""
    FACTS = ("title", "polarity", "unit", "accumulates", "frequency", "lag_days")

    def __init__(self, *args, each: PrintedIndicator, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.each = each
        planned, decisions = page.planned(each.ref), page.decisions
        self._offer(page, planned)
        self.initial |= {name: planned.facts[name] for name in self.FACTS}
        if not each.polarity and each.ref not in decisions.indicators:
            self.initial["polarity"] = ""
        if not each.unit and each.ref not in decisions.indicators:
            self.initial["unit"] = ""
        self.cells = []
        for key, cell in cells_of(each):
            said = decisions.of_cell(each.ref, key, each.strands[0])
            label = "Baseline" if key == "baseline" else period(key).short_label
            name = f"cell-{key}"
            self.fields[name] = forms.CharField(
                label=f"{label}: read it as",
                required=False,
                max_length=300,
                initial=said.get("typed") or (AS_READ if said else ""),
                help_text=f"Printed: “{cell.text}”. Read as: {in_words(cell.reading)}."
                + (f" Beside it: {cell.beside}." if cell.beside else ""),
            )
            self.cells.append((key, name, cell))

    def _offer(self, page, planned) -> None:
        """The lead, theme and designation to choose from; nothing is chosen that is in doubt."""
        self.said = page.decisions.indicators.get(self.each.ref, {})
        for field, names in (("lead", page.leads), ("theme", page.themes)):
            choices = [("", "Not chosen yet"), *((name, name) for name in names)]
            self.fields[field].choices = choices
        doubtful = {doubt.about for doubt in self.each.doubts} - self.said.keys()
        taken = {
            "lead": page.lead_name(planned),
            "theme": page.plan.themes[planned.theme],
            "designation": planned.designation,
        }
        self.initial |= {name: "" if name in doubtful else taken[name] for name in self.PLACE}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("other_theme"):
            cleaned["theme"] = cleaned["other_theme"].strip()
        for key, name, _ in self.cells:
            typed = (cleaned.get(name) or "").strip()
            if typed and typed != AS_READ and _read(key, typed, cleaned).state == CellState.UNREAD:
                self.add_error(
                    name,
                    f"“{typed}” cannot be read. Write it as agreements do: 42, 12.5%, Level 2, "
                    "2% decrease on baseline, 7 percentage points above 2006, set Jan 09.",
                )
        return cleaned

    def facts(self) -> dict:
        """None is a choice that was taken back."""
        facts = {name: self.cleaned_data[name] for name in self.FACTS}
        for name in self.PLACE:
            chosen = self.cleaned_data[name]
            if name in self.said or chosen != self.initial[name]:
                facts[name] = chosen or None
        if facts["polarity"] != (self.each.polarity or ""):
            facts["polarity_basis"] = "Decided when it was loaded"
        elif self.each.polarity_basis:
            facts["polarity_basis"] = f"{self.each.polarity_basis}, confirmed when it was loaded"
        return facts

    def decided_cells(self) -> list[dict]:
        """A decision for each cell that somebody typed something for."""
        found = []
        for key, name, cell in self.cells:
            typed = (self.cleaned_data.get(name) or "").strip()
            if typed == AS_READ:
                found.append({"ref": self.each.ref, "period": key, "state": cell.reading.state})
            elif typed:
                reading = _read(key, typed, self.cleaned_data)
                found += _decisions(self.each.ref, key, typed, reading)
        return found


def _read(key: str, typed: str, cleaned):
    """A nought that somebody types is a nought."""
    polarity = Polarity(cleaned["polarity"]) if cleaned.get("polarity") else None
    typed = "nil" if typed in {"0", "0.0"} else typed
    read = read_baseline if key == "baseline" else read_target
    return read(typed, polarity=polarity)


def _decisions(ref: str, key: str, typed: str, reading) -> list[dict]:
    common = {
        "ref": ref,
        "period": key,
        "typed": typed,
        "kind": reading.kind.value,
        "state": reading.state.value,
        "change": _text(reading.change),
        "base": reading.base,
        "secondary": _text(reading.secondary),
        "due": reading.due.isoformat() if reading.due else None,
    }
    if set(reading.values) <= {"all"}:
        return [{**common, "value": _text(reading.values.get("all"))}]
    return [
        {**common, "strand": strand, "value": _text(value)}
        for strand, value in reading.values.items()
    ]


def _text(number) -> str | None:
    return None if number is None else str(number)
