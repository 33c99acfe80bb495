"""The forms of a review's parts, by the kind that the address names."""

from django import forms

from laa.forms.numbers import NumberField
from laa.forms.seen import SeenForm
from laa.models import Indicator
from peer_reviews.models import (
    Component,
    EvidenceCount,
    Finding,
    Practice,
    Recommendation,
    Review,
    Section,
)


def _text(label: str, rows: int = 3, **options) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class PartForm(SeenForm):
    """Knows its review, and offers only what belongs to it."""

    def __init__(self, *args, review: Review, row=None, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        self.review = review
        for name, model in (
            ("component", Component),
            ("section", Section),
            ("recommendations", Recommendation),
        ):
            if name in self.fields:
                self.fields[name].queryset = model.objects.filter(review=review)
        if "recommendations" in self.fields and not self.fields["recommendations"].queryset:
            del self.fields["recommendations"]


def _recommendations(label: str) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=Recommendation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class RecommendationForm(PartForm):
    number = forms.CharField(label="Number", max_length=12, help_text="As printed, such as 3.")
    title = forms.CharField(label="Recommendation", max_length=300)
    detail = _text("Detail", required=False)
    timescale = forms.CharField(
        label="Timescale as printed",
        max_length=200,
        required=False,
        help_text="Word for word, such as “July 2023 and ongoing”.",
    )
    printed_owner = forms.CharField(label="Owner as printed", max_length=200, required=False)
    measure = _text("What will show that it is done", 2, required=False)
    indicator = forms.ModelChoiceField(
        label="Indicator that moves if it works",
        queryset=Indicator.objects.none(),
        required=False,
        empty_label="None",
    )

    def __init__(self, *args, review: Review, row=None, **kwargs):
        super().__init__(*args, review=review, row=row, **kwargs)
        indicators = Indicator.objects.filter(partnership=review.partnership)
        self.fields["indicator"].queryset = indicators.order_by("reference")
        if not indicators.exists():
            del self.fields["indicator"]

    def clean_number(self):
        number = self.cleaned_data["number"].strip().rstrip(".")
        others = Recommendation.objects.filter(review=self.review, number=number)
        if others.exclude(pk=self.row.pk if self.row else None).exists():
            raise forms.ValidationError(
                f"There is a recommendation {number} already. Give this one another number."
            )
        return number


class ComponentForm(PartForm):
    title = forms.CharField(label="What the review looked at", max_length=200)
    question = _text("Its question", 2, required=False)


class FindingForm(PartForm):
    component = forms.ModelChoiceField(
        label="Component", queryset=Component.objects.none(), empty_label="Choose a component"
    )
    kind = forms.ChoiceField(label="It is", choices=Finding.Kind, widget=forms.RadioSelect)
    text = _text("What the team found")
    section = forms.ModelChoiceField(
        label="Section of the report",
        queryset=Section.objects.none(),
        required=False,
        empty_label="Not said",
    )
    paragraph = NumberField(label="Paragraph", required=False, not_below=1, is_whole=True)
    recommendations = _recommendations("Leads to")


class QuickWinForm(PartForm):
    text = _text("What to do", 2)
    recommendations = _recommendations("Repeats part of")


class PracticeForm(PartForm):
    kind = forms.ChoiceField(label="It is", choices=Practice.Kind, widget=forms.RadioSelect)
    topic = forms.CharField(label="Topic", max_length=200)
    text = _text("What it is", required=False)
    organisations = _text(
        "Who does it", 2, required=False, help_text="Organisations, one on each line."
    )


class TeamForm(PartForm):
    post = forms.CharField(
        label="Post", max_length=200, help_text="The post, not the person’s name."
    )
    organisation = forms.CharField(label="Organisation", max_length=200)


class EvidenceForm(PartForm):
    what = forms.CharField(label="What", max_length=100, help_text="Such as people or hours.")
    number = NumberField(label="How many", not_below=0, is_whole=True)
    qualifier = forms.ChoiceField(
        label="Said as", choices=EvidenceCount.Qualifier, required=False, widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", max_length=300, required=False)


class SectionForm(PartForm):
    number = forms.CharField(label="Number", max_length=12, help_text="As printed, such as 4.1.")
    title = forms.CharField(label="Title", max_length=200)
    component = forms.ModelChoiceField(
        label="Component", queryset=Component.objects.none(), required=False, empty_label="None"
    )


FORMS = {
    "recommendation": RecommendationForm,
    "component": ComponentForm,
    "finding": FindingForm,
    "quick-win": QuickWinForm,
    "practice": PracticeForm,
    "team": TeamForm,
    "evidence": EvidenceForm,
    "section": SectionForm,
}
"""By the word in the address; the same words as the actions know."""
