"""What somebody wants to see of a dashboard, all of it in the address."""

from datetime import date

from django import forms

from laa.queries.dashboard import Dashboard, Row
from laa.queries.dashboard_view import SORTS, VIEWS, may_show
from laa.rules.vocabulary import Rating

AS_AT = "as-at"
KEPT = "."
"""Between the names of columns in the cookie that keeps them."""


class AsAtForm(forms.Form):
    """A day that is over. The address says `?as-at=2008-12-31`."""

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields[AS_AT] = forms.DateField(
            label="As at a day that is over",
            help_text="For example 31 December 2008 or 2008-12-31.",
            required=False,
            input_formats=["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y"],
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            error_messages={"invalid": "Type a day such as 31 December 2008 or 2008-12-31."},
        )

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get(AS_AT)
        if day and day > self.today:
            said = f"{day:%-d %B %Y} is still to come. Type today’s date or an earlier one."
            self.add_error(AS_AT, said)
        return cleaned

    @property
    def day(self) -> date | None:
        """None: now; also where what was typed is no day, which the form then says."""
        if not self.is_bound or not self.is_valid():
            return None
        return self.cleaned_data[AS_AT]


class NarrowForm(forms.Form):
    """Narrows and arranges the lines; what makes no sense is left out of account."""

    q = forms.CharField(label="Reference or title contains", max_length=100, required=False)
    rating = forms.ChoiceField(
        required=False, choices=[("", "Any"), *Rating.choices, ("flagged", "With an open flag")]
    )
    theme = forms.ChoiceField(required=False)
    lead = forms.ChoiceField(required=False)
    columns = forms.MultipleChoiceField(
        label="Columns", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, found: Dashboard, is_operational: bool, **kwargs):
        super().__init__(*args, **kwargs)
        themes = {row.commitment.theme.slug: row.commitment.theme.name for row in found.rows}
        leads = {row.commitment.lead.slug: row.commitment.lead.name for row in found.rows}
        self.fields["theme"].choices = [("", "Any"), *themes.items()]
        self.fields["lead"].choices = [("", "Any"), *sorted(leads.items(), key=lambda one: one[1])]
        self.fields["columns"].choices = list(may_show(is_operational).items())

    @property
    def _asked(self) -> dict:
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("q", "rating", "theme", "lead")}

    @property
    def matches(self):
        """Whether a line is wanted; None where all are."""
        asked = self._asked
        return (lambda row: _is_like(row, **asked)) if any(asked.values()) else None


def _is_like(row: Row, *, q: str, rating: str, theme: str, lead: str) -> bool:
    commitment = row.commitment
    is_rated_so = not rating or (bool(row.flags) if rating == "flagged" else row.rating == rating)
    return (
        is_rated_so
        and (not theme or commitment.theme.slug == theme)
        and (not lead or commitment.lead.slug == lead)
        and (q or "").casefold() in f"{commitment.indicator} {row.strand_label}".casefold()
    )


def known(value: str, among, otherwise: str = "") -> str:
    """A word of the address that a page knows; else the one that is usual."""
    return value if value in among else otherwise


def view_of(asked) -> str:
    return known(asked.get("view", ""), VIEWS, "table")


def sort_of(asked) -> str:
    return known(asked.get("sort", ""), {*SORTS, *(f"-{name}" for name in SORTS)})


def columns_of(asked, cookie: str | None) -> list[str] | None:
    """The columns chosen now, else those kept from before; None: the usual ones."""
    if chosen := asked.getlist("columns"):
        return chosen
    return cookie.split(KEPT) if cookie else None
