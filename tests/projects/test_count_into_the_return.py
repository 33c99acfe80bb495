"""What records prove stands on the return beside the box, and is taken over with one press."""

from datetime import date

import pytest

from laa.models import ReturnLine
from projects.actions.records import add_record
from projects.models import Outcome
from tests.factories import promise
from tests.page import visit
from tests.steps import line_of

pytestmark = pytest.mark.django_db

RETURN = "/luton/returns/2008/09-Q4/council/"


@pytest.fixture
def jobs(agreement, council):
    """Jobs of a year to date, counted from the project's records."""
    commitment = promise(
        agreement, "Jobs", supplier=council, unit="number", polarity="up",
        accumulates="year_to_date", targets={"2008/09": "6"},
    )  # fmt: skip
    commitment.indicator.measure = "projects.jobs"
    commitment.indicator.save()
    return commitment


@pytest.fixture
def records(project, agreement, cast):
    project.agreement = agreement
    project.save()
    for on, number in (
        (date(2008, 3, 31), 1),
        (date(2008, 4, 1), 1),
        (date(2009, 3, 31), 2),
        (date(2009, 4, 1), 1),
    ):
        add_record(
            Outcome, project=project, kind="job", on=on, number=number, evidence="Contract",
            by=cast.officer, is_personal=True,
        )  # fmt: skip


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def test_the_return_says_what_the_records_count(jobs, records, quarterly_return, officer):
    page = visit(officer, RETURN)

    assert "Counted from records: 3 (Jobs entered as created)." in page.text
    assert page.text.count("Counted from records") == 1


def test_one_press_takes_the_count_and_what_else_was_typed(
    jobs, records, quarterly_return, officer
):
    line, other = line_of(quarterly_return, "Jobs"), line_of(quarterly_return, "NI 181")

    visit(officer, RETURN).press(f"Take 3 for {line}", **{f"{other.uuid}-value": "41"})

    line.refresh_from_db()
    other.refresh_from_db()
    assert (line.value, other.value) == (3, 41)
    assert "Take 3" not in visit(officer, RETURN).text


def test_a_count_that_is_not_there_changes_nothing(jobs, records, quarterly_return, officer):
    other = line_of(quarterly_return, "NI 181")

    officer.post(RETURN, {"take-count": other.uuid})

    assert not ReturnLine.objects.exclude(value=None).exists()
