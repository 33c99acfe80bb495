from django import forms


class HistoryForm(forms.Form):
    """A table of past figures."""

    document = forms.FileField(
        label="Table of past figures",
        help_text="An .xlsx or .csv file with the columns reference, period and value; strand, "
        "numerator, denominator and state where there are any.",
    )
