import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date

from laa.actions.flags import Flagged, flag_off_track
from laa.actions.refusals import Refused
from laa.models import Agreement, Flag, Partnership


class Command(BaseCommand):
    help = (
        "Open a flag for every promise whose latest signed-off rating is off track, and close "
        "those that are no longer. Running it again opens nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--agreement", help="Slug of the one agreement to look at.")
        parser.add_argument("--as-at", help="A date such as 2009-04-20; the partnership's today.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, agreement, as_at, format, **options):
        day = self._day(as_at)
        found = Flagged()
        for partnership, one in self._subjects(agreement):
            try:
                done = flag_off_track(partnership, as_at=day, agreement=one)
            except Refused as refusal:
                raise CommandError(f"{partnership}: {refusal}") from None
            found.opened += done.opened
            found.escalated += done.escalated
            found.closed += done.closed
            found.unchanged += done.unchanged
            for about, why in done.problems.items():
                self.stderr.write(f"Not looked at: {about} ({why})")
        self.stdout.write(as_json(found) if format == "json" else as_text(found))

    def _day(self, text):
        if text is None:
            return None
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise CommandError(f"“{text}” is not a date. Write it as 2009-04-20.")
        return day

    def _subjects(self, slug):
        if slug is None:
            return [(p, None) for p in Partnership.objects.select_related("demonstration")]
        agreements = Agreement.objects.filter(slug=slug).select_related(
            "partnership__demonstration"
        )
        if not agreements:
            known = ", ".join(Agreement.objects.values_list("slug", flat=True)) or "none is loaded"
            raise CommandError(f"There is no agreement “{slug}”. There is: {known}.")
        return [(agreement.partnership, agreement) for agreement in agreements]


def as_json(found: Flagged) -> str:
    return json.dumps(
        {
            "opened": [describe(flag) for flag in found.opened],
            "escalated": [describe(flag) for flag in found.escalated],
            "closed": [describe(flag) for flag in found.closed],
            "unchanged": found.unchanged,
        },
        indent=2,
    )


def describe(flag: Flag) -> dict[str, str]:
    return {
        "key": flag.key,
        "agreement": flag.commitment.agreement.slug,
        "indicator": flag.commitment.indicator.reference,
        "strand": flag.strand.key,
        "period": flag.period,
        "reason": flag.reason,
        "stage": flag.stage,
        "text": flag.text,
    }


def as_text(found: Flagged) -> str:
    lines = [f"opened   {flag.text}" for flag in found.opened]
    lines += [f"closed   {flag.text}: {flag.closed_because}" for flag in found.closed]
    counts = ", ".join(f"{number} {name}" for name, number in found.counts.items())
    return "\n".join([*lines, counts])
