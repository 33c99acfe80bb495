from datetime import date

import pytest

from laa.actions.return_steps import certify, submit
from laa.actions.rounds import close_round, open_round
from laa.actions.sign_off import reopen, sign_off
from laa.models import Demonstration, ReturnPolicy
from tests.factories import PartnerFactory, promise
from tests.page import visit
from tests.steps import enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db

PAGE = "/luton/data-quality/"


@pytest.fixture
def as_(client, cast):
    def sign_in(role, path=PAGE):
        client.force_login(getattr(cast, role))
        return visit(client, path)

    return sign_in


def signed_off_as(quarterly_return, cast, **entered):
    enter(line_of(quarterly_return), by=cast.officer, **entered)
    lines = submit(quarterly_return, by=cast.officer)
    return sign_off(certify(lines, by=cast.certifier), by=cast.lead)


def test_without_a_round_there_is_nothing_to_look_at(luton, as_):
    assert "No returns yet" in as_("lead").text


def test_where_all_is_well_the_page_says_so(quarterly_return, cast, as_):
    signed_off(quarterly_return, cast, "40")

    assert "Nothing to look at" in as_("lead").text


def test_what_never_came_is_missing(quarterly_return, round_, cast, as_):
    close_round(round_, by=cast.lead)

    assert "NI 181 What NI 181 measures Q4 2008/09 Missing No figure came" in as_("lead").text


def test_what_was_signed_off_without_a_number_is_missing_till_it_comes(
    quarterly_return, round_, luton, cast, as_
):
    state = {"figure_state": "awaiting_source", "commentary": "In May."}
    signed_off_as(quarterly_return, cast, **state)
    close_round(round_, by=cast.lead)
    assert "Missing Awaiting the source" in as_("lead").text

    following = open_round(
        partnership=luton,
        period="2009/10-Q1",
        opens=date(2009, 4, 20),
        due=date(2009, 7, 30),
        sign_off=date(2009, 8, 28),
        by=cast.lead,
    )
    signed_off(following.returns.get(), cast, "40")
    assert "Missing Awaiting" not in as_("lead").text


def test_what_came_after_its_day_is_late(quarterly_return, cast, as_):
    Demonstration.objects.update(today=date(2009, 5, 2))
    quarterly_return.refresh_from_db()

    submitted(quarterly_return, cast)

    assert "Late 2 days after 30 April 2009" in as_("lead").text


def test_a_revision_is_told_with_its_size(quarterly_return, cast, as_):
    [line] = signed_off(quarterly_return, cast, "40")
    reopen(line, by=cast.lead, reason="A slip.")
    signed_off(quarterly_return, cast, "42")

    assert "Revised 40 days became 42 days (+2, +5%); revision 1" in as_("lead").text


@pytest.fixture
def words_are_not_asked(luton):
    """Where they are, no red gets as far as the record without them."""
    ReturnPolicy.objects.create(partnership=luton, needs_recovery_text=False)


@pytest.mark.usefixtures("words_are_not_asked")
def test_off_track_without_a_word_on_what_is_done_is_unexplained(quarterly_return, cast, as_):
    signed_off(quarterly_return, cast, "45")

    assert "Unexplained Off track, and nothing on what is done" in as_("lead").text


def test_off_track_with_recovery_text_is_explained(quarterly_return, cast, as_):
    quarterly_return.lines.update(recovery="Two more assessors from May.")

    signed_off(quarterly_return, cast, "45")

    assert "Nothing to look at" in as_("lead").text


@pytest.mark.parametrize("state", ["provisional", "estimated"])
def test_what_is_not_final_is_listed(state, quarterly_return, cast, as_):
    signed_off_as(quarterly_return, cast, figure_state=state, value=40)

    assert f"Not final yet {state.title()} since 20 April 2009" in as_("lead").text


def test_an_officer_sees_what_is_their_own_partners(agreement, luton, cast, as_, round_):
    page = as_("officer", f"{PAGE}?q=nothing")
    assert "Nothing to look at" in page.text

    police = PartnerFactory(partnership=luton, slug="police", name="Bedfordshire Police")
    promise(agreement, "NI 015", supplier=police)
    other = open_round(
        partnership=luton,
        period="2008/09-Q3",
        opens=date(2009, 1, 2),
        due=date(2009, 1, 30),
        sign_off=date(2009, 2, 27),
        by=cast.lead,
    )
    assert other.lines.count() == 2

    assert "NI 015" in as_("lead").text
    assert "NI 015" not in as_("officer").text
    assert "NI 181" in as_("officer").text


@pytest.mark.usefixtures("words_are_not_asked")
def test_the_list_is_narrowed_and_downloaded(quarterly_return, cast, as_, client):
    signed_off(quarterly_return, cast, "45")

    assert "No figure matches" in as_("lead", f"{PAGE}?fault=late").text
    assert "1 to look at" in as_("lead", f"{PAGE}?fault=unexplained&partner=council").text
    file = client.get(f"{PAGE}?_export=csv&_table=findings").content.decode()
    assert "Unexplained,NI 181" in file
    counts = client.get(f"{PAGE}?_export=csv&_table=suppliers").content.decode()
    assert "Luton Borough Council,0,0,0,1,0" in counts
