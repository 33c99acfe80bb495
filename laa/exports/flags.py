"""Flags as rows."""

from laa.clock import day_of
from laa.models import Flag

HEAD = [
    "Reference", "Indicator", "Reason", "What", "Period", "Answers for it", "With", "Opened",
    "Answer", "Waits until", "Why it waits",
]  # fmt: skip


def flag_rows(flags: list[Flag]) -> list[list]:
    return [HEAD, *(_row(flag) for flag in flags)]


def _row(flag: Flag) -> list:
    commitment = flag.commitment
    return [
        commitment.indicator.reference if commitment else "",
        commitment.indicator.title if commitment else "",
        flag.get_reason_display(),
        flag.text,
        flag.when.short_label,
        str(flag.answers_for_it or ""),
        flag.get_stage_display(),
        day_of(flag.opened_at),
        flag.answer,
        flag.snoozed_until,
        flag.snooze_reason,
    ]
