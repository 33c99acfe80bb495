import hashlib
import re

from django import forms

LARGEST_FILE = 5 * 1024 * 1024


class ReceiptCheckForm(forms.Form):
    """Asks whether a receipt is genuine: by its reference, its code, or the file itself."""

    said = forms.CharField(
        label="Reference or code",
        help_text="Such as LUT-2008-09-Q1-LBC-0001, or the 64 letters and digits at the end of "
        "the receipt.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Or the file of what was submitted (.json)",
        help_text="It is compared and not kept.",
        required=False,
        allow_empty_file=True,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(
                "This file is larger than any receipt’s. Choose the .json file of the receipt."
            )
        return file

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("said") and not cleaned.get("file"):
            self.add_error("said", "Type a reference or a code, or choose a file.")
        return cleaned

    def wanted(self) -> str:
        """A reference in capitals, or a hash: of the file if one was chosen."""
        if file := self.cleaned_data.get("file"):
            return hashlib.sha256(file.read()).hexdigest()
        bare = re.sub(r"\s", "", self.cleaned_data["said"])
        return bare.casefold() if re.fullmatch(r"[0-9a-fA-F]{64}", bare) else bare.upper()
