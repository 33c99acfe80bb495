from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet

from laa.actions.figure_loads import Looked, load_figures, read_load, start_load
from laa.imports.files import read_path
from laa.imports.problems import Unreadable
from laa.models import FigureLoad, Partnership, User


class Command(BaseCommand):
    help = (
        "Load figures of England, regions and statistical neighbours from an .xlsx or .csv table "
        "with the columns area, kind, reference, period, value and source."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="The table.")
        parser.add_argument("--partnership", required=True, help="The slug of the partnership.")
        parser.add_argument("--by", required=True, help="The e-mail address of who loads it.")
        parser.add_argument("--dry-run", action="store_true", help="Read only; write nothing.")

    def handle(self, *, file, partnership, by, dry_run, **options):
        owner = _found(Partnership.objects.filter(slug=partnership), "--partnership", partnership)
        person = _found(User.objects.filter(email__iexact=by), "--by", by)
        try:
            name, data = read_path(file)
            said = _load(owner, person, name, data, is_dry=dry_run)
        except Unreadable as error:
            count = len(error.problems)
            head = "1 problem" if count == 1 else f"{count} problems"
            raise CommandError(f"{head}; nothing was written.\n{error}") from None
        self.stdout.write(said)


@transaction.atomic
def _load(owner: Partnership, person: User, name: str, data: bytes, *, is_dry: bool) -> str:
    """Load the table, or only say what it would add."""
    kind = FigureLoad.Kind.COMPARATORS
    load = start_load(partnership=owner, name=name, data=data, by=person, kind=kind)
    found = read_load(load)
    if is_dry:
        transaction.set_rollback(True)
        return f"{name} would add {_figures(found)}. Nothing was written."
    if not found.new:
        transaction.set_rollback(True)
        return f"{name} adds nothing: {_figures(found)}."
    load_figures(load, by=person)
    return f"{name} is loaded: {_figures(found)}."


def _figures(found: Looked) -> str:
    return f"{len(found.new)} figures; {found.same} are here already, the same"


def _found(rows: QuerySet, option: str, said: str):
    row = rows.first()
    if row is None:
        raise CommandError(f"{option}: there is no “{said}”.")
    return row
