"""H19: reference group, 2, 4, 4 wanted and 1, 3, 4 (estimate): 8 of 10."""

import pytest

from projects.queries.outputs import outputs_of

pytestmark = pytest.mark.django_db


def test_eight_of_ten_with_what_is_missing_each_year(printed):
    group = next(each for each in outputs_of(printed) if each.title == "Reference Group")

    assert [line.target for line in group.lines] == [2, 4, 4]
    assert [line.achieved for line in group.lines] == [1, 3, 4]
    assert [line.missing for line in group.lines] == [1, 1, 0]
    assert [line.is_estimate for line in group.lines] == [False, False, True]
    assert (group.achieved, group.target) == (8, 10)
    assert group.achieved_said == "8, of which 4 estimated at 04/08"


def test_the_page_shows_the_missing_ones(client, printed, demonstration_reader):
    client.force_login(demonstration_reader)

    page = client.get("/hastings-bexhill/projects/promoting-social-enterprise/").content.decode()

    assert "3 of 4 (75%), 1 missing" in page
