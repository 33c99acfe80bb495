"""The forms of a recommendation: the council's answer, its progress, its actions and teams."""

from django import forms

from laa.forms.action import ActionForm
from laa.forms.seen import SeenForm
from laa.models import Action, Partner
from peer_reviews.models import Recommendation, RecommendationNote, Review


class AnswerForm(forms.Form):
    """The council's answer; anything but a plain yes with its reason."""

    answer = forms.ChoiceField(
        label="Answer", choices=RecommendationNote.Answer, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="Reason",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed unless it is accepted in full.",
    )


class ProgressForm(forms.Form):
    text = forms.CharField(
        label="How far it is",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In a sentence or two: it stands in the statement of progress, which may become "
        "public. Where it is open, say why.",
    )


class TeamsForm(forms.Form):
    """Which teams have a part in it."""

    teams = forms.ModelMultipleChoiceField(
        label="Teams",
        queryset=Partner.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, recommendation: Recommendation, **kwargs):
        super().__init__(*args, **kwargs)
        partners = Partner.objects.filter(partnership=recommendation.partnership, retired_on=None)
        self.fields["teams"].queryset = partners
        self.initial["teams"] = partners.filter(
            peer_reviews_team_roles__recommendation=recommendation
        )


class TeamPartForm(SeenForm):
    text = forms.CharField(
        label="What the team does",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _answers(**options) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label="Answers",
        queryset=Recommendation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one recommendation that it answers"},
        **options,
    )


def _due_text() -> forms.CharField:
    return forms.CharField(
        label="Timescale as printed",
        max_length=200,
        required=False,
        help_text="Word for word, such as “July 2023 and ongoing”. It stands beside the date.",
    )


class AnsweringActionForm(ActionForm):
    """The core's form of an action, with what it answers and the timescale as printed."""

    recommendations = _answers()
    due_text = _due_text()
    field_order = ["title", "recommendations", "detail", "owner", "partner", "starts", "due"]

    def __init__(self, *args, review: Review, **kwargs):
        super().__init__(*args, plan=review.plan, partnership=review.partnership, **kwargs)
        self.fields["recommendations"].queryset = Recommendation.objects.filter(review=review)
        # Every one of them takes evidence and a second person, whatever its priority.
        self.fields["priority"].help_text = ""


class AnswersForm(forms.Form):
    """What an action that is there answers."""

    recommendations = _answers()
    due_text = _due_text()

    def __init__(self, *args, review: Review, row: Action, **kwargs):
        super().__init__(*args, **kwargs)
        found = Recommendation.objects.filter(review=review)
        self.fields["recommendations"].queryset = found
        self.initial["recommendations"] = found.filter(links__action=row, links__ended_at=None)
        self.initial["due_text"] = row.due_text


class QuickWinDoneForm(SeenForm):
    outcome = forms.CharField(
        label="What was done", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
