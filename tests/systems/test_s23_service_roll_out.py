"""S23: 3 sites open, 4 planned by the end of 2017 for £190,000; unopened by then they are late."""

from datetime import date

import pytest

from projects.actions.records import add_record, edit_record
from projects.models import Funding, Milestone
from projects.queries.summaries import summary_of
from tests.factories import PartnerFactory, PartnershipFactory
from tests.projects.rows import a_project

pytestmark = pytest.mark.django_db

OPEN = ["Chandler’s Ford", "Eastleigh", "Southampton"]
PLANNED = ["Basingstoke", "New Milton", "Portsmouth", "South East Hampshire"]


@pytest.fixture
def hubs(cast):
    def make(today):
        partnership = PartnershipFactory(slug="hampshire", today=today)
        project = a_project(
            partnership,
            PartnerFactory(partnership=partnership),
            by=cast.lead,
            starts=date(2016, 1, 1),
            ends=date(2018, 12, 31),
        )
        money = add_record(
            Funding, project=project, source="Short breaks", amount=190000, by=cast.lead
        )
        for title in OPEN:
            site(project, cast, title, is_open=True)
        for title in PLANNED:
            site(project, cast, title, due=date(2017, 12, 31), paid_from=money)
        return project

    return make


def site(project, cast, title, **facts):
    add_record(Milestone, project=project, title=title, is_site=True, by=cast.lead, **facts)


def rows(project):
    return list(Milestone.objects.of(project).select_related("paid_from"))


def test_on_new_years_day_each_of_the_four_is_late(hubs):
    project = hubs(date(2018, 1, 1))

    said, money = summary_of("milestones", project, rows(project))

    assert said == "3 of 7 sites open; 4 late."
    assert money == "Short breaks: £190,000 for 4, of which 0 reached."


def test_on_the_last_day_none_is_late(hubs):
    project = hubs(date(2017, 12, 31))

    assert summary_of("milestones", project, rows(project))[0] == "3 of 7 sites open."


def test_what_opened_is_not_late(hubs, cast):
    project = hubs(date(2018, 1, 1))
    portsmouth = Milestone.objects.of(project).get(title="Portsmouth")

    edit_record(portsmouth, is_open=True, reached_on=date(2017, 11, 1), by=cast.lead)

    said, money = summary_of("milestones", project, rows(project))
    assert said == "4 of 7 sites open; 3 late."
    assert money == "Short breaks: £190,000 for 4, of which 1 reached."
