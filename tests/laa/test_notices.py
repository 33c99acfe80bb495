from contextlib import suppress
from datetime import date

import pytest
from django.db import transaction

from laa.clock import day_of
from laa.models import Delivery, Notice, NoticeChoice
from laa.notices import notify
from laa.permissions import member_of
from laa.rules.notices import DUE, FLAG, OTHER, QUESTION
from tests.factories import MembershipFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


def tell(luton, *people, key="returns:1", text="A return is ready.", kind=OTHER):
    notify(people, partnership=luton, key=key, text=text, path="/luton/", kind=kind)


def test_each_person_is_told_once_per_key(luton, cast):
    tell(luton, cast.lead, cast.officer)
    tell(luton, cast.lead, cast.officer, text="Again.")

    assert sorted(Notice.objects.values_list("recipient__email", "text")) == [
        ("lead@example.org", "A return is ready."),
        ("officer@example.org", "A return is ready."),
    ]


def test_another_key_is_another_notice(luton, cast):
    tell(luton, cast.lead)
    tell(luton, cast.lead, key="returns:2")

    assert Notice.objects.count() == 2


def test_telling_nobody_is_no_trouble(luton):
    tell(luton)

    assert not Notice.objects.exists()


def test_a_notice_is_dated_by_the_partnerships_clock(luton, cast):
    tell(luton, cast.lead)

    assert day_of(Notice.objects.get().created_at) == date(2009, 4, 20)


def test_only_its_recipient_sees_it_and_only_in_its_partnership(luton, cast, member):
    elsewhere = PartnershipFactory(slug="elsewhere")
    MembershipFactory(partnership=elsewhere, user=cast.lead)
    tell(luton, cast.lead)

    assert Notice.objects.visible_to(member("lead")).count() == 1
    assert not Notice.objects.visible_to(member("officer")).exists()
    assert not Notice.objects.visible_to(member_of(cast.lead, elsewhere)).exists()


def test_what_cannot_wait_goes_by_email_too(luton, cast):
    tell(luton, cast.officer, kind=DUE)

    delivery = Delivery.objects.get()
    assert (delivery.recipient, delivery.key, delivery.kind) == (cast.officer, "returns:1", "due")
    assert (delivery.title, delivery.path) == ("A return is ready.", "/luton/")
    assert delivery.state == Delivery.State.WAITING
    assert Notice.objects.get().kind == "due"


def test_told_again_no_second_email_goes(luton, cast):
    tell(luton, cast.officer, kind=DUE)
    tell(luton, cast.officer, cast.lead, kind=DUE)

    assert Delivery.objects.count() == 2


def test_flags_go_by_email_to_who_chose_so(luton, cast):
    tell(luton, cast.officer, cast.lead, kind=FLAG)
    assert not Delivery.objects.exists()

    choose(luton, cast.lead, FLAG, True)
    tell(luton, cast.officer, cast.lead, kind=FLAG, key="flags:2")

    assert [delivery.recipient for delivery in Delivery.objects.all()] == [cast.lead]


def test_who_turned_a_kind_off_is_told_in_the_service_only(luton, cast):
    choose(luton, cast.officer, QUESTION, False)

    tell(luton, cast.officer, cast.lead, kind=QUESTION)

    assert [delivery.recipient for delivery in Delivery.objects.all()] == [cast.lead]
    assert Notice.objects.count() == 2


def test_a_choice_made_later_sends_nothing_old(luton, cast):
    choose(luton, cast.officer, QUESTION, False)
    tell(luton, cast.officer, kind=QUESTION)
    NoticeChoice.objects.all().delete()

    tell(luton, cast.officer, kind=QUESTION)

    assert not Delivery.objects.exists()


def test_a_choice_does_not_hold_for_what_must_reach_one(luton, cast):
    choose(luton, cast.officer, DUE, False)

    tell(luton, cast.officer, kind=DUE)

    assert Delivery.objects.count() == 1


def test_a_choice_holds_in_its_partnership_only(luton, cast):
    elsewhere = PartnershipFactory(slug="elsewhere")
    MembershipFactory(partnership=elsewhere, user=cast.officer)
    choose(elsewhere, cast.officer, QUESTION, False)

    tell(luton, cast.officer, kind=QUESTION)

    assert Delivery.objects.count() == 1


def test_who_has_left_is_told_nothing(luton, cast):
    cast.officer.memberships.update(ends=date(2009, 1, 1))
    cast.certifier.is_active = False
    cast.certifier.save()

    tell(luton, cast.officer, cast.certifier, cast.stranger, cast.lead, kind=DUE)

    assert [notice.recipient for notice in Notice.objects.all()] == [cast.lead]
    assert [delivery.recipient for delivery in Delivery.objects.all()] == [cast.lead]


def test_a_worker_is_woken_once_after_the_commit(luton, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        tell(luton, cast.officer, kind=DUE)
        tell(luton, cast.officer, kind=DUE, key="returns:2")
        tell(luton, cast.officer, kind=FLAG, key="returns:3")

    assert len(callbacks) == 1


def test_a_savepoint_that_is_taken_back_takes_no_wake_up_along(
    luton, cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        with suppress(ZeroDivisionError), transaction.atomic():
            tell(luton, cast.officer, kind=DUE)
            raise ZeroDivisionError
        tell(luton, cast.officer, kind=DUE, key="returns:2")

    assert len(callbacks) == 1
    assert Delivery.objects.get().key == "returns:2"


def test_a_broker_that_is_away_undoes_nothing(
    luton, cast, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def away(*args, **kwargs):
        raise OSError("no broker")

    monkeypatch.setattr("celery.canvas.Signature.apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        tell(luton, cast.officer, kind=DUE)

    assert Delivery.objects.count() == 1
    assert "no broker" in caplog.text


def choose(partnership, user, kind, by_email):
    NoticeChoice.objects.create(
        partnership=partnership, user=user, kind=kind.slug, by_email=by_email
    )
