from datetime import date

import pytest

from laa.actions.extensions import extend, extend_round, withdraw_extension
from laa.actions.refusals import DueDateIsNoLater, NothingToDo, ReasonMissing, RoundIsClosed
from laa.actions.rounds import close_round
from laa.models import AuditEvent, Notice
from tests.steps import submitted

pytestmark = pytest.mark.django_db

LATER = {"until": date(2009, 5, 15), "reason": "The officer is ill."}


def test_a_return_has_longer_and_its_officer_is_told(quarterly_return, cast):
    [extended] = extend([quarterly_return], by=cast.lead, **LATER)

    assert extended.due == date(2009, 5, 15)
    assert extended.round.due == date(2009, 4, 30)
    told = Notice.objects.get(recipient=cast.officer).text
    assert told.endswith("is now due by 15 May 2009. The officer is ill.")
    event = AuditEvent.objects.get(action="return.extend")
    assert (event.before["due"], event.after["due"]) == ("2009-04-30", "2009-05-15")


@pytest.mark.parametrize(
    ("changes", "refusal", "says"),
    [
        ({"reason": " "}, ReasonMissing, "Say why"),
        ({"until": date(2009, 4, 30)}, DueDateIsNoLater, "Choose a day after that"),
    ],
)
def test_an_extension_needs_a_reason_and_a_later_day(
    changes, refusal, says, quarterly_return, cast
):
    with pytest.raises(refusal, match=says):
        extend([quarterly_return], by=cast.lead, **{**LATER, **changes})
    quarterly_return.refresh_from_db()
    assert quarterly_return.extended_to is None


def test_a_return_that_is_handed_in_needs_no_longer(quarterly_return, cast):
    submitted(quarterly_return, cast)

    with pytest.raises(NothingToDo, match="is handed in"):
        extend([quarterly_return], by=cast.lead, **LATER)


def test_a_closed_round_gives_nobody_longer(quarterly_return, round_, cast):
    close_round(round_, by=cast.lead)

    with pytest.raises(RoundIsClosed):
        extend([quarterly_return], by=cast.lead, **LATER)


def test_a_whole_round_has_longer_and_sign_off_follows(quarterly_return, round_, cast):
    extend_round(round_, by=cast.lead, until=date(2009, 6, 5), reason="Floods.")

    quarterly_return.refresh_from_db()
    round_.refresh_from_db()
    assert quarterly_return.due == round_.sign_off == date(2009, 6, 5)
    assert round_.due == date(2009, 4, 30)


def test_a_round_from_which_nothing_is_outstanding_is_not_extended(quarterly_return, round_, cast):
    submitted(quarterly_return, cast)

    with pytest.raises(NothingToDo, match="Nothing is outstanding in Q4 2008/09"):
        extend_round(round_, by=cast.lead, **LATER)


def test_an_extension_is_taken_back(quarterly_return, cast):
    extend([quarterly_return], by=cast.lead, **LATER)

    withdraw_extension([quarterly_return], by=cast.lead)

    quarterly_return.refresh_from_db()
    assert (quarterly_return.due, quarterly_return.extension_reason) == (date(2009, 4, 30), "")
    with pytest.raises(NothingToDo, match="that has longer"):
        withdraw_extension([quarterly_return], by=cast.lead)
