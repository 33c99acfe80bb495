import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from laa.benchmarks.measures import Result, measure

POSTGRESQL = "postgres://postgres@127.0.0.1:5432/postgres"


class Command(BaseCommand):
    help = "Measure the budgets on SQLite and PostgreSQL and write var/bench.json."

    def add_arguments(self, parser):
        parser.add_argument(
            "--postgresql",
            default=os.environ.get("BENCH_DATABASE_URL", POSTGRESQL),
            help="A server on which a database of its own may be made and dropped.",
        )
        parser.add_argument("--here", action="store_true", help="Measure the connected database.")

    def handle(self, *, postgresql, here, **options):
        if here:
            self.stdout.write(json.dumps([r.as_dict() for r in self._measure_here()]))
            return
        results = [*self._on_sqlite(), *self._on_postgresql(postgresql)]
        rows = [result.as_dict() for result in results]
        path = Path(settings.VAR_DIR, "bench.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        for result in results:
            self.stdout.write(said(result))
        self.stdout.write(f"Written to {path}.")

    def _measure_here(self) -> list[Result]:
        call_command("migrate", verbosity=0)
        return measure()

    def _on_sqlite(self) -> list[Result]:
        with tempfile.TemporaryDirectory() as folder:
            return self._elsewhere(f"sqlite:///{folder}/bench.sqlite3")

    def _on_postgresql(self, url: str) -> list[Result]:
        import psycopg
        from psycopg import sql

        name = f"laa_bench_{os.getpid()}"
        try:
            server = psycopg.connect(url, autocommit=True, connect_timeout=3)
        except psycopg.OperationalError as error:
            why = f"PostgreSQL was not reached at {url}: {str(error).splitlines()[0]}"
            return [Result("dashboard and return (postgresql)", None, "", 0, None, why)]
        with server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                return self._elsewhere(url.rpartition("/")[0] + f"/{name}")
            finally:
                server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))

    def _elsewhere(self, url: str) -> list[Result]:
        """Measure in a process of its own, connected to an empty database."""
        self.stdout.write(f"Measuring on {url.partition(':')[0]}…")
        done = subprocess.run(
            [sys.executable, "manage.py", "bench", "--here"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        return [Result(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def said(result: Result) -> str:
    word = {True: "within", False: "OVER", None: "not measured"}[result.ok]
    value = "" if result.value is None else f"{result.value} {result.unit} (budget {result.budget})"
    return f"{word:>12}  {result.name}: {value} {result.why}".rstrip()
