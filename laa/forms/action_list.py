from django import forms

from laa.models import Action, Partner
from laa.queries.action_list import OVERDUE, OWNERLESS, UNDATED, Chased

NOBODY = "nobody"
WHICH = {
    "": "Overdue, or without an owner",
    OVERDUE: "Overdue",
    OWNERLESS: "Without an owner",
    UNDATED: "Without a date",
}


class ActionListForm(forms.Form):
    """Narrows the list of actions to chase, by what is on it."""

    which = forms.ChoiceField(label="Show", choices=list(WHICH.items()), required=False)
    plan = forms.ChoiceField(required=False)
    owner = forms.ChoiceField(required=False)
    service = forms.ChoiceField(label="Partner or service", required=False)

    def __init__(self, *args, found: list[Chased], **kwargs):
        super().__init__(*args, **kwargs)
        actions = [each.action for each in found]
        self.fields["plan"].choices = _any({str(a.plan.uuid): a.plan.title for a in actions})
        owners = {str(a.owner.uuid): str(a.owner) for a in actions if a.owner}
        self.fields["owner"].choices = [*_any(owners), (NOBODY, "Nobody")]
        services = {p.slug: p.name for a in actions for p in _services(a)}
        self.fields["service"].choices = _any(services)

    def narrow(self, found: list[Chased]) -> list[Chased]:
        """What was asked for; what is overdue or has no owner where nothing sensible was."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        which = {chosen["which"]} if chosen.get("which") else {OVERDUE, OWNERLESS}
        return [each for each in found if each.amiss & which and _is_chosen(each.action, chosen)]


def _any(choices: dict[str, str]) -> list[tuple[str, str]]:
    return [("", "Any"), *sorted(choices.items(), key=lambda each: each[1])]


def _services(action: Action) -> list[Partner]:
    """Whose work it is: for whom it is done, else who answers for the plan; and what that is in."""
    partner = action.partner or action.plan.partner
    return [partner, partner.part_of] if partner.part_of else [partner]


def _is_chosen(action: Action, chosen: dict) -> bool:
    owner = str(action.owner.uuid) if action.owner else NOBODY
    return (
        chosen.get("plan") in (None, "", str(action.plan.uuid))
        and chosen.get("owner") in (None, "", owner)
        and (
            not chosen.get("service")
            or chosen["service"] in {partner.slug for partner in _services(action)}
        )
    )
