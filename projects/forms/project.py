from django import forms

from laa.forms.action import people_of
from laa.forms.numbers import NumberField
from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.models import Agreement, Partner, Partnership, User
from projects.models import Programme, Project, ProjectPerson

TEXT = {"required": False, "widget": forms.Textarea(attrs={"rows": 4})}


class ProjectForm(SeenForm):
    """What a project is, who answers for it, and where its promises stand."""

    name = forms.CharField(label="Name", max_length=200)
    programme = forms.ModelChoiceField(
        label="Programme", queryset=Programme.objects.none(), required=False
    )
    managing_body = forms.ModelChoiceField(
        label="Managed by",
        queryset=Partner.objects.none(),
        help_text="The organisation that the funder pays.",
    )
    owner = forms.ModelChoiceField(
        label="Owner",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        help_text="The one person who answers for it. They become one of its people.",
    )
    funder = forms.CharField(label="Funder", max_length=200, required=False)
    starts = DateInputField(label="Starts")
    ends = DateInputField(label="Ends")
    priority = forms.ChoiceField(
        label="Priority",
        choices=Project.Priority,
        initial=Project.Priority.NORMAL,
        widget=forms.RadioSelect,
    )
    objectives = forms.CharField(label="Objectives", max_length=4000, **TEXT)
    geography = forms.CharField(
        label="Where",
        max_length=200,
        required=False,
        help_text="Places with commas between them, such as Hastings, Bexhill.",
    )
    agreement = forms.ModelChoiceField(
        label="Funding agreement",
        queryset=Agreement.objects.none(),
        required=False,
        empty_label="None yet",
        help_text="Its targets, returns, ratings and flags are the project’s.",
    )
    purpose = forms.CharField(
        label="What clients’ details are kept for",
        max_length=1000,
        help_text="As clients are told. It is shown wherever their details are.",
        **TEXT,
    )
    keep_months = NumberField(
        label="Months to keep them after the end", not_below=0, is_whole=True, initial=12
    )

    def __init__(self, *args, partnership: Partnership, row: Project | None = None, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        programmes = Programme.objects.filter(partnership=partnership)
        self.fields["programme"].queryset = programmes
        self.fields["managing_body"].queryset = partnership.partners.in_use()
        self.fields["owner"].queryset = people_of(partnership)
        taken = Project.objects.filter(partnership=partnership).exclude(pk=row.pk if row else None)
        agreements = partnership.agreements.exclude(
            pk__in=taken.exclude(agreement=None).values("agreement")
        )
        self.fields["agreement"].queryset = agreements
        if not programmes.exists():
            del self.fields["programme"]

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "The project would end before it starts.")
        return cleaned


class ProgrammeForm(SeenForm):
    name = forms.CharField(label="Name", max_length=200)
    funder = forms.CharField(label="Funder", max_length=200, required=False)
    set_up = NumberField(
        label="Projects set up under it", not_below=0, is_whole=True, required=False
    )
    running = NumberField(
        label="Projects that still run", not_below=0, is_whole=True, required=False
    )


class StatusForm(SeenForm):
    status = forms.ChoiceField(
        label="How does it stand?", choices=Project.Status, widget=forms.RadioSelect
    )
    reason = forms.CharField(label="Why", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class PersonForm(forms.Form):
    user = forms.ModelChoiceField(
        label="Who",
        queryset=User.objects.none(),
        empty_label="Choose somebody",
        help_text="From then on they see the project’s clients.",
    )

    def __init__(self, *args, project: Project, today, **kwargs):
        super().__init__(*args, **kwargs)
        there = ProjectPerson.objects.on(today).filter(project=project)
        people = people_of(project.partnership).exclude(pk__in=there.values("user"))
        self.fields["user"].queryset = people
