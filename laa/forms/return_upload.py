from django import forms


class ReturnUploadForm(forms.Form):
    """The filled-in spreadsheet of a return."""

    document = forms.FileField(
        label="Your filled-in spreadsheet",
        help_text="The .xlsx file you downloaded here, or a .csv saved from it. Nothing is saved "
        "before you have seen what would change.",
        allow_empty_file=True,
    )
