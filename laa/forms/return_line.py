"""One line of a return, as an officer fills it in."""

from dataclasses import replace
from decimal import Decimal

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe

from laa.forms.numbers import NumberField
from laa.forms.widgets import DateInputField
from laa.models import return_policy
from laa.queries.return_page import LineContext
from laa.queries.return_rating import Reading
from laa.rules.entry import COPIED, Entry
from laa.rules.figures import are_one_rate, plain, ratio, with_unit
from laa.rules.vocabulary import FigureState, Outlook, Rating, Unit

HAS_PARTS = {Unit.PERCENT, Unit.RATE}
"""Units whose value a numerator and a denominator give."""
PARTS = ("numerator", "denominator")
ASKED_WHERE_DUE = (
    "value",
    "figure_state",
    *PARTS,
    "commentary",
    "recovery",
    "recovery_due",
    "help_needed",
)
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


def text_box(label: str, longest: int, **options) -> forms.CharField:
    """A few lines of text; what is too long stays in the box and is said to be too long."""
    return forms.CharField(
        label=label,
        required=False,
        validators=[
            MaxLengthValidator(longest, f"Shorten this to {longest:,} characters or fewer.")
        ],
        widget=forms.Textarea(attrs={"rows": 2}),
        **options,
    )


class ReturnLineForm(forms.Form):
    """What is typed for one line. A line that is not due asks for the outlook only.

    Every box carries what it held when the page was made, so that a save touches only what this
    person changed, and somebody else's newer figure beside it stays.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    value = NumberField(label="Figure", required=False)
    figure_state = forms.ChoiceField(label="What you have", choices=STATES, required=False)
    numerator = NumberField(label="How many", required=False, not_below=0)
    denominator = NumberField(label="Out of how many", required=False, not_below=0)
    commentary = text_box("Commentary", 4000)
    recovery = text_box("What is done about it?", 4000)
    recovery_due = DateInputField(label="By when?", required=False)
    help_needed = text_box("What help is needed, and whose?", 2000)
    outlook = forms.ChoiceField(
        label="Will the year’s target be met?", choices=OUTLOOKS, required=False
    )
    outlook_reason = text_box("Why do you think so?", 2000)
    sample = NumberField(
        label="People who answered",
        help_text="The survey’s sample. The target is a test of significance, which needs it.",
        required=False,
        not_below=1,
        is_whole=True,
    )
    design_effect = NumberField(
        label="Design effect",
        help_text="From the survey’s technical note. Leave it empty for a simple random sample.",
        required=False,
        not_below=Decimal("0.01"),
    )
    judgement = forms.ChoiceField(label="How does it stand?", choices=JUDGEMENTS, required=False)
    judgement_reason = text_box(
        "Why do you judge it so?",
        2000,
        help_text="The rule leaves the rating to you. Without a reason it counts for none.",
    )

    use_required_attribute = False

    def __init__(self, context: LineContext, data=None, *, tries: bool = False):
        """`tries`: what is typed is rated on the page, before it is saved."""
        self.context = context
        self.tries = tries
        self.line = line = context.line
        self.indicator = line.strand.indicator
        super().__init__(data, prefix=str(line.uuid), initial=self._initial(line))
        for name in self._not_asked():
            del self.fields[name]
        if line.is_due:
            self.fields["value"].widget.attrs.update(self._box())
            self.fields["commentary"].widget.attrs |= {
                "guide": return_policy(line.partnership).commentary_length,
                "aria-describedby": f"line-{line.uuid}-prompt",
            }
        for field in self.fields.values():
            field.show_hidden_initial = field is not self.fields["version"]

    def _not_asked(self) -> set[str]:
        """The boxes that this line has no use for."""
        line, context = self.line, self.context
        unused = {"outlook_reason"} if line.is_due else set(ASKED_WHERE_DUE)
        if self.indicator.unit not in HAS_PARTS:
            unused |= set(PARTS)
        if not (line.is_due and context.is_test):
            unused |= {"sample", "design_effect"}
        if not (line.is_due and context.is_judged):
            unused |= {"judgement", "judgement_reason"}
        return unused

    def _initial(self, line) -> dict:
        state = "" if line.figure_state == FigureState.MEASURED else line.figure_state
        typed = {name: getattr(line, name) for name in self.base_fields}
        numbers = ("value", *PARTS)
        return {
            **typed,
            **{name: plain(typed[name]) for name in numbers},
            "figure_state": state,
            "sample": plain(line.sample and Decimal(line.sample)),
            "design_effect": plain(line.design_effect),
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
        number = self.cleaned_data["value"]
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
        if "numerator" in self.fields:
            self._compute(cleaned)
        self._check_state(cleaned)
        return cleaned

    def _compute(self, cleaned) -> None:
        """Numerator and denominator give the figure, or are asked about if it is another one."""
        parts = [cleaned.get(name) for name in PARTS]
        is_typed = "value" in self.changed_data and cleaned["value"] is not None
        if any(name in self.errors for name in PARTS):
            return
        if self._lacks_counts(cleaned, parts, is_typed):
            self.add_error(
                "numerator",
                "Say how many, and out of how many: the total is added up from these.",
            )
            return
        if parts == [None, None]:
            return
        if not self.parts_changed and not self._is_what_they_give(cleaned["value"], parts):
            for name in PARTS:
                del cleaned[name]
        elif None in parts:
            missing = PARTS[parts.index(None)]
            label = self.fields[missing].label.lower()
            self.add_error(missing, f"Say {label} as well, or clear the other box.")
        elif not parts[1]:
            self.add_error(
                "denominator",
                "Out of 0 there is no rate. Type how many there were in all, "
                "or clear both boxes and say why there is no figure.",
            )
        else:
            self._take_ratio(cleaned, ratio(*parts, self.indicator.unit), is_typed=is_typed)

    def _is_what_they_give(self, typed: Decimal | None, parts: list) -> bool:
        """Not where the counts are as they stood and another number is, or was, typed over them."""
        if typed is None or None in parts or not parts[1]:
            return True
        return are_one_rate(typed, ratio(*parts, self.indicator.unit))

    def _lacks_counts(self, cleaned, parts: list, is_typed: bool) -> bool:
        """Whether a percentage was typed for a part of a total, without its counts."""
        if not self.line.strand.part_of_id or cleaned["value"] is None:
            return False
        return parts == [None, None] or (is_typed and not self.parts_changed)

    @property
    def parts_changed(self) -> bool:
        return any(name in self.changed_data for name in PARTS)

    def _take_ratio(self, cleaned, exact: Decimal, *, is_typed: bool) -> None:
        typed, computed = cleaned["value"], round(exact, 6)
        if is_typed and round(exact, -typed.as_tuple().exponent) != typed:
            said = with_unit(round(exact, 2), self.indicator.unit)
            self.add_error(
                "value",
                f"You typed {plain(typed)}, but {plain(cleaned['numerator'])} out of "
                f"{plain(cleaned['denominator'])} is {said}. Clear the one that is wrong.",
            )
            return
        cleaned["value"] = computed
        try:
            self._check_range(computed)
        except forms.ValidationError as error:
            self.add_error("numerator", error)

    def _check_state(self, cleaned) -> None:
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

    @property
    def typed(self) -> Reading:
        """What is typed means, before it is saved. Only of a form that is valid."""
        asked = [name for name in COPIED if name in self.fields]
        typed = {name: self.cleaned_data.get(name, getattr(self.line, name)) for name in asked}
        entry = Entry(self.cleaned_data.get("figure_state", ""), **typed)
        return self.context.reading(replace(entry, design_effect=self.line.design_effect))

    @cached_property
    def reading(self) -> Reading:
        """What the page says of the line: of what is saved, or of what is tried."""
        is_tried = self.tries and self.is_bound and self.has_changed() and self.is_valid()
        return self.typed if is_tried else self.context.stands

    @property
    def computed_said(self) -> str:
        """What counts that are tried come to, while the figure's own box is empty."""
        is_empty = "value" in self.fields and not self["value"].value()
        value = self.reading.entry.value if self.tries and is_empty else None
        return with_unit(value, self.indicator.unit)

    @property
    def shows_recovery(self) -> bool:
        """Whether it asks what is done: it is off track, or something was said of that before."""
        names = ("recovery", "recovery_due", "help_needed")
        said = any(any(self[name].value() or "") for name in names)
        return self.reading.is_off_track or said or bool(set(names) & set(self.errors))

    @property
    def opens(self) -> bool:
        """Whether the boxes below the row stand open: something is wrong there, or missing."""
        below = set(self.fields) - {"version", "value", "figure_state"}
        has_errors = self.is_bound and bool(below & set(self.errors))
        return has_errors or bool(self.reading.asks) or self.line.is_in_question

    @property
    def entered(self) -> dict:
        """What to save."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
