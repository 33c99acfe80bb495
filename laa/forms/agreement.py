from django import forms

from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.models import Agreement, Partnership, RatingRule, Theme


class AgreementForm(SeenForm):
    """What an agreement is, and for how long."""

    title = forms.CharField(label="Title", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=Agreement.Kind, widget=forms.RadioSelect)
    starts = DateInputField(label="Starts on", help_text="For example 1 4 2011.")
    ends = DateInputField(label="Ends on")
    strategy = forms.CharField(
        label="Strategy",
        max_length=200,
        required=False,
        help_text="The longer-term strategy that it puts into practice.",
    )
    strategy_years = forms.IntegerField(
        label="Years it looks forward",
        min_value=1,
        max_value=100,
        required=False,
        help_text="From the agreement’s start. Leave it empty where the strategy does not say.",
    )
    source = forms.CharField(
        label="Source", max_length=200, required=False, help_text="The document it comes from."
    )
    rating_rule = forms.ModelChoiceField(
        label="Rating rule",
        queryset=RatingRule.objects.none(),
        required=False,
        empty_label="Target only",
        help_text="Another can be adopted later, and tried on the figures before.",
    )

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        if self.row is None:
            rules = RatingRule.objects.current().filter(partnership=partnership)
            self.fields["rating_rule"].queryset = rules
        else:
            del self.fields["rating_rule"]

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "The agreement would end before it starts. Give a later day.")
        return cleaned


class ThemeForm(SeenForm):
    """What a theme is called."""

    name = forms.CharField(label="Name of the theme", max_length=200)


class MergeForm(SeenForm):
    """The theme into which another goes."""

    into = forms.ModelChoiceField(
        label="Merge into",
        queryset=Theme.objects.none(),
        empty_label="Choose a theme",
        error_messages={"invalid_choice": "That theme is no longer there. Choose another."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = self.row.agreement.themes.exclude(pk=self.row.pk)
