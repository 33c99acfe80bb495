"""Two people see every figure: nobody certifies what they had a hand in, however early."""

from datetime import date

import pytest

from laa.actions.refusals import OwnEntry
from laa.actions.return_steps import certify, give_back, submit, withdraw
from laa.actions.rounds import open_round
from laa.actions.set_aside import carry_over
from laa.actions.sign_off import reopen, sign_off
from laa.models import ReturnLine, ReturnPolicy
from tests.factories import promise
from tests.steps import enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db


def refused(lines, by):
    with pytest.raises(OwnEntry, match="You entered or submitted NI 181, Q4 2008/09 yourself"):
        certify(lines, by=by)
    assert {line.state for line in ReturnLine.objects.all()} == {"submitted"}


def test_who_typed_first_does_not_certify_what_a_colleague_typed_last(quarterly_return, cast):
    enter(line_of(quarterly_return), "40", by=cast.certifier)
    lines = submitted(quarterly_return, cast, "41")

    assert lines[0].entered_by == cast.officer
    refused(lines, by=cast.certifier)


def test_a_new_name_and_address_do_not_make_another_person_of_them(quarterly_return, cast):
    enter(line_of(quarterly_return), "40", by=cast.certifier)
    lines = submitted(quarterly_return, cast, "41")
    cast.certifier.name, cast.certifier.email = "Married Name", "new@example.org"
    cast.certifier.save()

    refused(lines, by=cast.certifier)


def test_nor_does_the_address_of_somebody_who_left_make_them_one(quarterly_return, cast):
    enter(line_of(quarterly_return), "40", by=cast.lead)
    lines = submitted(quarterly_return, cast, "41")
    left, cast.lead.email = cast.lead.email, "elsewhere@example.org"
    cast.lead.save()
    cast.certifier.email = left
    cast.certifier.save()

    assert certify(lines, by=cast.certifier)


def test_who_submitted_first_does_not_certify_what_a_colleague_submitted_again(
    quarterly_return, cast
):
    enter(line_of(quarterly_return), "40", by=cast.officer)
    withdraw(submit(quarterly_return, by=cast.certifier), by=cast.officer)
    lines = submit(quarterly_return, by=cast.officer)

    assert lines[0].submitted_by == cast.officer
    refused(lines, by=cast.certifier)


def test_what_was_sent_back_and_put_right_by_somebody_else_still_counts(quarterly_return, cast):
    enter(line_of(quarterly_return), "40", by=cast.certifier)
    give_back(submit(quarterly_return, by=cast.officer), by=cast.lead, reason="Look again.")

    refused(submitted(quarterly_return, cast, "41"), by=cast.certifier)


def test_what_was_typed_in_the_round_it_was_carried_over_from_counts(quarterly_return, cast, luton):
    enter(line_of(quarterly_return), "40", by=cast.certifier)
    enter(line_of(quarterly_return), "41", by=cast.officer)
    carry_over(quarterly_return.lines.all(), by=cast.lead, reason="Late.")
    next_ = open_round(
        partnership=luton,
        period="2009/10-Q1",
        opens=date(2009, 4, 2),
        due=date(2009, 7, 20),
        sign_off=date(2009, 7, 31),
        by=cast.lead,
    )
    line = line_of(next_.returns.get(), period="2008/09-Q4")
    lines = submit(line.quarterly_return, by=cast.officer, lines=[line])

    with pytest.raises(OwnEntry):
        certify(lines, by=cast.certifier)


def test_after_a_sign_off_it_starts_anew(quarterly_return, cast, luton):
    policy = ReturnPolicy.objects.create(partnership=luton, may_certify_own=True)
    enter(line_of(quarterly_return), "40", by=cast.certifier)
    sign_off(certify(submit(quarterly_return, by=cast.officer), by=cast.certifier), by=cast.lead)
    policy.delete()
    reopen(line_of(quarterly_return), by=cast.lead, reason="A slip.")

    [line] = certify(submitted(quarterly_return, cast, "41"), by=cast.certifier)

    assert line.state == "certified"


def test_one_of_ones_own_refuses_all_or_is_left_out(agreement, council, cast, request):
    promise(agreement, "NI 007", supplier=council)
    request.getfixturevalue("housing_benefit")
    quarterly_return = request.getfixturevalue("quarterly_return")
    enter(line_of(quarterly_return, "NI 181"), "40", by=cast.certifier)
    lines = submitted(quarterly_return, cast, "41")
    refused(lines, by=cast.certifier)

    done = certify(lines, by=cast.certifier, leaves_own=True)

    assert [line.strand.indicator.reference for line in done] == ["NI 007"]
    assert line_of(quarterly_return, "NI 181").state == "submitted"


def test_the_partnership_may_allow_it(quarterly_return, cast, luton):
    ReturnPolicy.objects.create(partnership=luton, may_certify_own=True)
    enter(line_of(quarterly_return), "40", by=cast.certifier)

    assert certify(submitted(quarterly_return, cast, "41"), by=cast.certifier)


def test_somebody_elses_round_before_is_nobodys_hand_in_this(quarterly_return, cast):
    assert signed_off(quarterly_return, cast)[0].certified_by == cast.certifier
