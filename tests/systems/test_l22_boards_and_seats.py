"""L22: «The Luton Assembly (14)»: groups, members, seats; a member subject to approval.

Luton Forum: 24 lines, 42 printed seats (10 + 32); "Active Luton or Cultural Trust*" has no
number and is subject to approval at the AGM on 5 June.
"""

import pytest

from laa.models import Board, Role
from laa.queries.board_members import seats_said
from laa.rules.seats import SeatLine, seat_line
from tests.factories import MembershipFactory, UserFactory
from tests.page import visit

pytestmark = pytest.mark.django_db
PATH = "/luton/boards/luton-forum/members/"


@pytest.fixture
def forum(published):
    return Board.objects.get(slug="luton-forum")


@pytest.fixture
def as_role(client, published):
    def sign_in(role):
        person = UserFactory(name=role.label)
        MembershipFactory(partnership=published.partnership, user=person, role=role)
        client.force_login(person)
        return client

    return sign_in


def test_l22_the_forum_has_24_lines_and_42_printed_seats(forum):
    seats = list(forum.seats.all())

    assert len(seats) == 24
    assert sum(seat.seats or 0 for seat in seats[:7]) == 10
    assert sum(seat.seats or 0 for seat in seats[7:]) == 32
    assert forum.seats.get(name="The Luton Assembly").seats == 14


def test_l22_one_line_has_no_number_which_is_not_nought(forum):
    (line,) = forum.seats.filter(seats__isnull=True)

    assert line.name == "Active Luton or Cultural Trust"
    assert line.subject_to == "subject to approval at the AGM on 5 June"
    assert forum.seats.exclude(subject_to="").get() == line


def test_l22_a_board_member_reads_who_sits_where(as_role, forum):
    page = visit(as_role(Role.BOARD_MEMBER), PATH).text

    assert seats_said(list(forum.seats.all())) in page
    assert "24 members with 42 seats; 1 without a number; 1 not settled yet" in page
    assert "Active Luton or Cultural Trust no number subject to approval at the AGM" in page
    assert "Add a member" not in page


def test_l22_the_lead_adds_and_removes_a_member(as_role, forum):
    lead = as_role(Role.LEAD)
    page = visit(lead, PATH).press("Add the member", name="Youth Parliament", seats="2")
    assert "25 members with 44 seats" in page.text

    page = visit(lead, PATH).press("Add the member", name="youth parliament")
    assert "is a member of Luton Forum already" in page.text
    page = visit(lead, PATH).press("Remove: Youth Parliament")
    assert "24 members with 42 seats" in page.text


def test_l22_a_meeting_has_papers_due_before_it(as_role, forum):
    lead = as_role(Role.LEAD)
    page = visit(lead, PATH).press("Add the meeting", held_on="01/06/2009", papers_due="02/06/2009")
    assert "Papers are due on the day of the meeting or before it." in page.text

    page = visit(lead, PATH).press("Add the meeting", held_on="01/06/2009", papers_due="22/05/2009")
    assert "1 June 2009 22 May 2009" in page.text
    page = visit(lead, PATH).press("Cancel it: 1 June 2009")
    assert "No meeting is listed" in page.text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Job Centre Plus, (1)", SeatLine("Job Centre Plus", 1, False)),
        ("Active Luton or Cultural Trust*", SeatLine("Active Luton or Cultural Trust", None, True)),
        ("Trade Unions (0)", SeatLine("Trade Unions", 0, False)),
        ("BLPT (NHS) (2)", SeatLine("BLPT (NHS)", 2, False)),
    ],
)
def test_l22_a_printed_line_is_a_name_and_a_number(text, line):
    assert seat_line(text) == line
