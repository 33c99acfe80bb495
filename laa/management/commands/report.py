from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from laa import clock
from laa.composing import file_of
from laa.models import Agreement, Board
from laa.queries.report_body import oversees
from laa.rules import periods
from laa.rules.notation.dated import read_dated
from laa.rules.report_period import cannot_report_on
from laa.rules.vocabulary import Cover, FileFormat


class Command(BaseCommand):
    help = (
        "Write a report for boards to a file: the one that was issued, else a draft. "
        "Changes nothing in the service."
    )

    def add_arguments(self, parser):
        parser.add_argument("--agreement", required=True, help="The agreement's slug.")
        parser.add_argument("--quarter", required=True, help="Such as 2008/09-Q1; or a year.")
        parser.add_argument("--board", help="A board's slug; left out it is the whole agreement.")
        parser.add_argument("--cover", choices=Cover.values, default=Cover.EXECUTIVE.value)
        parser.add_argument("--format", choices=FileFormat.values, required=True)
        parser.add_argument("--out", required=True, help="The file to write.")

    def handle(self, *, agreement, quarter, board, cover, format, out, **options):
        found = self._agreement(agreement)
        period = self._period(quarter, found)
        for_board = self._board(found, board) if board else None
        path = self._path(out)
        file = file_of(found, period, for_board, Cover(cover), FileFormat(format))
        try:
            path.write_bytes(file.content)
        except OSError as error:
            raise CommandError(f"--out: {out} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{path}: {file.said}.")

    def _agreement(self, slug: str) -> Agreement:
        found = (
            Agreement.objects.with_rule()
            .select_related("partnership__demonstration")
            .filter(slug=slug)
            .first()
        )
        if found is None:
            known = ", ".join(Agreement.objects.values_list("slug", flat=True)) or "none is loaded"
            raise CommandError(f"There is no agreement “{slug}”. There is: {known}.")
        return found

    def _period(self, text: str, agreement: Agreement) -> periods.Period:
        when = read_dated(text)
        if when is None:
            raise CommandError(f"--quarter: “{text}” is not a quarter. Write it as 2008/09-Q1.")
        today = clock.today(agreement.partnership)
        ends = agreement.starts, agreement.ends
        if why := cannot_report_on(when, *ends, today, agreement.title):
            raise CommandError(f"--quarter: {why}")
        return when

    def _board(self, agreement: Agreement, slug: str) -> Board:
        boards = [
            one for one in agreement.partnership.boards.order_by("slug") if oversees(one, agreement)
        ]
        for one in boards:
            if one.slug == slug:
                return one
        known = ", ".join(one.slug for one in boards) or "none"
        raise CommandError(
            f"--board: no board “{slug}” oversees {agreement}. Those that do: {known}."
        )

    def _path(self, out: str) -> Path:
        path = Path(out)
        if path.is_dir():
            raise CommandError(f"--out: {out} is a folder. Name the file to write.")
        if not path.parent.is_dir():
            raise CommandError(f"--out: there is no folder {path.parent}. Make it, or choose one.")
        return path
