"""The forms of a report: what it is about, what people write for it, what came of it."""

from django import forms

from laa.forms.seen import SeenForm
from laa.models import Board, Decision, Meeting, Report, Round
from laa.rules import report_words as words
from laa.rules.report_contents import USUAL_COVERS, WHOLE
from laa.rules.vocabulary import Cover, ReportPart


def _text(label: str, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReportWordsForm(SeenForm):
    """The parts, the covers, and what people write for it; one thing a line."""

    contents = forms.MultipleChoiceField(
        label="What it holds",
        choices=ReportPart,
        initial=WHOLE,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one part."},
    )
    covers = forms.MultipleChoiceField(
        label="Covers",
        help_text="The body under them is the same. Only with the public one can it be published.",
        choices=Cover,
        initial=USUAL_COVERS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one cover."},
    )
    purpose = _text("Purpose of the report", "Stands at the top of the summary.")
    decisions = _text("Decisions wanted", "One a line.")
    aims = _text("Links to the strategic plan", "An aim a line, then a bar and yes or no.", 4)
    earlier_decisions = _text("Earlier decisions", "One a line, then a bar and the date.")
    directives = _text(
        "Legislation and government directives", "One a line, then a bar and the date."
    )
    background = _text("Background documents", "Write “None” where there is none.", 2)
    assessments = _text("Impact assessments")

    WORDS = ("purpose", "background", "assessments")
    LISTS = {"decisions": words.lines, "aims": words.aims}
    DATED = ("earlier_decisions", "directives")

    def __init__(self, *args, row: Report | None = None, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        if row is not None:
            self.initial |= _as_text(row.words)

    def clean_aims(self):
        return self._read(words.aims, "aims")

    def clean_earlier_decisions(self):
        return self._read(words.dated, "earlier_decisions")

    def clean_directives(self):
        return self._read(words.dated, "directives")

    def clean_decisions(self):
        return words.lines(self.cleaned_data["decisions"])

    def _read(self, reader, name: str):
        try:
            return reader(self.cleaned_data[name])
        except words.NotALine as error:
            raise forms.ValidationError(str(error)) from None

    @property
    def written(self) -> dict:
        """The words by part; what was left empty is left out."""
        names = (*self.WORDS, *self.LISTS, *self.DATED)
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


def _as_text(said: dict) -> dict[str, str]:
    return {
        **{name: said.get(name, "") for name in ReportWordsForm.WORDS},
        "decisions": "\n".join(said.get("decisions", ())),
        "aims": words.aims_text(said.get("aims", ())),
        "earlier_decisions": words.dated_text(said.get("earlier_decisions", ())),
        "directives": words.dated_text(said.get("directives", ())),
    }


class ReportForm(ReportWordsForm):
    """A new report: for which board, on which agreement and period."""

    agreement = forms.ModelChoiceField(label="Agreement", queryset=None, empty_label=None)
    board = forms.ModelChoiceField(
        label="Board",
        queryset=Board.objects.none(),
        required=False,
        empty_label="No board: the whole agreement",
        help_text="It holds what the board oversees of the agreement.",
    )
    period = forms.ChoiceField(label="Period")
    field_order = ("agreement", "board", "period")

    def __init__(self, *args, partnership, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = partnership.agreements.all()
        self.fields["board"].queryset = partnership.boards.in_use()
        rounds = Round.objects.filter(partnership=partnership, period_end__lt=today)
        self.fields["period"].choices = [(each.period, each.when.label) for each in rounds]


class StepForm(forms.Form):
    """One's step in the approval: yes, or back with what is to be put right."""

    outcome = forms.ChoiceField(
        label="What do you say?",
        choices=[("approve", "Approve it"), ("send-back", "Send it back to be changed")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve it or to send it back."},
    )
    comment = _text("Comment", "Needed when it goes back: what is to be put right.")


class RouteStepForm(forms.Form):
    name = forms.CharField(label="Name of the step", max_length=100)
    person = forms.ModelChoiceField(
        label="Whose step it is", queryset=None, empty_label="Choose a person"
    )
    is_proof_reading = forms.BooleanField(label="It is for proof-reading", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class ConsiderationForm(forms.Form):
    """That it was considered, with the first decision if there was one."""

    cover = forms.ChoiceField(label="Under which cover", widget=forms.RadioSelect)
    considered_on = forms.DateField(label="Considered on", help_text="Such as 23/3/2009.")
    meeting = forms.ModelChoiceField(
        label="At the meeting", queryset=None, required=False, empty_label="None that is listed"
    )
    note = _text("What was said", "In a sentence or two.", 2)

    def __init__(self, *args, report: Report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cover"].choices = [(cover.value, cover.label) for cover in report.audiences]
        meetings = Meeting.objects.filter(partnership=report.partnership).select_related("board")
        self.fields["meeting"].queryset = meetings
        if not meetings.exists():
            del self.fields["meeting"]


class DecisionForm(forms.Form):
    kind = forms.ChoiceField(
        label="It is a",
        choices=Decision.Kind,
        initial=Decision.Kind.DECISION,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="What was decided, or is to be done",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what was decided."},
    )
    partner = forms.ModelChoiceField(
        label="Who does it", queryset=None, required=False, empty_label="Nobody in particular"
    )
    due = forms.DateField(label="By when", help_text="Such as 30/6/2009.", required=False)

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partnership.partners.filter(retired_on=None)
