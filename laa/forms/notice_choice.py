from django import forms

from laa.rules.notices import TO_CHOOSE


class NoticeChoiceForm(forms.Form):
    """What somebody also gets by e-mail, of what they may turn off."""

    kinds = forms.MultipleChoiceField(
        label="What do you want by e-mail, too?",
        help_text="Everything but the digest stands in the list of notices in any case.",
        required=False,
        choices=[(kind.slug, f"{kind.title}. {kind.hint}") for kind in TO_CHOOSE],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, chosen: dict[str, bool], **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["kinds"] = [slug for slug, by_email in chosen.items() if by_email]

    def chosen(self) -> dict[str, bool]:
        ticked = self.cleaned_data["kinds"]
        return {kind.slug: kind.slug in ticked for kind in TO_CHOOSE}
