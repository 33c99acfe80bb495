from datetime import timedelta

from django import forms

from laa.forms.widgets import DateInputField
from laa.models import Partnership, RoundCalendar
from laa.queries.round_calendar import calendar_of, next_rounds, periods_to_open
from laa.rules import periods


class RoundForm(forms.Form):
    """Opens a round: what is observed, and the window in which it is returned."""

    period = forms.ChoiceField(label="Period observed")
    opens = DateInputField(label="Opens on", help_text="The day after the period ends, or later.")
    due = DateInputField(label="Returns due by")
    sign_off = DateInputField(label="Signed off by")

    def __init__(self, *args, partnership: Partnership, today, asked: str = "", **kwargs):
        """`asked` is the period somebody chose elsewhere, for whose dates they ask."""
        super().__init__(*args, **kwargs)
        calendar = calendar_of(partnership)
        offered = periods_to_open(partnership, calendar, today)
        choices = [(period.key, period.label) for period in offered]
        self.fields["period"].choices = choices
        keys = [key for key, _ in choices]
        if calendar:
            self.initial |= _from_calendar(calendar, asked if asked in keys else "", today)
        else:
            self.initial |= _proposal(keys, today)

    def clean(self):
        cleaned = super().clean()
        opens, due, final = (cleaned.get(name) for name in ("opens", "due", "sign_off"))
        if opens and due and due < opens:
            self.add_error("due", "Returns cannot be due before the round opens.")
        if due and final and final < due:
            self.add_error("sign_off", "Sign-off cannot be before returns are due.")
        if opens and cleaned.get("period"):
            observed = periods.period(cleaned["period"])
            if opens <= observed.start:
                self.add_error("opens", f"{observed.short_label} has not begun by then.")
        return cleaned


def _from_calendar(calendar: RoundCalendar, asked: str, today) -> dict:
    """The dates of the period asked for, else those of the next round that has begun."""
    begun = [d for d in next_rounds(calendar, today=today) if d.period.start <= today]
    if asked:
        dates = calendar.dates_of(periods.period(asked), calendar.closed_days())
    elif begun:
        dates = begun[0]
    else:
        return {}
    return {
        "period": dates.period.key,
        "opens": dates.opens,
        "due": dates.due,
        "sign_off": dates.sign_off,
    }


def _proposal(keys: list[str], today) -> dict:
    """The newest quarter that is over, open at once, due in a month, signed off in two."""
    quarters = [key for key in keys if "-Q" in key and periods.period(key).is_over(today)]
    if not quarters:
        return {}
    opens = periods.period(quarters[0]).end + timedelta(days=1)
    return {
        "period": quarters[0],
        "opens": opens,
        "due": opens + timedelta(days=29),
        "sign_off": opens + timedelta(days=58),
    }
