"""The forms of a review: what it is, what happened when, how far it is as at a day."""

from django import forms

from laa.forms.action import people_of
from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.models import Partner, User
from peer_reviews import editions
from peer_reviews.models import Review

TEXT = {"required": False, "max_length": 8000, "widget": forms.Textarea(attrs={"rows": 4})}


class ReviewForm(SeenForm):
    """What a review is. Its edition and the one before it are chosen once, when it is added."""

    title = forms.CharField(label="Title", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=Review.Kind, widget=forms.RadioSelect)
    edition = forms.ChoiceField(
        label="Edition",
        choices=editions.CHOICES,
        widget=forms.RadioSelect,
        help_text="Its components and its timetable come with it, and stay.",
    )
    council = forms.ModelChoiceField(
        label="Whose review it is",
        queryset=Partner.objects.none(),
        empty_label="Choose an organisation",
        help_text="Its people keep up the action plan.",
    )
    lead = forms.ModelChoiceField(
        label="Who leads on it",
        queryset=User.objects.none(),
        required=False,
        empty_label="Everybody who may agree plans",
        help_text="Is reminded of what is due.",
    )
    starts = DateInputField(label="First day on site")
    ends = DateInputField(label="Last day on site")
    previous = forms.ModelChoiceField(
        label="The review before it",
        queryset=Review.objects.none(),
        required=False,
        empty_label="None, or not held here",
        help_text="What is open in it is carried over.",
    )
    scope = forms.CharField(label="What the team was asked to look at", **TEXT)
    position_statement = forms.CharField(label="Position statement", **TEXT)
    summary = forms.CharField(label="Summary of what they said", **TEXT)

    def __init__(self, *args, partnership, row: Review | None = None, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        self.fields["council"].queryset = Partner.objects.filter(
            partnership=partnership, retired_on=None
        )
        self.fields["lead"].queryset = people_of(partnership)
        earlier = Review.objects.filter(partnership=partnership, following=None)
        self.fields["previous"].queryset = earlier
        if row is not None:
            del self.fields["edition"], self.fields["previous"]
        elif not earlier.exists():
            del self.fields["previous"]

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "The visit would end before it starts.")
        return cleaned


class StepForm(forms.Form):
    """That a step of the timetable happened."""

    happened_on = DateInputField(label="When it happened")
    note = forms.CharField(
        label="Note",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as where it is published, or who agreed it.",
    )


class AsAtForm(forms.Form):
    """The day for which progress is stated; blank is today."""

    as_at = DateInputField(label="As at", required=False, help_text="Leave it blank for today.")

    def __init__(self, *args, today, review: Review, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.review = today, review

    def clean_as_at(self):
        day = self.cleaned_data["as_at"]
        if day and day > self.today:
            raise forms.ValidationError(
                f"{day:%-d %B %Y} is still to come. Choose today or an earlier day."
            )
        if day and day < self.review.ends:
            raise forms.ValidationError(
                f"{day:%-d %B %Y} is before the visit ended on {self.review.ends:%-d %B %Y}, when "
                "nothing was recommended yet. Choose a later day."
            )
        return day or self.today
