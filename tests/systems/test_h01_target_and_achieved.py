"""H1: target and achieved per year; 8 headings, 22 lines, and the totals over the project."""

from decimal import Decimal

import pytest

from projects.queries.outputs import outputs_of

pytestmark = pytest.mark.django_db

TOTALS = {
    "Social Enterprises Created": (9, 7, "77.8"),
    "Modular Training": (10, 12, "120"),
    "Jobs Created": (18, 15, "83.3"),
    "Reference Group": (10, 8, "80"),
    "Mentors Recruited": (18, 1, "5.6"),
    "121 Surgeries": (90, 90, "100"),
    "Training Opportunities": (10, 10, "100"),
}


@pytest.fixture
def outputs(printed):
    return {output.title: output for output in outputs_of(printed)}


def test_eight_headings_with_22_lines(outputs):
    assert len(outputs) == 8
    assert sum(len(output.lines) for output in outputs.values()) == 22


@pytest.mark.parametrize("title", TOTALS)
def test_the_whole_project_with_its_estimates(title, outputs):
    target, achieved, share = TOTALS[title]
    output = outputs[title]

    assert (output.target, output.achieved) == (target, achieved)
    assert output.share == Decimal(share)


def test_the_page_shows_them(client, printed, demonstration_reader):
    client.force_login(demonstration_reader)

    page = client.get("/hastings-bexhill/projects/promoting-social-enterprise/").content.decode()

    assert "77.8%" in page
    assert "5.6%" in page
    assert "12 of 10" in page
