from django import forms

from laa.queries.completeness import Completeness, Row

OUTSTANDING, ENTERED, SET_ASIDE, NOT_ASKED = "outstanding", "entered", "set-aside", "not-asked"
WHICH = {
    "": "All",
    OUTSTANDING: "Outstanding",
    ENTERED: "Entered",
    SET_ASIDE: "Set aside",
    NOT_ASKED: "Not asked",
}


class CompletenessForm(forms.Form):
    """Narrows the list of what a round asks for."""

    which = forms.ChoiceField(label="Show", choices=list(WHICH.items()), required=False)
    theme = forms.ChoiceField(required=False)
    partner = forms.ChoiceField(label="Supplier or lead partner", required=False)
    q = forms.CharField(label="Reference or title contains", max_length=100, required=False)

    def __init__(self, *args, found: Completeness, **kwargs):
        super().__init__(*args, **kwargs)
        themes = {row.commitment.theme.slug: row.commitment.theme.name for row in found.rows}
        partners = {each.supplier.slug: each.supplier.name for each in found.asked}
        partners |= {row.commitment.lead.slug: row.commitment.lead.name for row in found.rows}
        self.fields["theme"].choices = [("", "Any"), *themes.items()]
        by_name = sorted(partners.items(), key=lambda each: each[1])
        self.fields["partner"].choices = [("", "Any"), *by_name]

    def narrow(self, rows: list[Row]) -> list[Row]:
        """The rows that were asked for; all of them where nothing sensible was."""
        if not (self.is_bound and self.is_valid()):
            return rows
        chosen = self.cleaned_data
        return [
            row
            for row in rows
            if (not chosen["which"] or row.said == WHICH[chosen["which"]])
            and (not chosen["theme"] or row.commitment.theme.slug == chosen["theme"])
            and (not chosen["partner"] or chosen["partner"] in _partners(row))
            and chosen["q"].casefold() in str(row.commitment.indicator).casefold()
        ]


def _partners(row: Row) -> set[str]:
    return {row.commitment.lead.slug, *(partner.slug for partner in row.suppliers)}
