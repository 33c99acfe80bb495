from django import forms


class HistoryForm(forms.Form):
    """A table of past figures."""

    document = forms.FileField(
        label="Table of past figures",
        help_text="An .xlsx or .csv file with the columns reference, period and value; strand, "
        "numerator, denominator, sample, design effect and state where there are any. A "
        "period is a year, a quarter, a month, two dates, or the wave of a survey, such as Place "
        "Survey 2008.",
    )


class ComparatorsForm(forms.Form):
    """A table of other areas' figures."""

    document = forms.FileField(
        label="Table of comparator figures",
        help_text="An .xlsx or .csv file with the columns area, kind (England, region or "
        "neighbour), reference, period, value and source; strand, numerator and denominator where "
        "there are any. x, z and c stand for figures that are not known, do not apply or are "
        "suppressed.",
    )
