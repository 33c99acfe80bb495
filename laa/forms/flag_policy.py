from django import forms

from laa.forms.seen import SeenForm
from laa.models import Flag, FlagPolicy
from laa.rules.flagging import RUNNING

WORKING_DAYS = {"required": "Type a number of working days, such as 5."}


def days(label: str, help_text: str, *, least: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=60,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages=WORKING_DAYS,
    )


def reasons(label: str, help_text: str, of: tuple[str, ...]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        choices=[(reason.value, reason.label) for reason in Flag.Reason if reason in of],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class FlagPolicyForm(SeenForm):
    """What a partnership's jobs look for, and how long officers have."""

    performance = reasons(
        "Performance flags",
        "From figures that are signed off. Boards see them, and the lead partner is asked what "
        "is done.",
        Flag.PERFORMANCE,
    )
    housekeeping = reasons(
        "Housekeeping flags",
        "What is late or missing in the work itself. Boards see only how many there are.",
        Flag.HOUSEKEEPING,
    )
    periods_running = forms.IntegerField(
        label="How many periods one after another are “several periods running”",
        help_text="Of quarterly figures 2 is half a year. A period without a rating parts them.",
        min_value=RUNNING,
        max_value=12,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={"required": "Type a number of periods, such as 2."},
    )
    certifier_after = days(
        "After how many working days the deputy and the certifier are told",
        "Counted from the day the officer was told, if nobody answered.",
        least=1,
    )
    lead_after = days(
        "After how many working days the performance lead is told",
        "Counted from the same day.",
        least=1,
    )
    remind_before = days(
        "How many working days before the due date officers are reminded",
        "0 is on the day itself.",
        least=0,
    )

    def __init__(self, *args, row: FlagPolicy, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        on = set(Flag.Reason.values) - set(row.reasons_off)
        self.initial |= {
            "performance": [reason for reason in Flag.PERFORMANCE if reason in on],
            "housekeeping": [reason for reason in Flag.HOUSEKEEPING if reason in on],
        }

    def clean(self):
        cleaned = super().clean()
        first, then = cleaned.get("certifier_after"), cleaned.get("lead_after")
        if first is not None and then is not None and then < first:
            self.add_error(
                "lead_after", f"Type {first} or more: the certifier is told before the lead."
            )
        cleaned["reasons"] = cleaned.pop("performance", []) + cleaned.pop("housekeeping", [])
        return cleaned
