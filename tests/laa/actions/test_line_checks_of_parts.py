"""Parts that do not make their total: asked about, answered, and not while one is missing."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from laa.actions.line_checks import answer_question, unanswered
from laa.actions.revisions import mark_break
from laa.models import Figure
from laa.rules.periods import period
from tests.factories import StrandFactory, promise
from tests.steps import enter, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(agreement, council, request):
    """NI 120 as all, men and women, returned together."""
    commitment = promise(agreement, "NI 120", supplier=council, unit="number", polarity="down")
    for key in ("m", "f"):
        StrandFactory(indicator=commitment.indicator, key=key)
    quarterly_return = request.getfixturevalue("quarterly_return")
    found = quarterly_return.lines.filter(strand__indicator__reference="NI 120")
    return {line.strand.key: line for line in found.select_related("strand")}


def type_in(lines, cast, **figures):
    for key, value in figures.items():
        enter(lines[key], value, by=cast.officer, recovery="-")


def asked(lines, key="all"):
    line = lines[key]
    line.refresh_from_db()
    return [one.question.key for one in unanswered([line])]


def test_the_total_alone_is_asked_about_once_all_parts_are_there(lines, cast):
    type_in(lines, cast, all="100", m="40")
    assert asked(lines) == []

    type_in(lines, cast, f="50")
    assert asked(lines) == ["sum"]
    assert asked(lines, "m") == []


def test_the_question_can_be_answered(lines, cast):
    type_in(lines, cast, all="100", m="40", f="50")
    line = lines["all"]
    line.refresh_from_db()

    answer_question(line, "sum", text="Ten did not say.", by=cast.officer)

    assert asked(lines) == []


def test_parts_that_make_it_are_not_asked_about(lines, cast):
    type_in(lines, cast, all="90", m="40", f="50")

    assert asked(lines) == []


@pytest.mark.parametrize(("begun", "keys"), [(None, ["swing"]), ("2008/09-Q4", [])])
def test_no_swing_is_seen_across_a_new_definition(quarterly_return, cast, begun, keys):
    line = line_of(quarterly_return)
    for quarter in ("2007/08-Q3", "2007/08-Q4", "2008/09-Q1", "2008/09-Q2", "2008/09-Q3"):
        when = period(quarter)
        Figure.objects.create(
            partnership=line.partnership,
            strand=line.strand,
            period=when.key,
            period_start=when.start,
            period_end=when.end,
            state="measured",
            value=Decimal(20),
            recorded_at=datetime(2009, 1, 20, tzinfo=UTC),
        )
    if begun:
        mark_break(line.strand, period=begun, reason="New claims only.", by=cast.lead)
    enter(line, "41", by=cast.officer)

    assert [one.question.key for one in unanswered([line_of(quarterly_return)])] == keys
