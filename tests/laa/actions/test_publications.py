"""Publishing is a decision about each figure, on record with who and when, and can be undone."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.publications import publish, withdraw_publications
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.return_steps import certify, submit
from laa.actions.revisions import confirm_final, revise
from laa.actions.sign_off import sign_off
from laa.models import AuditEvent, Figure, Publication, Rating
from laa.rules.figures import Number
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db

TODAY = date(2009, 4, 20)


@pytest.fixture
def rating(quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    return Rating.objects.get()


@pytest.fixture
def go(luton, cast):
    def publish_one(*ratings, day=TODAY):
        return publish(ratings, partnership=luton, public_from=day, by=cast.lead)

    return publish_one


def test_a_figure_is_public_from_its_day_on(rating, go):
    go(rating, day=date(2009, 5, 1))

    assert not Publication.objects.public(date(2009, 4, 30)).exists()
    assert Publication.objects.public(date(2009, 5, 1)).exists()


def test_it_is_on_record_who_published_what(rating, go, cast):
    row = go(rating).made[0]
    event = AuditEvent.objects.get(action="publication.publish")

    assert (row.published_by, row.rating) == (cast.lead, rating)
    assert event.after == {"figure": "NI 181 Q4 2008/09: 45", "public_from": "2009-04-20"}


def test_a_day_that_is_over_is_refused(rating, go):
    with pytest.raises(Refused, match="Publish from today, 20 April 2009, or later"):
        go(rating, day=date(2009, 4, 19))
    assert not Publication.objects.exists()


def test_twice_is_once(rating, go):
    go(rating)

    with pytest.raises(NothingToDo):
        go(rating)
    assert Publication.objects.count() == 1


def test_nothing_chosen_is_said(go):
    with pytest.raises(NothingToDo, match="Choose at least one figure"):
        go()


@pytest.fixture
def provisional(quarterly_return, cast):
    enter(line_of(quarterly_return), "45", by=cast.officer, figure_state="provisional")
    sign_off(certify(submit(quarterly_return, by=cast.officer), by=cast.certifier), by=cast.lead)
    return Rating.objects.get()


def test_a_provisional_figure_is_never_public(provisional, go):
    with pytest.raises(Refused, match="NI 181 Q4 2008/09 \\(Provisional: confirm it as final"):
        go(provisional)
    assert not Publication.objects.exists()


def test_a_provisional_figure_can_be_published_when_it_is_confirmed(provisional, go, cast):
    confirm_final(Figure.objects.current(), by=cast.lead)

    assert go(Rating.objects.current().get()).made


def test_a_correction_is_not_public_until_it_is_published(rating, go, cast, luton):
    go(rating)
    revise(rating.figure, Number(Decimal(44)), by=cast.lead, reason="Counted twice.")
    assert Publication.objects.public(TODAY).get().rating == rating

    done = go(Rating.objects.current().get())

    assert done.replaced == 1
    assert Publication.objects.public(TODAY).get().rating.figure_value == 44
    assert Publication.objects.exclude(withdrawn_at=None).get().withdrawn_because == (
        "Replaced by a correction."
    )


def test_what_was_corrected_since_it_was_seen_is_not_published(rating, go, cast):
    revise(rating.figure, Number(Decimal(44)), by=cast.lead, reason="Counted twice.")

    with pytest.raises(Refused, match="Corrected since you opened the page: NI 181 Q4 2008/09"):
        go(rating)


def test_an_embargo_can_be_moved(rating, go):
    go(rating, day=date(2009, 6, 1))
    go(rating, day=date(2009, 5, 1))

    assert Publication.objects.standing().get().public_from == date(2009, 5, 1)


def test_taking_back_needs_a_reason_and_stays_on_record(rating, go, cast, luton):
    row = go(rating).made[0]
    options = {"partnership": luton, "by": cast.lead}

    with pytest.raises(ReasonMissing):
        withdraw_publications([row], reason=" ", **options)
    withdraw_publications([row], reason="The batch is being checked.", **options)

    row.refresh_from_db()
    assert not Publication.objects.standing().exists()
    assert (row.withdrawn_by, row.withdrawn_because) == (cast.lead, "The batch is being checked.")
    assert AuditEvent.objects.get(action="publication.withdraw").note == row.withdrawn_because
    with pytest.raises(NothingToDo):
        withdraw_publications([row], reason="Again.", **options)


def test_what_was_taken_back_can_be_published_again(rating, go, cast, luton):
    row = go(rating).made[0]
    withdraw_publications([row], partnership=luton, by=cast.lead, reason="A check.")

    assert go(rating).made
    assert Publication.objects.count() == 2
