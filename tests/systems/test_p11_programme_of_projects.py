"""P11: one person owns 4 of 9 projects: 44%; with one of them paused 3 of 8. Overlaps are named."""

from datetime import date

import pytest

from laa.actions.refusals import ReasonMissing
from projects.actions.projects import set_project_status
from projects.queries.portfolio import portfolio
from tests.factories import PartnerFactory, UserFactory
from tests.projects.rows import a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def nine(luton, cast):
    owners = [cast.officer] * 4 + [UserFactory(name=f"Person {n}") for n in range(5)]
    return [
        a_project(
            luton,
            PartnerFactory(partnership=luton),
            by=cast.lead,
            owner=owner,
            name=f"Project {n}",
            geography="Marsh Farm" if n in (5, 6) else "",
        )
        for n, owner in enumerate(owners)
    ]


def heaviest(luton, today):
    return portfolio(luton, today).loads[0]


def test_four_of_nine_is_44_percent(nine, luton, today, cast):
    load = heaviest(luton, today)

    assert (load.owner, load.count, load.total, load.percent) == (cast.officer, 4, 9, 44)
    assert [each.owner for each in portfolio(luton, today).overloaded] == [cast.officer]


def test_pausing_one_leaves_three_of_eight(nine, luton, today, cast):
    set_project_status(nine[0], "paused", reason="Waits for money.", by=cast.lead)

    load = heaviest(luton, today)

    assert (load.owner, load.count, load.total) == (cast.officer, 3, 8)


def test_a_pause_needs_a_reason(nine, cast):
    with pytest.raises(ReasonMissing, match="Say why"):
        set_project_status(nine[0], "paused", reason=" ", by=cast.lead)


def test_overlaps_say_when_and_what_is_shared(nine, luton, today, cast):
    said = [overlap.said for overlap in portfolio(luton, today).overlaps]

    assert len(said) == 7  # the six pairs of one owner's four, and one of a place
    assert "Project 5 and Project 6, 1 December 2006 to 31 March 2010: both in Marsh Farm" in said


def test_one_after_the_other_is_no_overlap(luton, council, today, cast):
    a_project(luton, council, by=cast.lead, name="First", ends=date(2007, 3, 31))
    a_project(luton, council, by=cast.lead, name="Second", starts=date(2007, 4, 1))

    assert portfolio(luton, today).overlaps == []


def test_the_page_shows_the_load(nine, client, cast):
    client.force_login(cast.board_member)

    page = client.get("/luton/projects/").content.decode()

    assert "owns 4 of 9 running projects (44%)" in page
