"""What the jobs did, as an administrator reads it."""

from datetime import UTC, date, datetime

import pytest

from laa.actions.jobs import JOBS
from laa.models import JobRun
from laa.tasks import run_in_partnership
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/jobs/"
STARTED = datetime(2009, 4, 20, 0, 1, 0, tzinfo=UTC)


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.administrator)
    return client


def a_run(luton, **facts):
    facts = {"started_at": STARTED, "as_at": date(2009, 4, 20), "total": 7, **facts}
    return JobRun.objects.create(partnership=luton, name="housekeeping", **facts)


def test_a_run_says_when_how_long_and_what_it_did(admin, luton):
    counts = {"opened": 3, "closed": 0, "told": 2}
    finished = datetime(2009, 4, 20, 0, 1, 2, 500_000, tzinfo=UTC)
    a_run(luton, finished_at=finished, counts=counts, progress=7)

    text = visit(admin, PATH).text

    assert "Housekeeping" in text
    assert "2.5 seconds" in text
    assert "Finished" in text
    assert "7 of 7 steps" in text
    assert "3 opened, 2 told" in text
    assert "71" not in text


def test_a_run_under_way_says_how_far_it_is(admin, luton):
    a_run(luton, progress=2, reached="figure-awaited")

    text = visit(admin, PATH).text
    assert "Under way" in text
    assert "2 of 7 steps, last figure-awaited" in text


def test_a_run_that_broke_off_says_why(admin, luton):
    a_run(luton, progress=6, error="20 April 2009, 00:01: OperationalError: It went away.")

    text = visit(admin, PATH).text
    assert "Broken off; it goes on with the next look" in text
    assert "OperationalError: It went away." in text


def test_rows_that_failed_are_listed(admin, luton):
    a_run(luton, problems=[{"row": "target:laa:ni-181:all:?", "why": "NotAPeriod: ?"}])

    text = visit(admin, PATH).text
    assert "1 row failed" in text
    assert "target:laa:ni-181:all:?: NotAPeriod: ?" in text


def test_every_job_s_run_can_be_read_and_taken_along(admin, luton):
    for name in JOBS:
        run_in_partnership(name, luton.pk)

    text = visit(admin, PATH).text
    for said in (
        "Open rounds",
        "Remind officers",
        "Flag off track",
        "Housekeeping",
        "Overdue actions",
    ):
        assert said in text
    rows = admin.get(f"{PATH}?_export=csv").content.decode()
    assert rows.count("\r\n") == 1 + len(JOBS)
    assert "Rows that failed" in rows


@pytest.mark.parametrize("role", ["officer", "certifier", "contributor", "board_member"])
def test_others_do_not_read_it(client, cast, luton, role):
    client.force_login(getattr(cast, role))

    assert client.get(PATH).status_code == 403
