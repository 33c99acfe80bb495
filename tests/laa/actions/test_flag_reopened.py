"""A flag that opens again begins anew: an answer or a rest of last time would hide a red of now."""

from datetime import date

import pytest

from laa.actions.flag_steps import answer, snooze
from laa.actions.flags import flag_off_track
from laa.actions.sign_off import reopen
from laa.models import Flag
from tests.steps import line_of, signed_off

pytestmark = pytest.mark.django_db


def test_what_was_said_of_it_before_it_closed_is_not_said_of_it_now(quarterly_return, cast, luton):
    signed_off(quarterly_return, cast, "45")
    (flag,) = flag_off_track(luton).opened
    answer(flag, text="Batches are shared out.", by=cast.lead)
    snooze(flag, until=date(2009, 5, 20), reason="Wait for the batch.", by=cast.lead)
    for value in ("40", "46"):
        reopen(line_of(quarterly_return), by=cast.lead, reason="Counted again.")
        signed_off(quarterly_return, cast, value)
        flag_off_track(luton)

    flag = Flag.objects.open().get(pk=flag.pk)
    assert (flag.answer, flag.answered_by, flag.snoozed_until) == ("", None, None)
