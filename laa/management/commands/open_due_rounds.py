from django.core.management.base import BaseCommand, CommandError

from laa.actions.round_calendar import open_due_rounds
from laa.models import Partnership


class Command(BaseCommand):
    help = (
        "Open every round whose opening day has come by the partnership's calendar. "
        "Running it again opens nothing more."
    )

    def add_arguments(self, parser):
        parser.add_argument("--partnership", help="The slug of one; all of them without it.")

    def handle(self, *, partnership, **options):
        found = Partnership.objects.select_related("demonstration").order_by("slug")
        if partnership:
            found = found.filter(slug=partnership)
            if not found:
                raise CommandError(f"There is no partnership “{partnership}”.")
        for each in found:
            rounds = open_due_rounds(each)
            for round_ in rounds:
                self.stdout.write(
                    f"{each.slug}: {round_} is open, due {round_.due:%-d %B %Y}, "
                    f"{round_.lines.count()} lines"
                )
            if not rounds:
                self.stdout.write(f"{each.slug}: no round to open")
