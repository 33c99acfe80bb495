"""A board's members and meetings: a line more, a date more."""

from django import forms


class SeatForm(forms.Form):
    name = forms.CharField(label="Member", max_length=200)
    seats = forms.IntegerField(
        label="Seats",
        help_text="Leave it empty where no number is agreed.",
        min_value=1,
        max_value=999,
        required=False,
    )
    subject_to = forms.CharField(
        label="Subject to",
        help_text="Such as “approval at the AGM on 5 June”.",
        max_length=200,
        required=False,
    )


class MeetingForm(forms.Form):
    held_on = forms.DateField(label="Held on", help_text="Such as 23/3/2009.")
    papers_due = forms.DateField(label="Papers due", help_text="On that day or before it.")
    place = forms.CharField(label="Place", max_length=200, required=False)
