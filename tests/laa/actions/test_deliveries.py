"""E-mails: at most once as far as can be, tried again with growing waits, given up and shown."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as InMemory

from laa.actions import deliveries
from laa.actions.deliveries import deliver_all_due, deliver_one, try_again, try_all_again
from laa.actions.refusals import NothingToDo
from laa.models import AuditEvent, Delivery
from laa.notices import notify
from laa.rules.notices import DUE, LEASE, QUESTION
from laa.tasks import deliver as deliver_task
from laa.tasks import deliver_due
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

State = Delivery.State
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Away(BaseEmailBackend):
    """A mail server that takes nothing; how often it was asked is on the class."""

    asked = 0

    def send_messages(self, messages):
        type(self).asked += 1
        raise SMTPServerDisconnected("Connection unexpectedly closed")


class Particular(InMemory):
    """A mail server that refuses one address and takes the others."""

    def send_messages(self, messages):
        if messages[0].to == ["officer@example.org"]:
            raise ValueError("Mailbox unavailable")
        return super().send_messages(messages)


class Killed(BaseException):
    """What a worker that is killed does not catch."""


class KillsItsWorker(BaseEmailBackend):
    def send_messages(self, messages):
        raise Killed


class Opened(InMemory):
    """Counts how often it is opened anew; SMTP's, too, goes on with a connection that is open."""

    opened = 0
    is_open = False

    def open(self):
        type(self).opened += not self.is_open
        self.is_open = True

    def close(self):
        self.is_open = False


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def backend(settings):
    def use(cls):
        cls.asked = 0
        settings.EMAIL_BACKEND = f"{cls.__module__}.{cls.__qualname__}"

    return use


def told(luton, *people, text="NI 181 is due.", kind=DUE, key="due:1", path="/luton/returns/"):
    notify(people, partnership=luton, key=key, text=text, path=path, kind=kind)
    return Delivery.objects.filter(key=key).first()


def test_a_mail_goes_once(luton, cast, clock):
    delivery = told(luton, cast.officer)

    deliver_due()
    deliver_due()
    deliver_task(delivery.pk)

    delivery.refresh_from_db()
    assert len(mail.outbox) == 1
    assert (delivery.state, delivery.attempts, delivery.gone_at) == (State.GONE, 1, NOW)


def test_a_mail_has_both_parts_the_partnerships_name_and_the_ways_on(luton, cast, settings):
    settings.SERVICE_URL = "https://performance.example.org"
    settings.DEFAULT_FROM_EMAIL = "Nobody <performance@example.org>"
    delivery = told(luton, cast.officer, text="NI 181 <late> & due.")

    deliver_due()

    sent = mail.outbox[0]
    html, mimetype = sent.alternatives[0]
    assert mimetype == "text/html"
    assert sent.subject == "Luton Forum: NI 181 <late> & due."
    assert sent.to == ["officer@example.org"]
    assert sent.from_email == "Luton Forum <performance@example.org>"
    assert "NI 181 <late> & due." in sent.body
    assert "NI 181 &lt;late&gt; &amp; due." in html
    for part in (sent.body, html):
        assert "Dear Data officer" in part
        assert "Luton Forum" in part
        assert "https://performance.example.org/luton/returns/" in part
        assert "https://performance.example.org/luton/notices/choices/" in part
        assert "cannot be turned off" in part
    headers = sent.message()
    assert headers["Message-ID"] == f"<{delivery.uuid}@performance.example.org>"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_may_be_turned_off_says_where(luton, cast):
    told(luton, cast.officer, kind=QUESTION)

    deliver_due()

    assert "Choose what you get by e-mail:" in mail.outbox[0].body
    assert "cannot be turned off" not in mail.outbox[0].body


@pytest.mark.parametrize("where", ["title", "partnership"])
def test_no_header_can_be_smuggled_in(where, luton, cast):
    injected = "Late\r\nBcc: everybody@example.com\n\nBuy now"
    if where == "partnership":
        luton.name = injected
        luton.save()
    told(luton, cast.officer, text=injected if where == "title" else "Due.")
    # Also where a row was written by other hands than notify's.
    if where == "title":
        Delivery.objects.update(title=injected)

    deliver_due()

    sent = mail.outbox[0]
    message = sent.message()
    assert message["Bcc"] is None
    assert "\n" not in sent.subject
    assert sent.recipients() == ["officer@example.org"]
    assert b"\nBcc:" not in message.as_bytes().split(b"\n\n")[0]


def test_failures_are_tried_again_after_growing_waits_and_then_given_up(
    luton, cast, clock, backend
):
    backend(Away)
    told(luton, cast.officer)
    waits = []

    while (delivery := Delivery.objects.get()).state == State.WAITING:
        clock.move_to(delivery.due_at - timedelta(seconds=1))
        deliver_due()
        assert Delivery.objects.get().attempts == delivery.attempts, "not before it is due"
        clock.move_to(delivery.due_at)
        deliver_due()
        after = Delivery.objects.get()
        waits.append((after.due_at - delivery.due_at).total_seconds() / 60)

    assert waits[:-1] == [1, 5, 30, 120, 720, 1440]
    assert Away.asked == 7
    assert (after.state, after.attempts) == (State.GIVEN_UP, 7)
    assert after.error == "SMTPServerDisconnected: Connection unexpectedly closed"
    clock.shift(timedelta(days=30))
    deliver_due()
    assert Away.asked == 7


def test_after_a_failure_it_goes_and_the_error_is_forgotten(luton, cast, clock, backend):
    backend(Away)
    told(luton, cast.officer)
    deliver_due()
    backend(InMemory)

    clock.shift(timedelta(minutes=1))
    deliver_due()

    assert len(mail.outbox) == 1
    assert (Delivery.objects.get().state, Delivery.objects.get().error) == (State.GONE, "")


def test_one_refused_address_holds_up_nobody_else(luton, cast, backend):
    backend(Particular)
    told(luton, cast.officer, cast.certifier, cast.lead)

    deliver_due()

    assert {sent.to[0] for sent in mail.outbox} == {"certifier@example.org", "lead@example.org"}
    assert Delivery.objects.get(state=State.WAITING).error == "ValueError: Mailbox unavailable"


def test_a_row_that_makes_no_mail_holds_up_nobody_else(luton, cast):
    told(luton, cast.officer, cast.lead)
    Delivery.objects.filter(recipient=cast.officer).update(parts=[{"no": "items"}])

    deliver_due()

    assert [sent.to[0] for sent in mail.outbox] == ["lead@example.org"]
    assert "items" in Delivery.objects.get(state=State.WAITING).error


def test_a_server_that_is_away_is_not_asked_for_every_mail(luton, cast, backend):
    backend(Away)
    people = [cast.officer, cast.certifier, cast.lead, cast.board_member, cast.auditor]
    told(luton, *people)

    deliver_due()

    assert Away.asked == 3
    assert Delivery.objects.filter(attempts=0).count() == 2


def test_a_worker_killed_between_taking_and_sending_loses_no_mail(luton, cast, clock, backend):
    backend(KillsItsWorker)
    told(luton, cast.officer)
    with pytest.raises(Killed):
        deliver_due()
    backend(InMemory)

    deliver_due()
    assert not mail.outbox, "another may still be at it"
    clock.shift(LEASE)
    deliver_due()
    deliver_due()

    assert len(mail.outbox) == 1
    assert Delivery.objects.get().state == State.GONE


def test_a_worker_killed_before_it_noted_the_yes_sends_the_same_message_again(
    luton, cast, clock, monkeypatch
):
    told(luton, cast.officer)
    with monkeypatch.context() as patch:
        patch.setattr(deliveries.Delivery.objects, "filter", killed_on_the_second_call())
        with pytest.raises(Killed):
            deliver_due()
    assert len(mail.outbox) == 1

    clock.shift(LEASE)
    deliver_due()

    first, second = (sent.message()["Message-ID"] for sent in mail.outbox)
    assert first == second


def killed_on_the_second_call():
    """The third time the table is asked: after “what is due” and “take it” comes the note."""
    real, calls = Delivery.objects.filter, []

    def asked(*args, **kwargs):
        calls.append(kwargs)
        if "pk" in kwargs and "state" not in kwargs:
            raise Killed
        return real(*args, **kwargs)

    return asked


def test_of_two_workers_one_takes_a_mail(luton, cast):
    delivery = told(luton, cast.officer)

    assert deliveries._take(delivery.pk)
    assert deliver_one(delivery.pk) is None
    assert not mail.outbox


def test_a_worker_whose_lease_ran_out_takes_nothing_from_the_next(luton, cast, clock, backend):
    delivery = told(luton, cast.officer)
    slow = deliveries._take(delivery.pk)
    clock.shift(LEASE)
    deliver_due()

    deliveries._note_failure(slow, OSError("timed out"))

    assert Delivery.objects.get().state == State.GONE


def test_who_left_meanwhile_gets_no_mail(luton, cast):
    told(luton, cast.officer)
    cast.officer.memberships.update(ends=date(2009, 1, 1))

    deliver_due()

    assert not mail.outbox
    assert Delivery.objects.get().error == "The person has no role in the partnership any more."


def test_a_run_hands_over_what_is_due_over_one_connection(luton, monkeypatch, backend):
    people = [UserFactory() for _ in range(12)]
    for person in people:
        MembershipFactory(partnership=luton, user=person)
    told(luton, *people)
    monkeypatch.setattr(deliveries, "MOST_IN_A_RUN", 10)
    backend(Opened)

    assert deliver_all_due() == {"gone": 10, "failed": 0}
    assert Opened.opened == 1
    assert deliver_all_due() == {"gone": 2, "failed": 0}
    assert deliver_all_due() == {"gone": 0, "failed": 0}


def given_up(luton, *people):
    told(luton, *people)
    Delivery.objects.update(state=State.GIVEN_UP, attempts=7, error="OSError: away")
    return Delivery.objects.first()


def test_an_administrator_has_a_mail_tried_again(luton, cast):
    delivery = given_up(luton, cast.officer)

    try_again(delivery, by=cast.administrator)
    deliver_due()

    assert len(mail.outbox) == 1
    event = AuditEvent.objects.get(action="delivery.try_again")
    assert event.subject == "officer@example.org"
    with pytest.raises(NothingToDo, match="not given up"):
        try_again(delivery, by=cast.administrator)


def test_an_administrator_has_all_mails_tried_again(luton, cast):
    given_up(luton, cast.officer, cast.lead)

    assert try_all_again(luton, by=cast.administrator) == 2
    deliver_due()

    assert len(mail.outbox) == 2
    with pytest.raises(NothingToDo, match="No e-mail is given up"):
        try_all_again(luton, by=cast.administrator)
