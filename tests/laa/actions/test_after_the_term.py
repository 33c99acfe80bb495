"""An agreement's last outturns come after its end: they are asked for until they are there."""

from datetime import date

import pytest

from laa.actions.discontinue import discontinue
from laa.actions.return_steps import certify, submit
from laa.actions.round_calendar import open_due_rounds, set_calendar
from laa.actions.rounds import close_round, open_round
from laa.actions.set_aside import carry_over, skip
from laa.actions.sign_off import sign_off
from laa.models import Demonstration, Rating, ReturnLine, Round
from laa.queries.completeness import completeness
from tests.factories import AgreementFactory, promise
from tests.page import visit
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_for(luton, cast):
    def open_it(period, day=date(2011, 4, 1)):
        stand_at(luton, day)
        dates = {"opens": day, "due": day.replace(day=20), "sign_off": day.replace(day=28)}
        return open_round(partnership=luton, period=period, by=cast.lead, **dates)

    return open_it


@pytest.fixture
def last(housing_benefit, open_for, cast):
    """The agreement's last quarter, closed; its one figure awaits its source."""
    round_ = open_for("2010/11-Q4")
    awaiting(line_of(round_.returns.get()), cast)
    return close_round(round_, by=cast.lead)


def stand_at(partnership, day):
    Demonstration.objects.filter(partnership=partnership).update(today=day)
    partnership.demonstration.refresh_from_db()


def awaiting(line, cast):
    enter(line, by=cast.officer, figure_state="awaiting_source", commentary="In the autumn.")
    lines = submit(line.quarterly_return, by=cast.officer)
    return sign_off(certify(lines, by=cast.certifier), by=cast.lead)[0]


def keys(round_):
    return sorted(round_.lines.values_list("period", flat=True))


def test_a_round_after_the_term_asks_for_what_is_awaited_and_for_nothing_else(
    last, agreement, council, open_for
):
    promise(agreement, "NI 007", supplier=council)

    assert keys(open_for("2011/12-Q1", date(2011, 7, 1))) == ["2010/11-Q4"]


def test_it_goes_on_being_asked_for_until_it_comes_and_then_rates_against_the_ended_agreement(
    last, open_for, cast
):
    first = open_for("2011/12-Q1", date(2011, 7, 1))
    awaiting(line_of(first.returns.get()), cast)
    close_round(first, by=cast.lead)
    second = open_for("2011/12-Q2", date(2011, 10, 3))
    assert keys(second) == ["2010/11-Q4"]

    signed_off(second.returns.get(), cast, "14")
    close_round(second, by=cast.lead)

    rated = Rating.objects.order_by("round__period_end")
    assert list(rated.values_list("round__period", "period", "rating", "target_value")) == [
        ("2010/11-Q4", "2010/11-Q4", "not_rated", 15),
        ("2011/12-Q1", "2010/11-Q4", "not_rated", 15),
        ("2011/12-Q2", "2010/11-Q4", "on_track", 15),
    ]
    assert keys(open_for("2011/12-Q3", date(2012, 1, 3))) == []


def test_a_round_of_the_agreement_that_follows_asks_for_it_too(last, luton, council, open_for):
    following = AgreementFactory(
        partnership=luton, slug="next", starts=date(2011, 4, 1), ends=date(2014, 3, 31)
    )
    promise(following, "NI 007", supplier=council)

    round_ = open_for("2011/12-Q1", date(2011, 7, 1))

    assert keys(round_) == ["2010/11-Q4", "2011/12-Q1"]


def test_what_was_carried_over_in_the_last_round_is_asked_for(housing_benefit, open_for, cast):
    fourth = open_for("2010/11-Q4")
    enter(fourth.lines.get(), "14", by=cast.officer)
    carry_over(fourth.lines.all(), by=cast.lead, reason="The source is late.")

    line = open_for("2011/12-Q1", date(2011, 7, 1)).lines.get()

    assert (line.period, line.value) == ("2010/11-Q4", 14)


def written_off(last, luton, cast):
    stand_at(luton, date(2011, 7, 1))
    dates = {"opens": date(2011, 7, 1), "due": date(2011, 7, 20), "sign_off": date(2011, 7, 28)}
    round_ = open_round(partnership=luton, period="2011/12-Q1", by=cast.lead, **dates)
    skip(round_.lines.all(), by=cast.lead, reason="Nobody measured it.")
    close_round(round_, by=cast.lead)


def withdrawn(last, luton, cast):
    commitment = last.lines.get().strand.indicator.commitments.get()
    commitment.withdrawn_on, commitment.withdrawn_because = date(2011, 6, 1), "It was dropped."
    commitment.save()


def discontinued(last, luton, cast):
    stand_at(luton, date(2011, 6, 1))
    indicator = last.lines.get().strand.indicator
    discontinue(indicator, starts=date(2011, 3, 31), reason="The survey ended.", by=cast.lead)


@pytest.mark.parametrize("given_up", [written_off, withdrawn, discontinued])
def test_what_was_given_up_is_not_asked_for_any_more(given_up, last, luton, open_for, cast, client):
    given_up(last, luton, cast)

    stand_at(luton, date(2011, 10, 3))
    client.force_login(cast.lead)
    page = visit(client, "/luton/rounds/open/").answer.content.decode()
    assert 'value="2011/12-Q2"' not in page
    assert keys(open_for("2011/12-Q2", date(2011, 10, 3))) == []


def test_the_lead_can_open_an_extra_round_after_the_term_while_something_is_awaited(
    last, luton, cast, client
):
    stand_at(luton, date(2011, 7, 1))
    client.force_login(cast.lead)
    page = visit(client, "/luton/rounds/open/")

    done = page.press(
        "Open round",
        period="2011/12-Q1",
        **{f"opens_{k}": v for k, v in {"day": 1, "month": 7, "year": 2011}.items()},
        **{f"due_{k}": v for k, v in {"day": 20, "month": 7, "year": 2011}.items()},
        **{f"sign_off_{k}": v for k, v in {"day": 28, "month": 7, "year": 2011}.items()},
    )

    assert done.path == "/luton/rounds/2011/12-Q1/"
    assert ReturnLine.objects.get(round__period="2011/12-Q1").period == "2010/11-Q4"
    html = visit(client, "/luton/rounds/open/").answer.content.decode()
    assert 'value="2011/12-Q2"' not in html, "the open round asks for it"


def test_the_calendar_opens_one_round_at_a_time_for_what_is_awaited(last, luton, cast):
    set_calendar(partnership=luton, by=cast.lead, has_year_end=False)
    stand_at(luton, date(2011, 11, 1))

    opened = [round_.period for round_ in open_due_rounds(luton)]

    assert opened == ["2011/12-Q2"], "the newest; one round is enough"
    assert keys(Round.objects.get(period="2011/12-Q2")) == ["2010/11-Q4"]
    stand_at(luton, date(2012, 1, 20))
    assert open_due_rounds(luton) == [], "it is asked for in a round that is open"


def test_what_is_discontinued_since_gets_a_round_for_what_was_before(last, luton, open_for, cast):
    stand_at(luton, date(2011, 6, 1))
    indicator = last.lines.get().strand.indicator
    discontinue(indicator, starts=date(2011, 4, 1), reason="The survey ended.", by=cast.lead)
    set_calendar(partnership=luton, by=cast.lead, has_year_end=False)
    stand_at(luton, date(2011, 11, 1))

    [round_] = open_due_rounds(luton)

    assert (round_.period, keys(round_)) == ("2011/12-Q2", ["2010/11-Q4"])


def test_the_calendar_shows_the_next_round_while_something_is_awaited(last, luton, cast, client):
    set_calendar(partnership=luton, by=cast.lead, has_year_end=False)
    stand_at(luton, date(2011, 6, 1))
    client.force_login(cast.lead)

    assert "Q1 2011/12" in visit(client, "/luton/rounds/").text
    last.lines.update(state="skipped", set_aside_reason="Nobody measured it.")
    assert "Q1 2011/12" not in visit(client, "/luton/rounds/").text


def test_the_board_of_a_round_after_the_term_names_the_promise_that_is_awaited(last, open_for):
    round_ = open_for("2011/12-Q1", date(2011, 7, 1))

    [row] = completeness(round_).rows

    assert (row.commitment.agreement.slug, row.said) == ("laa", "Outstanding")
