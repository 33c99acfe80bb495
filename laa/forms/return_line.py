"""One line of a return, as an officer fills it in."""

from decimal import Decimal

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe

from laa.forms.numbers import NumberField
from laa.queries.return_page import LineContext
from laa.rules.figures import NotANumber, plain, read_number, with_unit
from laa.rules.vocabulary import FigureState, Outlook, Rating, Unit

SUFFIXES = {Unit.PERCENT: "%", Unit.DAYS: "days"}
STATES = [
    ("", "A figure, measured"),
    (FigureState.ESTIMATED, "A figure, estimated"),
    (FigureState.PROVISIONAL, "A figure, provisional"),
    (FigureState.AWAITING_SOURCE, "No figure: awaiting the source"),
    (FigureState.NOT_COLLECTED, "No figure: not collected"),
    (FigureState.NOT_KNOWN, "No figure: not known"),
    (FigureState.SUPPRESSED, "No figure: suppressed"),
    (FigureState.NOT_APPLICABLE, "No figure: does not apply"),
]
OUTLOOKS = [("", "Choose"), *Outlook.choices]
JUDGEMENTS = [("", "Choose"), *(choice for choice in Rating.choices if choice[0] != "not_rated")]


class ReturnLineForm(forms.Form):
    """What is typed for one line. A line that is not due asks for the outlook only.

    Every box carries what it held when the page was made, so that a save touches only what this
    person changed, and somebody else's newer figure beside it stays.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    value = forms.CharField(label="Figure", required=False, max_length=40)
    figure_state = forms.ChoiceField(label="What you have", choices=STATES, required=False)
    commentary = forms.CharField(
        label="Commentary",
        help_text="What lies behind it. Where there is no figure, why.",
        required=False,
        validators=[MaxLengthValidator(4000, "Shorten this to 4,000 characters or fewer.")],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    outlook = forms.ChoiceField(
        label="Will the year’s target be met?", choices=OUTLOOKS, required=False
    )
    outlook_reason = forms.CharField(
        label="Why do you think so?",
        required=False,
        validators=[MaxLengthValidator(2000, "Shorten this to 2,000 characters or fewer.")],
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    sample = NumberField(
        label="People who answered",
        help_text="The survey’s sample. The target is a test of significance, which needs it.",
        required=False,
        not_below=1,
        is_whole=True,
    )
    judgement = forms.ChoiceField(label="How does it stand?", choices=JUDGEMENTS, required=False)
    judgement_reason = forms.CharField(
        label="Why do you judge it so?",
        help_text="The rule leaves the rating to you. Without a reason it counts for none.",
        required=False,
        validators=[MaxLengthValidator(2000, "Shorten this to 2,000 characters or fewer.")],
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    use_required_attribute = False

    def __init__(self, context: LineContext, data=None):
        self.context = context
        self.line = line = context.line
        self.indicator = line.strand.indicator
        super().__init__(data, prefix=str(line.uuid), initial=self._initial(line))
        if not line.is_due:
            for name in ("value", "figure_state", "commentary"):
                del self.fields[name]
        else:
            del self.fields["outlook_reason"]
            self.fields["value"].widget.attrs.update(self._box())
        if not (line.is_due and context.is_test):
            del self.fields["sample"]
        if not (line.is_due and context.is_judged):
            del self.fields["judgement"], self.fields["judgement_reason"]
        for field in self.fields.values():
            field.show_hidden_initial = field is not self.fields["version"]

    def _initial(self, line) -> dict:
        state = "" if line.figure_state == FigureState.MEASURED else line.figure_state
        return {
            "version": line.version,
            "value": plain(line.value),
            "figure_state": state,
            "commentary": line.commentary,
            "outlook": line.outlook,
            "outlook_reason": line.outlook_reason,
            "sample": plain(line.sample and Decimal(line.sample)),
            "judgement": line.judgement,
            "judgement_reason": line.judgement_reason,
        }

    def _box(self) -> dict:
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"}
        if suffix := SUFFIXES.get(self.indicator.unit):
            attrs["suffix"] = suffix
        elif self.indicator.unit == Unit.LEVEL:
            attrs["prefix"] = "Level"
        return attrs

    @cached_property
    def changed_data(self) -> list[str]:
        """The boxes this person changed; that somebody else saved a version is not their doing."""
        return [name for name in super().changed_data if name != "version"]

    @property
    def row_label(self) -> str:
        """Which line an error is about, in the summary at the top."""
        return str(self.line.strand)

    @property
    def hidden_initials(self) -> str:
        """What each box held when the page was made."""
        return mark_safe(
            "".join(
                bound.as_hidden(only_initial=True)
                for bound in self
                if bound.field.show_hidden_initial
            )
        )

    def clean_value(self):
        text = self.cleaned_data["value"]
        try:
            number = read_number(text)
        except NotANumber as error:
            raise forms.ValidationError(str(error)) from None
        if number is not None:
            self._check_range(number)
        return number

    def _check_range(self, number) -> None:
        indicator = self.indicator
        if indicator.highest is not None and number > indicator.highest:
            most = with_unit(indicator.highest, indicator.unit)
            raise forms.ValidationError(
                f"{plain(number)} is more than is possible; the most is {most}."
            )
        if indicator.lowest is not None and number < indicator.lowest:
            least = with_unit(indicator.lowest, indicator.unit)
            raise forms.ValidationError(
                f"{plain(number)} is less than is possible; the least is {least}."
            )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("judgement") and not cleaned.get("judgement_reason", "").strip():
            self.add_error("judgement_reason", "Say why you judge it so.")
        if "value" not in self.fields or "value" in self.errors:
            return cleaned
        value, state = cleaned.get("value"), cleaned.get("figure_state")
        if value is not None and state and not FigureState(state).has_number:
            self.add_error(
                "figure_state",
                f"You gave a figure and also said “{dict(STATES)[state]}”. Keep one of them.",
            )
        if value is not None and not state:
            cleaned["figure_state"] = FigureState.MEASURED.value
        if value is None and state and FigureState(state).has_number:
            cleaned["figure_state"] = ""
        return cleaned

    @property
    def entered(self) -> dict:
        """What to save."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
