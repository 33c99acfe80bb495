"""H11: outputs are green and nobody from the priority areas is reached: both are said."""

import pytest

from laa.models import Figure, Indicator
from projects.actions.records import add_record
from projects.models import ReachGroup
from projects.queries.reach import reach_of
from projects.queries.report import project_report
from projects.rules.qualified import Qualified
from projects.rules.reach import Group
from tests.factories import AgreementFactory, promise
from tests.page import visit
from tests.projects.rows import AT, a_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def green(project, luton, council, cast):
    """Surgeries at 100%, and a client from elsewhere."""
    agreement = AgreementFactory(partnership=luton, kind="project_funding")
    surgeries = promise(agreement, "Surgeries", supplier=council, targets={"2007/08": "40"})
    Figure.objects.create(
        partnership=luton,
        strand=surgeries.indicator.strands.get(),
        period="2007/08",
        value=40,
        state="loaded",
        recorded_at=AT,
    )
    Indicator.objects.filter(pk=surgeries.indicator.pk).update(title="121 Surgeries")
    project.agreement = agreement
    project.save()
    a_client(project)
    return project


@pytest.fixture
def priority(green, cast):
    return add_record(
        ReachGroup,
        project=green,
        dimension="area",
        name="Priority areas",
        is_priority=True,
        by=cast.officer,
    )


def test_green_output_and_red_reach(green, priority):
    reach = reach_of(green)

    assert reach.green == ["121 Surgeries"]
    assert reach.rows[0].group.is_unreached
    assert reach.warnings == [
        "Targets are met (121 Surgeries) and nobody is reached of: Priority areas."
    ]


def test_one_client_from_there_and_the_warning_goes(green, priority):
    a_client(green, name="From there").groups.add(priority)

    reach = reach_of(green)

    assert (reach.rows[0].group.counted, reach.warnings) == (1, [])


def test_a_procurer_from_there_is_no_reach(green, priority):
    a_client(green, name="The council", part="procurer").groups.add(priority)

    assert reach_of(green).rows[0].group.is_unreached


def test_the_report_and_the_page_show_both(green, priority, client, cast, today):
    client.force_login(cast.board_member)

    page = visit(client, f"/luton/projects/{green.slug}/reach/")
    report = visit(client, f"/luton/projects/{green.slug}/report/")

    for shown in (page.text, report.text):
        assert "nobody is reached of: Priority areas" in shown
    assert "100%" in report.text
    assert project_report(green, today).sections


def test_the_document_says_so_too(printed):
    warnings = reach_of(printed).warnings

    assert warnings[0].endswith("nobody is reached of: Under 35, Areas of neighbourhood renewal.")
    assert warnings[1] == (
        "No figure says whether these are reached: Long-term residents, People on lower incomes."
    )


@pytest.mark.parametrize(
    ("counted", "to_its_people", "said"),
    [
        (4, True, "4 of 90"),
        (4, False, "fewer than 5 of 90"),
        (5, False, "5 of 90"),
        (0, False, "0 of 90"),
    ],
)
def test_a_small_count_is_not_told_to_others(counted, to_its_people, said):
    group = Group("X", True, Qualified(None), Qualified(None), counted=counted, seen=90)

    assert group.counted_said(to_its_people=to_its_people) == said
