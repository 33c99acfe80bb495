from django import forms

from laa.forms.seen import SeenForm
from laa.models import Agreement, Board, Partnership, Theme


class BoardForm(SeenForm):
    """What a board is, and what it oversees: whole agreements, or some of their themes."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=Board.Kind, widget=forms.RadioSelect)
    depth = forms.ChoiceField(
        label="How deeply it looks",
        choices=Board.Depth,
        widget=forms.RadioSelect,
        help_text="Strategic: key changes and exceptions. Operational: everything.",
    )
    agreements = forms.ModelMultipleChoiceField(
        label="Oversees whole agreements",
        queryset=Agreement.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label="Oversees themes of an agreement",
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreements"].queryset = partnership.agreements.all()
        themes = Theme.objects.filter(partnership=partnership).select_related("agreement")
        self.fields["themes"].queryset = themes
        self.fields["themes"].label_from_instance = lambda theme: f"{theme}, {theme.agreement}"
        for name in ("agreements", "themes"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agreements") and cleaned.get("themes"):
            self.add_error(
                "themes",
                "Choose whole agreements or single themes: a board’s page shows one of the two.",
            )
        return cleaned
