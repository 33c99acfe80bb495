"""A red without a word on what is done about it is no report."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.explanations import left_unsaid
from laa.actions.refusals import Unexplained
from laa.actions.return_steps import certify, submit
from laa.actions.revisions import revise
from laa.actions.sign_off import sign_off
from laa.models import Rating, ReturnLine, ReturnPolicy
from laa.rules.figures import Number
from tests.steps import enter, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(quarterly_return):
    """NI 181, against 42 days: 45 is off track."""
    return line_of(quarterly_return)


def test_an_off_track_line_waits_for_why_and_what_is_done(line, quarterly_return, cast):
    saved = enter(line, "45", by=cast.officer, recovery="")

    assert (saved.state, saved.is_complete, saved.is_ready) == ("draft", True, False)
    assert left_unsaid(saved) == "Off track: say why and what is done about it."
    with pytest.raises(Unexplained, match="NI 181, Q4 2008/09: Off track: say why and what is"):
        submit(quarterly_return, by=cast.officer)
    assert ReturnLine.objects.get().state == "draft"


def test_why_alone_is_half_of_it(line, cast):
    saved = enter(line, "45", by=cast.officer, recovery="", commentary="A batch came late.")

    assert left_unsaid(saved) == "Off track: say what is done about it."


def test_both_make_it_ready(line, quarterly_return, cast):
    said = {"commentary": "A batch came late.", "recovery": "It is dealt with first."}
    saved = enter(line, "45", by=cast.officer, **said)

    assert saved.is_ready
    submit(quarterly_return, by=cast.officer)


@pytest.mark.parametrize("value", ["42", "40"])
def test_nothing_is_asked_of_a_target_that_is_met(line, cast, value):
    assert enter(line, value, by=cast.officer, recovery="").is_ready


def test_a_partnership_may_ask_for_less(line, quarterly_return, cast, luton):
    ReturnPolicy.objects.create(partnership=luton, needs_recovery_text=False)

    saved = enter(line, "45", by=cast.officer, recovery="")

    assert saved.is_ready
    submit(quarterly_return, by=cast.officer)


def test_what_is_done_is_frozen_with_the_rating(line, quarterly_return, cast):
    said = {
        "commentary": "A batch came late.",
        "recovery": "It is dealt with first.",
        "recovery_due": date(2009, 6, 30),
        "help_needed": "Two people from the revenues team.",
    }
    enter(line, "45", by=cast.officer, **said)
    submit(quarterly_return, by=cast.officer)
    sign_off(certify(quarterly_return.lines.all(), by=cast.certifier), by=cast.lead)

    rating = Rating.objects.get()
    assert rating.rating == "off_track"
    assert {name: getattr(rating, name) for name in said} == said

    revise(rating.figure, Number(Decimal(46)), reason="Counted anew.", by=cast.lead)

    newer = Rating.objects.current().get()
    assert (newer.version, newer.recovery) == (2, "It is dealt with first.")


def test_words_that_stand_cost_no_reading(line, cast, django_assert_num_queries):
    said = {"commentary": "A batch came late.", "recovery": "It is dealt with first."}
    saved = enter(line, "45", by=cast.officer, **said)

    with django_assert_num_queries(0):
        assert left_unsaid(saved) == ""
