"""H2: an estimate is never mixed into the actual; a total that holds one says so."""

from decimal import Decimal

import pytest

from projects.queries.outputs import outputs_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def outputs(printed):
    return {output.title: output for output in outputs_of(printed)}


@pytest.mark.parametrize(
    ("title", "target", "achieved", "share"),
    [("Social Enterprises Created", 3, 1, "33.3"), ("Jobs Created", 6, 1, "16.7")],
)
def test_the_actual_to_the_end_of_2007_08(title, target, achieved, share, outputs):
    actual = outputs[title].actual

    assert (actual.target, actual.achieved, actual.share) == (target, achieved, Decimal(share))


def test_a_total_of_15_jobs_says_that_14_are_an_estimate_at_04_08(outputs):
    assert outputs["Jobs Created"].achieved_said == "15, of which 14 estimated at 04/08"


def test_the_years_line_names_its_estimate(outputs):
    last = outputs["Social Enterprises Created"].lines[-1]

    assert last.achieved_said == "6 (estimate at 04/08)"


def test_the_page_says_so(client, printed, demonstration_reader):
    client.force_login(demonstration_reader)

    page = client.get("/hastings-bexhill/projects/promoting-social-enterprise/").content.decode()

    assert "15, of which 14 estimated at 04/08" in page
    assert "Actual so far: 1 of 6 (16.7%)" in page
    assert "50 of 50" in page
