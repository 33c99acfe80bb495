"""The forms of a plan: what it is for, how far it is agreed, what it does to people."""

from django import forms

from laa.forms.seen import SeenForm
from laa.models import ActionPlan, ImpactAssessment, Partner


class PlanForm(SeenForm):
    title = forms.CharField(label="Title", max_length=200)
    aim = forms.CharField(
        label="What it is to bring about",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StatusForm(SeenForm):
    """A step on, or back with a reason."""

    status = forms.ChoiceField(label="Status", choices=ActionPlan.Status, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason",
        help_text="Needed when the plan goes back.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ImpactForm(forms.Form):
    """The effect on one aspect of people’s lives."""

    aspect = forms.ChoiceField(
        label="Effect on", choices=ImpactAssessment.Aspect, widget=forms.RadioSelect
    )
    effect = forms.ChoiceField(
        label="The effect is", choices=ImpactAssessment.Effect, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="Why, and on whom",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what the effect is, and on whom."},
    )


class TeamPlanForm(forms.Form):
    """Which team owes a plan for the year."""

    partner = forms.ModelChoiceField(
        label="Team", queryset=Partner.objects.none(), empty_label="Choose a team"
    )

    def __init__(self, *args, partnership, year: str, **kwargs):
        super().__init__(*args, **kwargs)
        teams = Partner.objects.filter(partnership=partnership, retired_on=None)
        self.fields["partner"].queryset = teams.exclude(team_plans__year=year)
