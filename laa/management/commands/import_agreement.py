import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from laa.actions.agreements import import_agreement
from laa.actions.refusals import Refused
from laa.imports.agreement import PrintedAgreement, read_agreement
from laa.imports.answer import as_json
from laa.imports.decisions import Decisions, read_decisions
from laa.imports.files import open_path
from laa.imports.plan import make_plan
from laa.imports.problems import Unreadable, unreadable
from laa.models import Partnership, User


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

    def handle(self, *, file, title, first_year, dry_run, format, decisions, **options):
        if not 1990 <= first_year <= 2100:
            raise CommandError(f"--first-year {first_year}: give the year the agreement begins in.")
        if not title.strip():
            raise CommandError("--title is empty. Give the agreement's title.")
        try:
            document = open_path(file)
            decided = _decisions(decisions)
            agreement = read_agreement(document, first_year, promise=decided.promise)
            if not dry_run:
                self._write(agreement, decided, title.strip(), first_year, options)
            elif decisions:
                make_plan(agreement, decided, title=title, first_year=first_year, known={})
        except Unreadable as error:
            raise self._refused(error, format) from None
        except Refused as error:
            raise CommandError(str(error)) from None
        self._answer(agreement, Path(file).name, format)

    def _write(self, agreement, decided: Decisions, title: str, first_year: int, options) -> None:
        partnership = _partnership(options["partnership"])
        by = _person(options["by"])
        plan = make_plan(
            agreement,
            decided,
            title=title,
            first_year=first_year,
            known=partnership.known_names(),
        )
        made, _ = import_agreement(plan, partnership=partnership, by=by)
        agreement.warnings[:] = plan.warnings
        self.stderr.write(f"{made} is loaded as {made.slug}.")

    def _answer(self, agreement: PrintedAgreement, name: str, format: str) -> None:
        if format == "json":
            self.stdout.write(json.dumps(as_json(agreement), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(_said(agreement, name))

    def _refused(self, error: Unreadable, format: str) -> CommandError:
        if format == "json":
            problems = [problem.as_dict() for problem in error.problems]
            self.stdout.write(json.dumps({"problems": problems}, indent=2, ensure_ascii=False))
        count = len(error.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        return CommandError(f"{head}; nothing was written.\n{error}")


def _decisions(path: str | None) -> Decisions:
    if not path:
        return Decisions()
    try:
        return read_decisions(Path(path).read_bytes())
    except OSError as error:
        raise unreadable(
            f"{path} cannot be read: {error.strerror}.", "Check --decisions."
        ) from None


def _partnership(slug: str | None) -> Partnership:
    found = Partnership.objects.filter(slug=slug).first() if slug else None
    if found is None:
        known = ", ".join(Partnership.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(
            f"--partnership: there is no “{slug}”. There is: {known}."
            if slug
            else f"Name the partnership with --partnership ({known}), or read only with --dry-run."
        )
    return found


def _person(email: str | None) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"--by: nobody has the address {email}.")
    return found


def _said(agreement: PrintedAgreement, name: str) -> str:
    lines = [f"{name}: {len(agreement.indicators)} indicators, {len(agreement.themes)} themes."]
    for each in agreement.indicators:
        cells = (each.baseline, *each.targets)
        doubts = [*each.warnings, *(doubt for cell in cells for doubt in cell.warnings)]
        lines += [f"  {each.ref}: {doubt}" for doubt in doubts]
    return "\n".join([*lines, *agreement.warnings])
