from django import forms

from laa.rules.figures import NotANumber, plain, read_number


class NumberField(forms.CharField):
    """A number as people type it, read by the rules; None where nothing was typed."""

    def __init__(self, *, not_below=None, is_whole=False, suffix: str = "", **options):
        super().__init__(max_length=40, **options)
        self.not_below, self.is_whole = not_below, is_whole
        self.widget.attrs |= {"inputmode": "decimal", "class": "govuk-input--width-5"}
        if suffix:
            self.widget.attrs["suffix"] = suffix

    def prepare_value(self, value):
        return value if isinstance(value, str) else plain(value)

    def has_changed(self, initial, data) -> bool:
        """Whether another number was typed, however it was written."""
        try:
            if isinstance(initial, str):
                initial = read_number(initial)
            return read_number(data or "") != initial
        except NotANumber:
            return True

    def clean(self, value):
        text = super().clean(value)
        try:
            number = read_number(text)
        except NotANumber as error:
            raise forms.ValidationError(str(error)) from None
        if number is not None and self.not_below is not None and number < self.not_below:
            raise forms.ValidationError(
                f"{self.label} cannot be below {self.not_below}. You typed {text.strip()}."
            )
        if number is not None and self.is_whole and number % 1:
            raise forms.ValidationError(f"{self.label} is a whole number. You typed {text}.")
        return int(number) if number is not None and self.is_whole else number
