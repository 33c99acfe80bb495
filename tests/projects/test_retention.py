"""Details that are kept past their day: the project's people are told, once a month."""

from datetime import date

import pytest

from laa.models import Notice
from projects.actions.clients import erase_due
from projects.actions.reminders import REMINDERS
from tests.jobs import run, told
from tests.projects.rows import a_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(project):
    return [a_client(project, name=name, keep_until=date(2009, 4, 19)) for name in ("One", "Two")]


def test_its_people_are_told_once_a_month_and_nobody_is_named(due, project, luton, cast):
    for day in (date(2009, 4, 20), date(2009, 4, 21), date(2009, 5, 4)):
        run(REMINDERS, luton, day)

    said = "Seaside growth: 2 clients’ details are kept past the day they should be erased."
    assert told(cast.officer, "retention:") == [said, said]
    assert {notice.recipient for notice in Notice.objects.all()} == {cast.officer}
    assert Notice.objects.first().path == f"/luton/projects/{project.slug}/clients/"


def test_what_is_erased_is_told_of_no_more(due, project, luton, cast):
    erase_due(project, by=cast.officer)

    run(REMINDERS, luton, date(2009, 4, 20))

    assert not Notice.objects.exists()


def test_a_day_that_is_not_over_is_no_cause(project, luton):
    a_client(project, keep_until=date(2009, 4, 20))

    run(REMINDERS, luton, date(2009, 4, 20))

    assert not Notice.objects.exists()


def test_a_partnership_without_projects_is_not_looked_at(luton):
    assert not REMINDERS.concerns(luton)
