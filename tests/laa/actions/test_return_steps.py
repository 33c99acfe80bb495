"""Some lines before others, back before they are certified, on somebody's behalf, many at once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from laa.actions.people import end_membership
from laa.actions.refusals import NothingToDo, NotReady, OwnEntry
from laa.actions.return_steps import certify, give_back, submit, withdraw
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.models import AuditEvent, Figure, Notice, Rating, ReturnLine, ReturnPolicy, Role
from tests.factories import MembershipFactory, PartnerFactory, UserFactory, promise
from tests.steps import certified, enter, enter_all, line_of, submitted

pytestmark = pytest.mark.django_db

State = ReturnLine.State


@pytest.fixture
def satisfaction(agreement, council):
    return promise(agreement, "NI 005", supplier=council, targets={"2008/09": "80"})


def states(lines):
    return {line.strand.indicator.reference: line.state for line in lines.all()}


def test_a_late_line_holds_none_of_the_others_up(satisfaction, quarterly_return, cast):
    ready = enter(line_of(quarterly_return, "NI 181"), "40", by=cast.officer)

    with pytest.raises(NotReady, match="NI 005"):
        submit(quarterly_return, by=cast.officer)
    submit(quarterly_return, by=cast.officer, lines=[ready])

    assert states(quarterly_return.lines) == {"NI 005": "draft", "NI 181": "submitted"}
    assert [line["reference"] for line in quarterly_return.submissions.get().body["lines"]] == [
        "NI 181"
    ]


def test_what_came_late_gets_a_receipt_of_its_own(satisfaction, quarterly_return, cast):
    first = enter(line_of(quarterly_return, "NI 181"), "40", by=cast.officer)
    submit(quarterly_return, by=cast.officer, lines=[first])
    certify([first], by=cast.certifier)

    submitted(quarterly_return, cast, "81")

    assert states(quarterly_return.lines) == {"NI 005": "submitted", "NI 181": "certified"}
    assert quarterly_return.submissions.count() == 2


def test_an_officer_takes_back_what_nobody_certified(quarterly_return, cast):
    lines = submitted(quarterly_return, cast, "40")

    withdraw(lines, by=cast.officer)

    line = line_of(quarterly_return)
    assert (line.state, line.value, line.submitted_by) == (State.READY, 40, None)
    assert quarterly_return.submissions.count() == 1
    told = Notice.objects.filter(recipient=cast.certifier, key__startswith="withdrawn").get()
    assert "took back NI 181, Q4 2008/09" in told.text
    assert enter(line, "41", by=cast.officer).value == 41


def test_what_is_certified_is_beyond_taking_back(quarterly_return, cast):
    lines = certified(quarterly_return, cast)

    with pytest.raises(NothingToDo, match="certified or back already"):
        withdraw(lines, by=cast.officer)


def test_the_performance_lead_submits_on_behalf_and_it_shows(quarterly_return, cast):
    line = enter(line_of(quarterly_return), "40", by=cast.lead)

    submit(quarterly_return, by=cast.lead, lines=[line])

    assert line_of(quarterly_return).is_on_behalf
    receipt = quarterly_return.submissions.get()
    assert receipt.is_on_behalf
    assert receipt.body["on_behalf_of"] == "Luton Borough Council"
    event = AuditEvent.objects.get(action="line.submit")
    assert event.note == "On behalf of Luton Borough Council."


def test_ones_own_partners_return_is_on_nobodys_behalf(quarterly_return, cast):
    submitted(quarterly_return, cast)

    assert not line_of(quarterly_return).is_on_behalf
    assert quarterly_return.submissions.get().body["on_behalf_of"] is None


def test_a_policy_may_let_people_certify_their_own_and_the_trail_says_so(
    quarterly_return, cast, luton
):
    line = enter(line_of(quarterly_return), "40", by=cast.certifier)
    submit(quarterly_return, by=cast.officer)
    with pytest.raises(OwnEntry):
        certify([line], by=cast.certifier)

    ReturnPolicy.objects.create(partnership=luton, may_certify_own=True)
    certify([line], by=cast.certifier)

    assert line_of(quarterly_return).state == State.CERTIFIED
    assert "the same person" in AuditEvent.objects.get(action="line.certify").note


def test_what_is_sent_back_reaches_those_who_are_still_there(quarterly_return, cast, luton):
    lines = submitted(quarterly_return, cast)
    follower = MembershipFactory(
        partnership=luton, role=Role.OFFICER, partner=quarterly_return.partner
    ).user
    end_membership(cast.officer.memberships.get(), by=cast.administrator)

    give_back(lines, by=cast.certifier, reason="Is this the median?")

    told = Notice.objects.filter(key__startswith="sent-back").values_list("recipient", flat=True)
    assert list(told) == [follower.pk]


def services_of(council, agreement, *, services, lines):
    """Heads of service in one council, each with indicators of their own."""
    for s in range(services):
        service = PartnerFactory(
            partnership=council.partnership, slug=f"service-{s}", part_of=council
        )
        for n in range(lines):
            promise(
                agreement,
                f"S{s} {n:02d}",
                supplier=service,
                polarity="down",
                targets={"2008/09": "42"},
            )


def a_round(luton, cast):
    return open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )


def test_of_36_lines_under_four_heads_of_service_one_late_line_holds_nothing(
    luton, council, agreement, cast
):
    services_of(council, agreement, services=4, lines=9)
    returns = list(a_round(luton, cast).returns.all())
    late = line_of(returns[0], "S0 03")
    for quarterly_return in returns:
        enter_all(quarterly_return, cast)
        on_time = quarterly_return.lines.exclude(pk=late.pk)
        submit(quarterly_return, by=cast.officer, lines=on_time)

    everything = ReturnLine.objects.filter(state=State.SUBMITTED)
    assert len(sign_off(certify(everything, by=cast.certifier), by=cast.lead)) == 35

    assert Rating.objects.count() == Figure.objects.count() == 35
    assert not Rating.objects.filter(strand=late.strand).exists()
    assert line_of(returns[0], "S0 03").state == State.READY
    assert Notice.objects.filter(recipient=cast.lead, key__startswith="certified").count() == 1


def questions_for(work):
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


@pytest.fixture
def asked_by_count(luton, council, agreement, cast):
    """How many queries certifying and signing off take, for 3 lines and for 24 of two services."""

    def count(lines):
        found = ReturnLine.objects.filter(pk__in=[line.pk for line in lines])
        certifying = questions_for(lambda: certify(found, by=cast.certifier))
        return certifying, questions_for(lambda: sign_off(found, by=cast.lead))

    services_of(council, agreement, services=3, lines=9)
    returns = list(a_round(luton, cast).returns.all())
    for quarterly_return in returns:
        submitted(quarterly_return, cast)
    few, *many = returns
    return {
        3: count(few.lines.all()[:3]),
        18: count(ReturnLine.objects.filter(quarterly_return__in=many)),
    }


def test_certifying_and_signing_off_ask_no_more_for_more_lines(asked_by_count):
    assert asked_by_count[18] == asked_by_count[3]


def test_a_deputy_for_a_head_of_service_certifies_between_two_days(quarterly_return, cast, luton):
    """It is a certifier's membership that begins and ends."""
    for days, name in ((7, "deputy"), (-1, "deputy of last month")):
        MembershipFactory(
            partnership=luton,
            user=UserFactory(name=name),
            role=Role.CERTIFIER,
            partner=quarterly_return.partner,
            ends=localdate() + timedelta(days=days),
        )
    submitted(quarterly_return, cast)

    told = Notice.objects.filter(key__startswith="submitted")
    assert {notice.recipient.name for notice in told} == {cast.certifier.name, "deputy"}
