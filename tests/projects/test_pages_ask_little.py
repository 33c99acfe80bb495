"""Pages of projects ask the database a fixed number of questions, however much there is to show."""

from datetime import date

import pytest
from django.urls import reverse

from projects.actions.contacts import record_contact
from projects.actions.records import add_record
from projects.models import Event, Lesson, Milestone, ReachGroup, Support
from tests.factories import AgreementFactory, PartnerFactory, promise
from tests.projects.rows import a_client, a_project
from tests.test_queries import MOST, questions

pytestmark = pytest.mark.django_db

PAGES = [
    ("projects", [], 8),
    ("project-detail", ["seaside-growth"], 11),
    ("records", ["seaside-growth", "support"], 7),
    ("records", ["seaside-growth", "milestones"], 7),
    ("clients", ["seaside-growth"], 13),
    ("diary", ["seaside-growth"], 7),
    ("contact-add", ["seaside-growth"], 8),
    ("quarter", ["seaside-growth"], 15),
    ("reach", ["seaside-growth"], 12),
    ("matches", ["seaside-growth"], 9),
]
"""Which page, and how many questions it takes; a number that falls may be lowered."""


@pytest.fixture(params=[2, 20], ids=["few", "many"])
def rows(request, project, luton, council, cast):
    agreement = AgreementFactory(partnership=luton, kind="project_funding")
    project.agreement = agreement
    project.save()
    for n in range(request.param):
        promise(agreement, f"X {n}", supplier=council, targets={"2007/08": "6"})
        a_project(luton, PartnerFactory(partnership=luton), by=cast.lead, name=f"Project {n}")
        for model, facts in (
            (Milestone, {"title": "Hub"}),
            (Support, {"title": "Training", "value": 10}),
            (Event, {"title": "Workshop"}),
            (Lesson, {"text": "Go on."}),
            (ReachGroup, {"dimension": "area", "name": f"Ward {n}", "is_priority": True}),
        ):
            add_record(model, project=project, by=cast.officer, **facts)
        record_contact(
            project,
            client=a_client(project, name=f"Group {n}"),
            met_on=date(2008, 1, 10),
            note="-",
            by=cast.officer,
        )


def test_no_page_asks_more_when_there_is_more(rows, client, cast):
    client.force_login(cast.officer)

    found = [
        (name, args, questions(client, reverse(f"projects:{name}", args=["luton", *args])))
        for name, args, _ in PAGES
    ]

    assert found == PAGES


def test_every_page_keeps_to_its_budget():
    assert [page for page in PAGES if page[-1] > MOST] == []
