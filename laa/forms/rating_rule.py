"""A rating rule's terms, and the reasons for making, changing and adopting one."""

from django import forms

from laa.forms.numbers import NumberField
from laa.models import Partnership, RatingRule
from laa.rules.vocabulary import BandUnit, Improvement, RuleKind

BANDS = ("tolerance", "amber", "better")


class RuleForm(forms.Form):
    """What a version of a rule says. A band that is left empty is no such band."""

    name = forms.CharField(
        label="Name", max_length=100, help_text="It is printed on every page and report."
    )
    kind = forms.ChoiceField(label="What it goes by", choices=RuleKind, widget=forms.RadioSelect)
    measured_in = forms.ChoiceField(
        label="Bands are measured in",
        choices=BandUnit,
        widget=forms.RadioSelect,
        help_text="10 percent of a target of 95% is 9.5 points. A target of 0 needs points.",
    )
    tolerance = NumberField(
        label="Tolerance",
        required=False,
        not_below=0,
        help_text="Worse than the target by up to this is still on track.",
    )
    amber = NumberField(
        label="Amber",
        required=False,
        not_below=0,
        help_text="Worse than the target by up to this is at risk. Empty: no amber.",
    )
    better = NumberField(
        label="Better than target",
        required=False,
        not_below=0,
        help_text="Beyond the target by more than this is better than target. Empty: not told.",
    )
    improvement = forms.ChoiceField(
        label="Further off is at risk, not off track, where the figure is",
        choices=[("", "Makes no difference"), *Improvement.choices[1:]],
        required=False,
    )
    is_trajectory = forms.BooleanField(
        label="Before the year is over, aim at a straight line to the target",
        required=False,
        help_text="From the target before, or the baseline. A milestone goes before the line.",
    )
    source = forms.CharField(
        label="Whose rule it is",
        max_length=200,
        required=False,
        help_text="A council and where it published it, or who agreed it here.",
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text="Why the partnership rates like this. It is kept with the version.",
    )

    def __init__(self, *args, named: bool = False, **kwargs):
        """`named` is a rule that has its name: a new version keeps it."""
        super().__init__(*args, **kwargs)
        if named:
            del self.fields["name"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") != RuleKind.BANDS:
            self._has_no_bands(cleaned)
        elif not self.errors and not self._says_something(cleaned):
            self.add_error("kind", "Give at least one band, or choose “Target only”.")
        tolerance, amber = cleaned.get("tolerance"), cleaned.get("amber")
        if tolerance is not None and amber is not None and amber < tolerance:
            self.add_error("amber", "Amber has to reach further than the tolerance.")
        return cleaned

    def _has_no_bands(self, cleaned: dict) -> None:
        label = dict(RuleKind.choices).get(cleaned.get("kind"), "")
        for name in BANDS:
            if cleaned.get(name) is not None:
                self.add_error(name, f"“{label}” has no bands. Empty this, or choose bands.")
        for name in ("improvement", "is_trajectory"):
            if cleaned.get(name):
                self.add_error(name, f"“{label}” has no such term. Undo this, or choose bands.")

    def _says_something(self, cleaned: dict) -> bool:
        terms = [cleaned.get(name) is not None for name in BANDS]
        return any([*terms, cleaned.get("improvement"), cleaned.get("is_trajectory")])


class AdoptForm(forms.Form):
    """Adopts the rule that was tried. `seen` is the rule that was in force on the page."""

    seen = forms.ModelChoiceField(RatingRule.objects.none(), widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text="Who agreed it, and when. It is kept in the audit trail.",
    )

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].queryset = RatingRule.objects.filter(partnership=partnership)


class OverrideForm(AdoptForm):
    """A rule of its own for one promise, or none: it follows its agreement."""

    rule = forms.ModelChoiceField(
        label="Rated by",
        queryset=RatingRule.objects.none(),
        required=False,
        empty_label="The agreement’s rule",
    )
    field_order = ("rule", "reason", "seen")

    def __init__(self, *args, partnership: Partnership, tries: bool = False, **kwargs):
        super().__init__(*args, partnership=partnership, **kwargs)
        self.fields["reason"].required = not tries
        self.fields["rule"].queryset = RatingRule.objects.current().filter(partnership=partnership)
