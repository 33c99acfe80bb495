from django import forms

from laa.forms.widgets import DateInputField
from laa.queries.targets_page import PrintedCell
from laa.rules.notation import Reading, in_words, read_baseline, read_target
from laa.rules.targets import BASELINE
from laa.rules.vocabulary import CellState, Frequency, Polarity

HELP = (
    "Write it as agreements do: 42, 12.5%, 0.52 (96 offences), 791(m) 561(f), Level 2, 2% decrease "
    "on baseline, deferred until 2010. A cell you leave as it is does not change."
)


class TargetsForm(forms.Form):
    """The cells of one or many promises, each in its printed words; and why they change."""

    reason = forms.CharField(
        label="Why they change", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    agreed_by = forms.CharField(
        label="Who agreed",
        max_length=200,
        help_text="Such as Luton Forum and the government office.",
    )
    agreed_on = DateInputField(label="Agreed on", required=False)

    def __init__(self, *args, cells: list[PrintedCell], **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = cells
        for cell in cells:
            self.fields[cell.field_name] = forms.CharField(
                label=f"{cell.commitment.indicator.reference}, {cell.label}",
                required=False,
                max_length=500,
                initial=cell.text,
            )

    def clean(self):
        cleaned = super().clean()
        for cell in self.cells:
            if self._typed(cell) != cell.text and self._reading(cell).state == CellState.UNREAD:
                self.add_error(
                    cell.field_name,
                    f"“{self._typed(cell)}” cannot be read. {HELP.partition('. A cell')[0]}.",
                )
        return cleaned

    def _typed(self, cell: PrintedCell) -> str:
        return " ".join((self.cleaned_data.get(cell.field_name) or "").split())

    def _reading(self, cell: PrintedCell) -> Reading:
        indicator = cell.commitment.indicator
        years = Frequency.FINANCIAL_YEAR
        if indicator.frequency == Frequency.ACADEMIC_YEAR:
            years = Frequency.ACADEMIC_YEAR
        read = read_baseline if cell.period == BASELINE else read_target
        typed = self._typed(cell)
        # A nought that somebody types over a placeholder is a nought.
        spoken = "nil" if typed.strip("* ") in {"0", "0%", "0.0"} and typed != cell.text else typed
        reading = read(spoken, years=years, polarity=Polarity(indicator.polarity))
        return reading if spoken == typed else Reading(**{**vars(reading), "text": typed})

    def readings(self) -> list[tuple[PrintedCell, Reading]]:
        """The cells whose words differ now, with what they say."""
        return [
            (cell, self._reading(cell)) for cell in self.cells if self._typed(cell) != cell.text
        ]

    def previews(self) -> list[dict]:
        """What each changed cell said and will say, as it is read."""
        return [
            {
                "cell": cell,
                "old": cell.text,
                "new": reading.text,
                "said": in_words(reading),
                "warnings": reading.warnings,
            }
            for cell, reading in self.readings()
        ]
