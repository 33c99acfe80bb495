from django import forms

from laa.imports.agreement import PrintedIndicator
from laa.imports.files import KINDS
from laa.imports.questions import cells_of
from laa.rules.notation import in_words, read_baseline, read_target
from laa.rules.periods import period
from laa.rules.vocabulary import (
    Accumulation,
    CellState,
    Frequency,
    Polarity,
    Unit,
)

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


class PartnersForm(forms.Form):
    """For each new name: a partner of its own, or another name of one there is."""

    def __init__(self, *args, names, partners, **kwargs):
        super().__init__(*args, **kwargs)
        for number, printed in enumerate(names):
            others = [
                (other.slug, f"Same as “{other.name}”")
                for other in names
                if other.slug and other.name != printed.name
            ]
            self.fields[f"name-{number}"] = forms.ChoiceField(
                label=printed.name,
                required=False,
                initial=printed.decided,
                choices=[
                    ("", "A partner of its own"),
                    ("Partners already here", [(p.slug, p.name) for p in partners]),
                    ("Printed in this document", others),
                ],
            )
        self.names = names

    def aliases(self) -> dict[str, str]:
        """What was decided: each name that is another partner's, with the partner's slug."""
        chosen = {p.name: self.cleaned_data[f"name-{n}"] for n, p in enumerate(self.names)}
        return {name: slug for name, slug in chosen.items() if slug}

    def clean(self):
        cleaned = super().clean()
        aliases = self.aliases() if not self.errors else {}
        for number, printed in enumerate(self.names):
            other = next((p for p in self.names if p.slug == aliases.get(printed.name)), None)
            if other and other.name in aliases:
                self.add_error(
                    f"name-{number}",
                    f"“{other.name}” is itself another name. Choose what both stand for.",
                )
        return cleaned


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

    FACTS = ("title", "polarity", "unit", "accumulates", "frequency", "lag_days")

    def __init__(self, *args, each: PrintedIndicator, planned, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.each = each
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
                help_text=f"Printed: “{cell.text}”. Read as: {in_words(cell.reading)}.",
            )
            self.cells.append((key, name, cell))

    def clean(self):
        cleaned = super().clean()
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
        facts = {name: self.cleaned_data[name] for name in self.FACTS}
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
