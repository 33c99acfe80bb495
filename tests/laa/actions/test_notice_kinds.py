"""Which steps and jobs tell by e-mail, and that beat's absence ends in no flood of them."""

from datetime import date

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.extensions import extend
from laa.actions.flags import flag_off_track
from laa.actions.jobs import JOBS
from laa.actions.plan_actions import add_action
from laa.actions.return_steps import certify, give_back, withdraw
from laa.actions.sign_off import reopen, sign_off
from laa.actions.threads import ask
from laa.digests import digest_due
from laa.models import Delivery, Notice
from tests.jobs import run
from tests.steps import enter_all, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db

REMIND, _, HOUSEKEEPING, OVERDUE = list(JOBS.values())[1:]


def mails(person=None):
    found = Delivery.objects.filter(recipient=person) if person else Delivery.objects.all()
    return sorted(found.values_list("recipient__email", "kind"))


def of(person, *kinds):
    return [(person.email, kind) for kind in kinds]


def test_the_steps_of_a_return_reach_whose_word_is_next(quarterly_return, cast):
    lines = submitted(quarterly_return, cast)
    assert mails() == of(cast.certifier, "ready")

    lines = certify(lines, by=cast.certifier)
    assert mails(cast.lead) == of(cast.lead, "ready")

    sign_off(lines, by=cast.lead)
    reopen(line_of(quarterly_return), by=cast.lead, reason="Counted twice.")
    assert mails(cast.officer) == of(cast.officer, "sent-back")


def test_what_is_sent_back_asked_or_due_later_reaches_its_officer(quarterly_return, cast):
    give_back(submitted(quarterly_return, cast), by=cast.certifier, reason="Look again.")
    ask(line_of(quarterly_return), text="Is it April?", by=cast.lead)
    extend([quarterly_return], until=date(2009, 5, 8), reason="The system was down.", by=cast.lead)

    assert mails(cast.officer) == of(cast.officer, "due", "question", "sent-back")


def test_what_only_happens_is_told_in_the_service(quarterly_return, cast):
    lines = submitted(quarterly_return, cast)
    Delivery.objects.all().delete()

    withdraw(lines, by=cast.officer)

    assert mails() == []
    assert Notice.objects.filter(recipient=cast.certifier, kind="progress").count() == 1


def test_flags_wait_for_the_digest(quarterly_return, luton, cast):
    signed_off(quarterly_return, cast, "45")
    Delivery.objects.all().delete()

    flag_off_track(luton)

    assert mails() == []
    assert Notice.objects.filter(recipient=cast.officer, kind="flag").exists()


def test_a_reminder_and_a_late_return_cannot_be_missed(quarterly_return, luton, cast):
    run(REMIND, luton, date(2009, 4, 27))
    assert mails() == of(cast.officer, "due")

    run(HOUSEKEEPING, luton, date(2009, 5, 1))
    assert mails() == of(cast.officer, "due", "due")


def test_an_owner_is_mailed_that_a_date_passed(housing_benefit, luton, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    add_action(plan, title="Train", owner=cast.officer, due=date(2009, 4, 1), by=cast.lead)
    assert mails() == of(cast.officer, "action")

    run(OVERDUE, luton, date(2009, 4, 20))

    assert mails() == of(cast.officer, "action", "action")


def test_what_is_to_be_put_in_order_is_one_mail_that_may_be_turned_off(
    housing_benefit, luton, cast
):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    for n in range(7):
        add_action(plan, title=f"Action {n}", by=cast.lead)

    run(HOUSEKEEPING, luton, date(2009, 4, 20))

    assert {kind for _, kind in mails()} == {"housekeeping"}
    assert len(mails(cast.officer)) <= 1


def test_fifteen_days_without_beat_are_few_mails_and_no_flood(
    quarterly_return, housing_benefit, luton, cast
):
    """From 27 April to 12 May 2009 no job runs; then each runs twice."""
    plan = plan_improvement(housing_benefit, by=cast.lead)
    for n in range(20):
        due = date(2009, 4, 28 if n % 2 else 30)
        add_action(plan, title=f"Action {n}", owner=cast.officer, due=due, by=cast.lead)
    enter_all(quarterly_return, cast)
    Delivery.objects.all().delete()

    for _ in range(2):
        for job in JOBS.values():
            run(job, luton, date(2009, 5, 12))
        digest_due(luton)

    # Of the late return, of the actions past their date, and the digest of all of it.
    assert mails(cast.officer) == of(cast.officer, "action", "digest", "due")
