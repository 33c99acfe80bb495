"""The forms of an action: what it is, how it stands, what was done."""

from django import forms

from laa.forms.numbers import NumberField
from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.models import Action, ActionInput, ActionPlan, Membership, Partner, Partnership, User

TEXT = {"required": False, "widget": forms.Textarea(attrs={"rows": 3})}


class ActionForm(SeenForm):
    """What will be done, by whom and when. A missing owner or date is allowed, and listed."""

    title = forms.CharField(label="What will be done", max_length=300)
    detail = forms.CharField(label="Detail", max_length=4000, **TEXT)
    owner = forms.ModelChoiceField(
        label="Owner",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        help_text="The one person who answers for it. Others can contribute.",
    )
    partner = forms.ModelChoiceField(
        label="For which partner", queryset=Partner.objects.none(), required=False
    )
    starts = DateInputField(label="Starts", required=False)
    due = DateInputField(label="Due", required=False)
    priority = forms.ChoiceField(
        label="Priority",
        choices=Action.Priority,
        initial=Action.Priority.NORMAL,
        widget=forms.RadioSelect,
        help_text="High: closing it takes evidence and a second person.",
    )
    contributors = forms.ModelMultipleChoiceField(
        label="Also contribute",
        queryset=Partner.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    depends_on = forms.ModelMultipleChoiceField(
        label="Cannot be done before",
        queryset=Action.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    addressed_through = forms.ModelChoiceField(
        label="Addressed through another action",
        queryset=Action.objects.none(),
        required=False,
        empty_label="No, by itself",
    )

    def __init__(
        self,
        *args,
        partnership: Partnership,
        plan: ActionPlan | None,
        row: Action | None = None,
        **kwargs,
    ):
        """`plan` None: the action starts one."""
        super().__init__(*args, row=row, **kwargs)
        partners = Partner.objects.filter(partnership=partnership, retired_on=None)
        self.fields["owner"].queryset = people_of(partnership)
        self.fields["partner"].queryset = partners
        self.fields["contributors"].queryset = partners
        others = Action.objects.filter(plan=plan).exclude(pk=row.pk if row else None)
        self.fields["depends_on"].queryset = others
        elsewhere = Action.objects.filter(partnership=partnership).select_related("plan")
        self.fields["addressed_through"].queryset = elsewhere.exclude(pk=row.pk if row else None)
        self.fields["addressed_through"].label_from_instance = lambda action: (
            f"{action.plan}: {action}"
        )
        if not others.exists():
            del self.fields["depends_on"]
        if row is not None and row.due is not None:
            # A date that stands changes through an update, which keeps the old one.
            del self.fields["due"]

    def clean(self):
        cleaned = super().clean()
        starts, due = cleaned.get("starts"), cleaned.get("due")
        due = due or (self.row.due if self.row else None)
        if starts and due and due < starts:
            self.add_error("starts", "It would start after it is due.")
        return cleaned


def people_of(partnership):
    """Everybody who has a part to play in the partnership today."""
    memberships = Membership.objects.live().filter(partnership=partnership)
    return User.objects.filter(memberships__in=memberships).distinct().order_by("name", "email")


class ReportForm(SeenForm):
    """How an action stands now."""

    status = forms.ChoiceField(label="How does it stand?", widget=forms.RadioSelect)
    text = forms.CharField(label="What happened", max_length=4000, **TEXT)
    due = DateInputField(
        label="New due date", required=False, help_text="Only if it changes; the old one is kept."
    )

    def __init__(self, *args, row: Action, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        self.initial["due"] = None
        said = [c for c in Action.Status.choices if c[0] != Action.Status.CLOSED]
        self.fields["status"].choices = said


class CloseForm(SeenForm):
    """What was done: without it nothing is closed."""

    outcome = forms.CharField(
        label="What was done",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what was done."},
    )


class MilestoneForm(forms.Form):
    title = forms.CharField(label="Step on the way", max_length=200)
    due = DateInputField(label="Due", required=False)


class SpentForm(SeenForm):
    """What of an action's money or days is spent by now. An empty box is not known, never 0."""

    planned = NumberField(label="Planned", required=False, not_below=0)
    spent = NumberField(label="Spent so far", required=False, not_below=0)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("planned") is None and cleaned.get("spent") is None and not self.errors:
            self.add_error("planned", "Give what is planned, or what is spent.")
        return cleaned


class InputForm(SpentForm):
    """Money or days that an action takes."""

    kind = forms.ChoiceField(label="Kind", choices=ActionInput.Kind, widget=forms.RadioSelect)
    source = forms.CharField(label="Who pays, or whose days", max_length=200, required=False)
    field_order = ["kind", "source", "planned", "spent"]
