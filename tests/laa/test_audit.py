from datetime import date

import pytest
from django.db import connection

from laa import audit
from laa.clock import day_of
from laa.models import AuditEvent, User

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_what_when(cast, luton, council):
    event = audit.record(
        "partner.rename",
        subject=council,
        by=cast.lead,
        partnership=luton,
        before={"name": "Luton"},
        after={"name": "Luton Borough Council"},
        note="As printed.",
    )

    event.refresh_from_db()
    assert event.actor == "Performance lead <lead@example.org>"
    assert (event.action, event.subject) == ("partner.rename", "Luton Borough Council")
    assert (event.before, event.after) == ({"name": "Luton"}, {"name": "Luton Borough Council"})
    assert day_of(event.at) == date(2009, 4, 20)
    assert event.partnership_slug == "luton"


def test_what_the_service_does_on_its_own_is_said_to_be_its_own(luton):
    assert audit.record("flag.open", subject="x", by=None, partnership=luton).actor == (
        "The service itself"
    )


def test_a_long_subject_is_cut_to_fit(luton):
    event = audit.record("x.y", subject="z" * 500, by=None, partnership=luton)

    assert len(event.subject) == 300


def test_the_trail_outlives_whom_and_what_it_tells_of(luton, cast):
    person = cast.stranger
    audit.record("person.invite", subject=person.email, by=person, partnership=luton)
    User.objects.filter(pk=person.pk).delete()

    assert "Somebody else" in AuditEvent.objects.get().actor


def test_the_trail_has_no_keys_into_live_data():
    with connection.cursor() as cursor:
        keys = connection.introspection.get_relations(cursor, AuditEvent._meta.db_table)

    assert keys == {}


def test_dates_and_decimals_can_be_told(luton):
    from datetime import date
    from decimal import Decimal

    event = audit.record(
        "x.y",
        subject="z",
        by=None,
        partnership=luton,
        after={"due": date(2009, 4, 30), "n": Decimal("1.5")},
    )
    event.refresh_from_db()

    assert event.after == {"due": "2009-04-30", "n": "1.5"}
