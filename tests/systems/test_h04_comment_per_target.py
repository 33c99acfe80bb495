"""H4: a comment beside each target; under half of it without one is flagged."""

import pytest

from projects.queries.outputs import outputs_of
from projects.rules.attainment import Output, YearLine, commented

pytestmark = pytest.mark.django_db


@pytest.fixture
def outputs(printed):
    return {output.title: output for output in outputs_of(printed)}


def test_six_of_eight_print_a_comment(outputs):
    assert commented(outputs.values()) == (6, 8)
    assert {title for title, output in outputs.items() if not output.comment} == {
        "Jobs Created",
        "Reference Group",
    }


def test_jobs_2007_08_is_flagged(outputs):
    flagged = {
        title: [line.period for line in output.unexplained]
        for title, output in outputs.items()
        if output.unexplained
    }

    assert flagged == {"Jobs Created": ["2007/08"]}


@pytest.mark.parametrize(("achieved", "is_flagged"), [(4, True), (5, False), (6, False)])
def test_half_of_the_target_is_not_under_half(achieved, is_flagged):
    line = YearLine("2007/08", 10, "10", achieved, str(achieved))

    assert bool(Output("X", "X", (line,)).unexplained) == is_flagged


def test_the_page_shows_comments_and_the_flag(client, printed, demonstration_reader):
    client.force_login(demonstration_reader)

    page = client.get("/hastings-bexhill/projects/promoting-social-enterprise/").content.decode()

    assert "no accurate way to measure the sector" in page
    assert "No comment, and 2007/08 is under half of its target: 1 of 6" in page
