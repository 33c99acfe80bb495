from django import forms

from laa.forms.numbers import NumberField
from laa.models import Figure, SeriesBreak, Strand
from laa.rules import periods
from laa.rules.figures import Number
from laa.rules.vocabulary import UNSURE_STATES


class FiguresForm(forms.Form):
    """A box for each figure of a strand; what is changed is revised, for one reason."""

    breaks_at = forms.ChoiceField(
        label="Is it another definition from some period on?",
        help_text="Figures from there on are compared with none before.",
        required=False,
    )
    reason = forms.CharField(
        label="Why it changes",
        help_text="Kept with every figure you change, and shown beside it.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it changes; the reason is kept with the figure."},
    )

    def __init__(self, *args, figures: list[Figure], **kwargs):
        super().__init__(*args, **kwargs)
        self.figures = figures
        no = [("", "No, the definition stays")]
        chosen = [(f.period, f"From {f.when.short_label}") for f in figures]
        self.fields["breaks_at"].choices = no + chosen
        for figure in figures:
            for name in _names(figure):
                self.fields[f"{figure.period}-{name}"] = NumberField(
                    label=f"{name.capitalize()} for {figure.when.short_label}",
                    required=False,
                    initial=getattr(figure, name),
                )
            self.fields[f"{figure.period}-version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=figure.version
            )

    @property
    def rows(self) -> list[dict]:
        """Each figure with its boxes, for a table."""
        return [
            {
                "figure": figure,
                "boxes": [self[f"{figure.period}-{name}"] for name in _names(figure)],
                "version": self[f"{figure.period}-version"],
                "is_unsure": figure.state in UNSURE_STATES,
            }
            for figure in self.figures
        ]

    @property
    def numbers(self) -> dict[str, Number]:
        """What stands in the boxes that were changed, by period."""
        changed = {
            figure.period: {
                name: self.cleaned_data[f"{figure.period}-{name}"] for name in _names(figure)
            }
            for figure in self.figures
            if any(f"{figure.period}-{name}" in self.changed_data for name in _names(figure))
        }
        return {period: Number(**said) for period, said in changed.items()}

    @property
    def seen(self) -> dict[str, int]:
        return {f.period: self.cleaned_data[f"{f.period}-version"] for f in self.figures}


def _names(figure: Figure) -> tuple[str, ...]:
    """A ratio that was counted is revised by its parts, from which the value follows."""
    is_counted = figure.numerator is not None and figure.denominator is not None
    return ("numerator", "denominator") if is_counted else ("value",)


class BreakForm(forms.Form):
    """From which period on another definition holds, and what changed."""

    period = forms.CharField(
        label="From which period on",
        help_text="As 2008/09-Q3, 2008/09 or 2008.",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    because = forms.CharField(
        label="What changed", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, strand: Strand, **kwargs):
        super().__init__(*args, **kwargs)
        self.strand = strand

    def clean_period(self) -> str:
        try:
            key = periods.period(self.cleaned_data["period"].strip()).key
        except periods.NotAPeriod as error:
            raise forms.ValidationError(str(error)) from None
        if SeriesBreak.objects.filter(strand=self.strand, period=key).exists():
            raise forms.ValidationError("A new definition is marked from that period already.")
        return key
