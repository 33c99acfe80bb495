from django.core.management.base import BaseCommand, CommandError

from laa import demonstration
from laa.models import Partnership


class Command(BaseCommand):
    help = (
        "Load the demonstration into a migrated database: two real agreements, fictional people, "
        "illustrative figures, a working date that stands still. Runs no job."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when there is a partnership."
        )

    def handle(self, *, if_empty, **options):
        if Partnership.objects.exists():
            if if_empty:
                return
            raise CommandError(
                "There is a partnership in this database already. The demonstration goes into an "
                "empty one; nothing was changed."
            )
        demonstration.load()
        self.stdout.write(
            "The demonstration is loaded. Sign in as officer@demo.example with the password in "
            "var/demo_password."
        )
