"""On time is a line's own: by the day it was handed in first, whatever the return's others did."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from laa import clock
from laa.actions.return_steps import certify, give_back, submit, withdraw
from laa.models import Demonstration, ReturnLine, Round
from laa.queries.completeness import completeness
from laa.queries.completeness_matrix import matrix
from laa.rules.completeness import Timing
from tests.factories import promise
from tests.page import visit
from tests.steps import answer_all, enter, line_of

pytestmark = pytest.mark.django_db

IN_TIME, LATE = date(2009, 4, 29), date(2009, 5, 2)


@pytest.fixture
def two_lines(agreement, council, housing_benefit, request):
    promise(agreement, "NI 007", supplier=council, targets={"2008/09": "30"})
    return request.getfixturevalue("quarterly_return")


def hand_in(quarterly_return, cast, *references, on):
    Demonstration.objects.update(today=on)
    lines = [line_of(quarterly_return, reference) for reference in references]
    for line in lines:
        if line.value is None:
            enter(line, "40", by=cast.officer)
    answer_all(quarterly_return, cast)
    return submit(type(quarterly_return).objects.get(), by=cast.officer, lines=lines)


def timings(round_):
    asked = completeness(Round.objects.get(pk=round_.pk)).asked
    return {each.line.strand.indicator.reference: each.standing.timing for each in asked}


def test_a_line_handed_in_late_is_late_though_the_return_came_in_time(
    two_lines, luton, cast, client
):
    hand_in(two_lines, cast, "NI 181", on=IN_TIME)
    hand_in(two_lines, cast, "NI 007", on=LATE)

    assert timings(two_lines.round) == {"NI 007": Timing.LATE, "NI 181": Timing.ON_TIME}
    [(_, total)] = matrix(luton).total
    assert (total.on_time, total.late) == (1, 1)
    client.force_login(cast.lead)
    page = visit(client, "/luton/data-quality/?fault=late").text
    assert "NI 007" in page and "2 days after 30 April 2009" in page
    assert "NI 181" not in page


def test_what_nobody_handed_in_is_overdue_though_the_return_came_in_time(two_lines, cast):
    hand_in(two_lines, cast, "NI 181", on=IN_TIME)
    Demonstration.objects.update(today=LATE)

    assert timings(two_lines.round)["NI 007"] == Timing.OVERDUE


def test_a_line_sent_back_and_handed_in_again_late_stays_on_time(two_lines, cast):
    lines = hand_in(two_lines, cast, "NI 181", on=IN_TIME)
    give_back(lines, by=cast.certifier, reason="Look again.")
    again = hand_in(two_lines, cast, "NI 181", on=LATE)
    withdraw(again, by=cast.officer)
    certify(hand_in(two_lines, cast, "NI 181", on=LATE), by=cast.certifier)

    assert timings(two_lines.round)["NI 181"] == Timing.ON_TIME


def test_a_line_its_officer_took_back_is_as_late_as_it_comes_again(two_lines, cast):
    withdraw(hand_in(two_lines, cast, "NI 181", on=IN_TIME), by=cast.officer)
    assert line_of(two_lines, "NI 181").first_submitted_at is None

    hand_in(two_lines, cast, "NI 181", on=LATE)

    assert timings(two_lines.round)["NI 181"] == Timing.LATE


def test_lines_from_before_learn_it_from_the_trail(two_lines, cast):
    hand_in(two_lines, cast, "NI 181", on=IN_TIME)
    give_back([line_of(two_lines, "NI 181")], by=cast.certifier, reason="Look again.")
    hand_in(two_lines, cast, "NI 181", on=LATE)
    withdraw(hand_in(two_lines, cast, "NI 007", on=IN_TIME), by=cast.officer)
    hand_in(two_lines, cast, "NI 007", on=LATE)
    ReturnLine.objects.update(first_submitted_at=None)

    migration = import_module("laa.migrations.0028_read_first_submissions_from_the_trail")
    migration.read_first_submissions(apps, None)

    days = {
        line.strand.indicator.reference: clock.day_of(line.first_submitted_at)
        for line in ReturnLine.objects.select_related("strand__indicator")
    }
    assert days == {"NI 007": LATE, "NI 181": IN_TIME}
