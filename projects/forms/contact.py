"""One page for a meeting, typed from top to bottom without the mouse."""

from django import forms

from laa.forms.action import people_of
from laa.forms.numbers import NumberField
from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.models import User
from projects.models import AgreedAction, Client, Contact, Involvement, Project, ReachGroup
from projects.rules.agreed import NotRead, read_agreed

STATUS = "status-"
NEW_PART = Involvement.Part.CLIENT


class ContactForm(forms.Form):
    """Whom, when, where, what, what was agreed, what comes next."""

    client = forms.ModelChoiceField(
        label="Client",
        queryset=Client.objects.none(),
        required=False,
        empty_label="Somebody new, named below",
    )
    name = forms.CharField(
        label="Name, if new",
        max_length=200,
        required=False,
        help_text="The group or organisation, or the individual.",
    )
    email = forms.EmailField(label="E-mail address, if new", required=False)
    part = forms.ChoiceField(
        label="If new, they are a",
        choices=Involvement.Part,
        initial=NEW_PART,
        required=False,
        help_text="Procurers and partners are not counted as clients.",
    )
    met_on = DateInputField(label="Day of the meeting")
    how = forms.ChoiceField(label="How", choices=Contact.How, initial=Contact.How.FACE_TO_FACE)
    minutes = NumberField(
        label="How long", suffix="minutes", not_below=0, is_whole=True, required=False
    )
    place = forms.CharField(label="Place", max_length=200, required=False)
    miles = NumberField(label="Miles travelled", not_below=0, required=False)
    note = forms.CharField(
        label="Contact note",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="It goes into the e-mail to the client. Write nothing they should not read.",
    )
    agreed = forms.CharField(
        label="What was agreed",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=(
            "One a line. Begin with “Client:” where the client does it; end with “by 7/2/2008” "
            "where there is a date."
        ),
    )
    next = forms.ChoiceField(label="Next meeting", choices=Contact.Next, widget=forms.RadioSelect)
    next_on = DateInputField(label="Date of the next meeting", required=False)

    def __init__(self, *args, project: Project, to_review=(), **kwargs):
        super().__init__(*args, **kwargs)
        clients = Client.objects.known_to(project).filter(erased_at=None).order_by("name")
        self.fields["client"].queryset = clients
        self.fields["client"].label_from_instance = lambda client: client.said
        self.to_review = {f"{STATUS}{action.uuid}": action for action in to_review}
        for name, action in self.to_review.items():
            self.fields[name] = status_field(action)

    def clean_agreed(self):
        try:
            return read_agreed(self.cleaned_data["agreed"])
        except NotRead as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self):
        cleaned = super().clean()
        if not self.errors.get("client") and not cleaned.get("client") and not cleaned.get("name"):
            self.add_error("name", "Choose a client from the list, or name a new one.")
        if cleaned.get("client") and cleaned.get("name"):
            self.add_error(
                "name", "Either choose a client from the list or name a new one, not both."
            )
        self._check_next(cleaned.get("next"), cleaned.get("next_on"))
        return cleaned

    def _check_next(self, next, next_on):
        is_agreed = next == Contact.Next.AGREED
        if is_agreed and next_on is None and "next_on" not in self.errors:
            self.add_error("next_on", "Give the date of the next meeting.")
        elif next and not is_agreed and next_on is not None:
            self.add_error("next", "You gave a date: choose “On a date”, or clear it.")

    @property
    def facts(self) -> dict:
        """What the action takes."""
        said = dict(self.cleaned_data)
        agreed = [{"text": a.text, "doer": a.doer, "due": a.due} for a in said.pop("agreed")]
        new = {name: said.pop(name) for name in ("name", "email", "part")}
        new["part"] = new["part"] or NEW_PART
        reviewed = {action: said.pop(name) for name, action in self.to_review.items()}
        return {
            **said,
            "new_client": None if said["client"] else new,
            "agreed": agreed,
            "reviewed": reviewed,
        }


def status_field(action: AgreedAction) -> forms.ChoiceField:
    due = f", by {action.due:%-d %B %Y}" if action.due else ""
    return forms.ChoiceField(
        label=f"{action.text} ({action.get_doer_display().lower()}{due})",
        choices=AgreedAction.Status,
        initial=action.status,
        required=False,
    )


class ReviewForm(forms.Form):
    """What became of each thing that was agreed before."""

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = {f"{STATUS}{action.uuid}": action for action in actions}
        for name, action in self.actions.items():
            self.fields[name] = status_field(action)

    @property
    def statuses(self) -> dict[AgreedAction, str]:
        return {action: self.cleaned_data[name] for name, action in self.actions.items()}


class ContactEditForm(SeenForm):
    """What may be put right of a meeting; whom it was with is another meeting."""

    met_on = DateInputField(label="Day of the meeting")
    how = forms.ChoiceField(label="How", choices=Contact.How)
    minutes = NumberField(
        label="How long", suffix="minutes", not_below=0, is_whole=True, required=False
    )
    place = forms.CharField(label="Place", max_length=200, required=False)
    miles = NumberField(label="Miles travelled", not_below=0, required=False)
    note = forms.CharField(
        label="Contact note", max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )


class NextForm(SeenForm):
    next_on = DateInputField(label="Date of the next meeting")


class ClientForm(SeenForm):
    """As little as the project needs to know."""

    name = forms.CharField(label="Name", max_length=200)
    is_group = forms.BooleanField(label="A group or organisation", required=False)
    email = forms.EmailField(label="E-mail address", required=False)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    lead = forms.ModelChoiceField(
        label="Lead person",
        queryset=User.objects.none(),
        required=False,
        help_text="The one person the client deals with, in whichever project.",
    )
    part = forms.ChoiceField(label="Part", choices=Involvement.Part, widget=forms.RadioSelect)
    outcome = forms.CharField(label="What came of it so far", max_length=200, required=False)
    groups = forms.ModelMultipleChoiceField(
        label="Belongs to",
        queryset=ReachGroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only what the client has said. It is used for counts alone.",
    )

    def __init__(self, *args, project: Project, row: Client, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        self.fields["lead"].queryset = people_of(project.partnership)
        groups = ReachGroup.objects.of(project)
        self.fields["groups"].queryset = groups
        self.initial["groups"] = row.groups.all()
        if not groups.exists():
            del self.fields["groups"]


class EraseForm(SeenForm):
    reason = forms.CharField(
        label="Why",
        max_length=200,
        help_text="The client asked, for example. Do not name them: this stays in the trail.",
    )


class DiaryForm(forms.Form):
    """A line of the diary for a meeting whose note is still to be written."""

    day = DateInputField(label="Day")
    what = forms.CharField(label="What for", max_length=200)
    place = forms.CharField(label="Place", max_length=200, required=False)
    miles = NumberField(label="Miles travelled", not_below=0, required=False)


class PeriodForm(forms.Form):
    """From a day to a day, both counted; nothing typed is the whole project."""

    starts = DateInputField(label="From", required=False)
    ends = DateInputField(label="To", required=False)
