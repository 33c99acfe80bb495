"""Deadline day: officers who all save at once, through the server that start.py runs."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import reverse

from laa.benchmarks import data
from laa.models import AuditEvent, Membership, ReturnLine, Role, User

HOST = "127.0.0.1"
AREAS, LINES, SAVES = 5, 40, 3
OFFICERS = AREAS * LINES
WORKERS, THREADS = 2, 4
"""Of the web server as start.py runs it: processes, and threads in each."""
PATIENCE = 60
"""Seconds before an officer of the benchmark gives up."""


@dataclass(frozen=True)
class Answer:
    status: int
    is_saved: bool
    seconds: float


@dataclass(frozen=True)
class Day:
    """What 200 officers were answered, and what stands on their lines afterwards."""

    answers: list[Answer]
    wrong_lines: int
    trail: int

    @property
    def slowest(self) -> float:
        return max(answer.seconds for answer in self.answers)

    @property
    def is_clean(self) -> bool:
        """No error, nothing lost, nothing doubled."""
        saved = all(answer.is_saved for answer in self.answers)
        return saved and not self.wrong_lines and self.trail == OFFICERS * SAVES

    @property
    def said(self) -> str:
        refused = sum(not answer.is_saved for answer in self.answers)
        middle = median(answer.seconds for answer in self.answers)
        return (
            f"{len(self.answers)} saves of {OFFICERS} officers, median {middle:.1f} s; "
            f"{refused} not saved, {self.wrong_lines} lines not as typed last, "
            f"{self.trail} steps in the trail"
        )


class Officer:
    """Saves one line again and again, each time on the version the last answer left."""

    def __init__(self, line: ReturnLine, user: User):
        self.line, self.user = line, user
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.token = secrets.token_hex(16)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = (
            f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={self.token}"
        )

    def figure(self, number: int) -> Decimal:
        """What they type the how manieth time."""
        return Decimal(self.line.pk % 50 + number) + Decimal("0.25")

    def save_all(self, port: int) -> list[Answer]:
        return [self.save(port, number) for number in range(1, SAVES + 1)]

    def save(self, port: int, number: int) -> Answer:
        begun = time.perf_counter()
        status, text = self._post(port, number)
        seconds = time.perf_counter() - begun
        return Answer(status, status == 200 and 'data-outcome="saved"' in text, seconds)

    def _post(self, port: int, number: int) -> tuple[int, str]:
        partnership = self.line.partnership
        connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        prefix = self.line.uuid
        typed = {
            f"{prefix}-version": number,
            f"{prefix}-value": self.figure(number),
            f"{prefix}-commentary": "Checked against the register.",
            f"{prefix}-recovery": "The team meets every week.",
        }
        headers = {
            "Cookie": self.cookies,
            "X-CSRFToken": self.token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            path = reverse("laa:line-save", args=[partnership.slug, self.line.uuid])
            connection.request("POST", path, urlencode(typed), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            return 0, str(error)
        finally:
            connection.close()


def deadline_day() -> Day:
    """Every officer saves their line three times; all begin together."""
    officers = list(_officers())
    before = _trail()
    with _server() as port, ThreadPoolExecutor(OFFICERS) as pool:
        answers = [each for all_ in pool.map(lambda o: o.save_all(port), officers) for each in all_]
    stands = dict(ReturnLine.objects.values_list("pk", "value"))
    versions = dict(ReturnLine.objects.values_list("pk", "version"))
    wrong = sum(
        (stands[o.line.pk], versions[o.line.pk]) != (o.figure(SAVES), SAVES + 1) for o in officers
    )
    return Day(answers, wrong, _trail() - before)


def _trail() -> int:
    return AuditEvent.objects.filter(action="line.save").count()


def _officers() -> Iterator[Officer]:
    for number in range(AREAS):
        agreement = data.area(f"deadline-{number}", LINES)
        quarterly_return = data.open_return(agreement, lines=LINES)
        for line in quarterly_return.lines.select_related("partnership"):
            user = User.objects.create_user(f"{line.uuid}@officer.example", name="Officer")
            Membership.objects.create(
                partnership=line.partnership,
                user=user,
                role=Role.OFFICER,
                partner=quarterly_return.partner,
            )
            yield Officer(line, user)


@contextmanager
def _server() -> Iterator[int]:
    """The web server as start.py runs it, on a free port of this machine, in its daily run.

    Nobody meets a server that is still starting: it has answered before the first officer comes.
    """
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "laa.wsgi:application", "--bind", f"{HOST}:{port}"]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS)]
    command += ["--log-level", "error", "--no-control-socket"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ)
    try:
        _wait_for(port)
        _warm(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _warm(port: int) -> None:
    """Ask as many at once as the server has threads, until all of them have served a page."""
    at_once = WORKERS * THREADS
    with ThreadPoolExecutor(at_once) as pool:
        for _ in range(3):
            statuses = set(pool.map(_first_page, [port] * at_once))
    assert statuses == {200}, f"The sign-in page was answered {statuses}"


def _first_page(port: int) -> int:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", reverse("account_login"))
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _wait_for(port: int) -> None:
    for _ in range(PATIENCE * 5):
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("The web server did not come up.")
