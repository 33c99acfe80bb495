from collections.abc import Iterable, Sequence
from decimal import Decimal

from django import forms

from laa.forms.numbers import NumberField
from laa.forms.widgets import DateInputField
from laa.imports.refresh import AS_AGREED
from laa.queries.targets_page import PrintedCell
from laa.rules import crosscheck
from laa.rules.figures import plain
from laa.rules.notation import Reading, in_words
from laa.rules.notation.reading import ALL
from laa.rules.significance import Asked
from laa.rules.targets import BASELINE, TESTS

HELP = f"{AS_AGREED} A cell you leave as it is does not change."
SURVEY = ("sample", "design_effect")


class TargetsForm(forms.Form):
    """The cells of one or many promises, each in its printed words; and why they change.

    Numbers in a cell that do not agree are asked about: the answer stays with the version.
    """

    reason = forms.CharField(
        label="Why they change", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    agreed_by = forms.CharField(
        label="Who agreed",
        max_length=200,
        help_text="Such as Luton Forum and the government office.",
    )
    agreed_on = DateInputField(label="Agreed on", required=False)
    sample = NumberField(
        label="People who answered the baseline’s survey",
        help_text="A target is a test of two surveys, which needs both samples.",
        required=False,
        not_below=1,
        is_whole=True,
    )
    design_effect = NumberField(
        label="Design effect of the baseline’s survey",
        help_text="From the survey’s technical note. Leave it empty for a simple random sample.",
        required=False,
        not_below=Decimal("0.01"),
    )

    def __init__(
        self,
        *args,
        cells: list[PrintedCell],
        promises: Iterable[Sequence[PrintedCell]] = (),
        is_saving: bool = False,
        **kwargs,
    ):
        """`promises` are all cells of the promises, those that are not on the page among them."""
        super().__init__(*args, **kwargs)
        self.cells, self.promises, self.is_saving = cells, list(promises), is_saving
        self.asked: dict[str, str] = {}
        self.surveyed = _surveyed(self.promises, cells)
        for name in SURVEY:
            if self.surveyed is None:
                del self.fields[name]
            elif self.surveyed.rows:
                self.initial.setdefault(name, getattr(self.surveyed.rows[0], name))
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
            typed = self._typed(cell)
            if typed != cell.text and (wrong := cell.standing.wrong(typed)):
                self.add_error(cell.field_name, " ".join(wrong))
        if self.has_readable_cells:
            self._ask()
        return cleaned

    def _ask(self) -> None:
        """A box for each question; to save, each needs its answer."""
        readings = {cell.field_name: reading for cell, reading in self.readings()}
        for cells in self.promises:
            asked = crosscheck.questions(
                [
                    # The rows hold six places; how exact a number is only its words tell.
                    _beside(cell, readings.get(cell.field_name) or cell.standing.read(cell.text))
                    for cell in cells
                ],
                {cell.period for cell in cells if cell.field_name in readings},
            )
            for cell in cells:
                if cell.period in asked:
                    self._ask_about(cell, asked[cell.period])

    def _ask_about(self, cell: PrintedCell, question: str) -> None:
        name = f"answer_{cell.field_name}"
        self.asked[cell.field_name] = name
        self.fields[name] = forms.CharField(
            label=f"{cell.commitment.indicator.reference}, {cell.label}: why does it stand so?",
            help_text=f"{question} Correct the cell below, or say why both numbers stand.",
            required=False,
            max_length=500,
        )
        try:
            answer = self.fields[name].clean(self.data.get(name, ""))
        except forms.ValidationError as error:
            self.add_error(name, error)
            return
        self.cleaned_data[name] = answer
        if self.is_saving and not answer:
            self.add_error(name, "Say why both numbers stand, or correct the cell.")

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.asked.values()]

    @property
    def survey_boxes(self) -> list[forms.BoundField]:
        return [self[name] for name in SURVEY if name in self.fields]

    def _typed(self, cell: PrintedCell) -> str:
        return " ".join((self.cleaned_data.get(cell.field_name) or "").split())

    def _reading(self, cell: PrintedCell) -> Reading:
        return cell.standing.read(self._typed(cell))

    def readings(self) -> list[tuple[PrintedCell, Reading]]:
        """The cells whose words differ now, or the baseline's survey, with what they say."""
        return [
            (cell, self._reading(cell))
            for cell in self.cells
            if self._typed(cell) != cell.text or (cell is self.surveyed and self._new_survey)
        ]

    @property
    def _new_survey(self) -> Asked | None:
        """What is said of the baseline's survey now; None where that is what stands already."""
        asked = [name for name in SURVEY if name in self.data]
        if not any(name in self.changed_data for name in asked):
            return None
        return Asked(*(self.cleaned_data.get(name) for name in SURVEY))

    def changes(self) -> list[dict]:
        """What each changed cell is to say from now on, as `Change` takes it."""
        return [
            {
                "commitment": cell.commitment,
                "period": cell.period,
                "reading": reading,
                "span": cell.span,
                "answer": self.cleaned_data.get(self.asked.get(cell.field_name), ""),
                "survey": self._new_survey if cell is self.surveyed else None,
            }
            for cell, reading in self.readings()
        ]

    @property
    def has_readable_cells(self) -> bool:
        """Whether the cells can be looked at, though something else is missing yet."""
        names = [cell.field_name for cell in self.cells]
        return not any(name in self.errors for name in (*names, *SURVEY))

    def previews(self) -> list[dict]:
        found = previews(self.readings())
        for each in found:
            if each["cell"] is self.surveyed and (survey := self._new_survey):
                each["survey"] = _survey_said(survey)
        return found


def _surveyed(promises, cells: list[PrintedCell]) -> PrintedCell | None:
    """The baseline whose survey is asked for: of one promise, not split, with a target to test."""
    if len(promises) != 1 or len(promises[0][0].commitment.indicator.strands.all()) > 1:
        return None
    is_tested = any(row.kind in TESTS for cell in promises[0] for row in cell.rows)
    baseline = next((cell for cell in cells if cell.period == BASELINE), None)
    has_sample = baseline and any(row.sample for row in baseline.rows)
    return baseline if is_tested or has_sample else None


def _survey_said(survey: Asked) -> str:
    if survey.sample is None:
        return "sample not known"
    effect = survey.design_effect
    said = f"{plain(Decimal(survey.sample))} people answered"
    return said if effect is None else f"{said}, design effect {plain(effect)}"


def _beside(cell: PrintedCell, reading: Reading) -> crosscheck.Beside:
    """A cell with its numbers as they are printed. Numbers of strands are left out."""
    value, count = reading.values.get(ALL), reading.secondary
    said = (cell.label, reading.kind, value, count, reading.change, reading.base)
    return crosscheck.Beside(cell.period, *said)


def previews(readings: Iterable[tuple[PrintedCell, Reading]]) -> list[dict]:
    """What each changed cell said and will say, as it is read."""
    return [
        {
            "cell": cell,
            "old": cell.text,
            "new": reading.text,
            "said": in_words(reading),
            "warnings": reading.warnings,
        }
        for cell, reading in readings
    ]


class TargetsFileForm(forms.Form):
    """A table of targets, as the page gives it to be filled in."""

    document = forms.FileField(
        label="Table of targets", help_text="The .xlsx or .csv file, with its heads as they were."
    )
