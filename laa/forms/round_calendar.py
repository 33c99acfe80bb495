from django import forms

from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.models import RoundCalendar

LONGEST = 250


def _days(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=1,
        max_value=LONGEST,
        error_messages={"invalid": f"{label} must be a whole number of working days, such as 15."},
    )


class RoundCalendarForm(SeenForm):
    """How often rounds are, and how many working days after the period each step is."""

    every = forms.ChoiceField(
        label="A round", choices=RoundCalendar.Every, widget=forms.RadioSelect
    )
    holidays_of = forms.ChoiceField(
        label="Bank holidays of", choices=RoundCalendar.Nation, widget=forms.RadioSelect
    )
    opens_after = _days("Opens on working day", "1 is the first working day after the period.")
    due_after = _days("Returns due on working day")
    sign_off_after = _days("Signed off by working day")
    has_year_end = forms.BooleanField(
        label="A round of its own asks for the year’s outturns",
        help_text="Without it they are asked for with the fourth quarter.",
        required=False,
    )
    year_end_due_after = _days("Outturns due on working day")
    year_end_sign_off_after = _days("Outturns signed off by working day")

    def clean(self):
        cleaned = super().clean()
        self._must_follow("due_after", "opens_after", "Returns cannot be due before they open.")
        self._must_follow("sign_off_after", "due_after", "Sign-off cannot be before the due date.")
        self._must_follow(
            "year_end_due_after", "opens_after", "Outturns cannot be due before they open."
        )
        self._must_follow(
            "year_end_sign_off_after",
            "year_end_due_after",
            "Sign-off of the outturns cannot be before they are due.",
        )
        return cleaned

    def _must_follow(self, later: str, earlier: str, said: str) -> None:
        first, then = self.cleaned_data.get(earlier), self.cleaned_data.get(later)
        if first and then and then < first:
            self.add_error(later, said)


class ClosedDayForm(forms.Form):
    day = DateInputField(label="Day", help_text="For example 24 12 2009.")
    name = forms.CharField(
        label="Why it is closed", max_length=100, help_text="For example: between the holidays."
    )
