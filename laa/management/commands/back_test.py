import json

from django.core.management.base import BaseCommand, CommandError

from laa.models import Agreement, Partnership
from laa.queries.back_test import past_years
from laa.rules.back_test import Score, Year, as_last_year, score
from laa.rules.flagging import Cause

BY_FIGURES = (
    Cause.OFF_TRACK,
    Cause.AT_RISK_TWICE,
    Cause.OFF_TRACK_TWICE,
    Cause.OUTLOOK_WONT,
    Cause.PROJECTED_MISS,
    Cause.RED_STRAND,
)
NOT_TRIED = {
    Cause.OVERDUE_ACTIONS: "what was due of a plan on a day that is past is not kept for every day"
}
"""Flags that are left out, and why."""


class Command(BaseCommand):
    help = (
        "Say how early and how rightly the flags would have warned of the years that are over, "
        "against the guess that each ends as the one before. Changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--partnership", required=True, help="Slug of the partnership.")
        parser.add_argument("--agreement", help="Slug of the one agreement to look at.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, partnership, agreement, format, **options):
        found = _found(Partnership.objects.all(), partnership, "partnership")
        of = agreement and _found(
            Agreement.objects.filter(partnership=found), agreement, "agreement"
        )
        years = past_years(found, of)
        answer = {
            "partnership": found.slug,
            "agreement": of.slug if of else None,
            "years": len(years),
            "missed": sum(year.is_missed for year in years),
            "flags": described(score(years)),
            "by_reason": {
                str(cause): described(score(years, frozenset({cause}))) for cause in BY_FIGURES
            },
            "as_last_year": described(as_last_year(years)),
            "not_tried": {str(cause): why for cause, why in NOT_TRIED.items()},
        }
        self.stdout.write(
            json.dumps(answer, indent=2) if format == "json" else as_text(answer, years)
        )


def _found(rows, slug: str, noun: str):
    row = rows.filter(slug=slug).first()
    if row is None:
        known = ", ".join(rows.order_by("slug").values_list("slug", flat=True)) or "none is loaded"
        raise CommandError(f"There is no {noun} “{slug}”. There is: {known}.")
    return row


def described(found: Score) -> dict:
    """Shares as strings of three places; null where there is nothing to share."""
    return {
        "caught": found.caught,
        "share_caught": _said(found.share_caught),
        "warned": found.warned,
        "false_alarms": found.false_alarms,
        "share_right": _said(found.share_right),
        "periods_ahead": _said(found.ahead),
    }


def _said(number) -> str | None:
    return None if number is None else str(number)


def as_text(answer: dict, years: list[Year]) -> str:
    if not years:
        return (
            "No year can be judged yet: it takes a year that ended rated, with something signed "
            "off before its end."
        )
    rows = {
        "all flags": answer["flags"],
        **answer["by_reason"],
        "guess: as last year": answer["as_last_year"],
    }
    lines = [
        f"{answer['years']} years of promises are over; {answer['missed']} missed their target."
    ]
    lines += [f"{name:>20}  {_row(row)}" for name, row in rows.items()]
    lines += [f"Not tried: {cause} ({why})." for cause, why in answer["not_tried"].items()]
    return "\n".join(lines)


def _row(row: dict) -> str:
    ahead = f", {row['periods_ahead']} periods ahead" if row["periods_ahead"] else ""
    return f"caught {row['caught']}{ahead}; {row['false_alarms']} false alarms in {row['warned']}"
