import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from laa.imports.agreement import PrintedAgreement, read_agreement
from laa.imports.answer import as_json
from laa.imports.files import open_path
from laa.imports.problems import Unreadable


class Command(BaseCommand):
    help = (
        "Load an agreement from a .csv, .tsv, .xlsx or .docx table, or from its published text. "
        "With --dry-run it is only read: that needs no partnership and no database."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="The document.")
        parser.add_argument("--title", required=True, help="The agreement's title.")
        parser.add_argument("--first-year", required=True, type=int, help="2008 for 2008/09.")
        parser.add_argument("--partnership", help="The slug of the partnership it is loaded into.")
        parser.add_argument("--decisions", help="A file of a person's decisions, as JSON.")
        parser.add_argument("--by", help="The e-mail address of the person who loads it.")
        parser.add_argument("--dry-run", action="store_true", help="Read only; write nothing.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, file, first_year, dry_run, format, **options):
        if not 1990 <= first_year <= 2100:
            raise CommandError(f"--first-year {first_year}: give the year the agreement begins in.")
        try:
            agreement = read_agreement(open_path(file), first_year)
        except Unreadable as error:
            raise self._refused(error, format) from None
        if format == "json":
            self.stdout.write(json.dumps(as_json(agreement), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(_said(agreement, Path(file).name))

    def _refused(self, error: Unreadable, format: str) -> CommandError:
        if format == "json":
            problems = [problem.as_dict() for problem in error.problems]
            self.stdout.write(json.dumps({"problems": problems}, indent=2, ensure_ascii=False))
        count = len(error.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        return CommandError(f"{head}; nothing was written.\n{error}")


def _said(agreement: PrintedAgreement, name: str) -> str:
    lines = [f"{name}: {len(agreement.indicators)} indicators, {len(agreement.themes)} themes."]
    for each in agreement.indicators:
        doubts = [
            *each.warnings,
            *(w for c in (each.baseline, *each.targets) for w in c.reading.warnings),
        ]
        lines += [f"  {each.ref}: {doubt}" for doubt in doubts]
    return "\n".join([*lines, *agreement.warnings])
