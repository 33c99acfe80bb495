"""The agreement as Luton published it, and `rate` as an officer or a script asks it."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction

from laa.models import Agreement, Baseline, Demonstration, Figure, Strand
from peer_reviews.models import Review
from tests.factories import MembershipFactory, UserFactory

RECORDED = datetime(2009, 4, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Loaded once for the tests of a file, each of which stands in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "luton-laa-2008-11", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def published(_loaded, db):
    return Agreement.objects.get(slug="luton-laa-2008-11")


@pytest.fixture
def rate(published):
    """What a figure would mean: `rate("NI 181", "40")["rating"]`."""

    def ask(indicator, figure=None, period="2008/09", **options):
        out = StringIO()
        call_command(
            "rate",
            agreement=published.slug,
            indicator=indicator,
            figure=figure,
            period=period,
            format="json",
            stdout=out,
            **options,
        )
        return json.loads(out.getvalue())

    return ask


@pytest.fixture
def on_record(published):
    """Puts a measured figure on record: `on_record("NI 057", "2008/09", "60.0")`."""

    def record(reference, period, value, **options):
        return Figure.objects.create(
            partnership=published.partnership,
            strand=Strand.objects.get(indicator__reference=reference, key="all"),
            period=period,
            value=Decimal(value),
            state="measured",
            recorded_at=RECORDED,
            **options,
        )

    return record


@pytest.fixture
def arrives(published):
    """A baseline that was waited for: a new version of the printed cell."""

    def record(reference, value, **options):
        older = Baseline.objects.current().get(
            strand__indicator__reference=reference, strand__key="all"
        )
        return Baseline.objects.create(
            partnership=published.partnership,
            commitment=older.commitment,
            strand=older.strand,
            text=value,
            kind="value",
            state="numeric",
            value=Decimal(value),
            version=older.version + 1,
            supersedes=older,
            recorded_at=RECORDED,
            **options,
        )

    return record


@pytest.fixture
def harborough(db):
    """The peer challenge of 14 to 16 March 2018, as the bundled facts have it, on no fixed day."""
    call_command("loaddata", "harborough-2018", verbosity=0)
    review = Review.objects.select_related("partnership").get(partnership__slug="harborough")
    stand_at(review.partnership, date(2018, 6, 1))
    return review


def stand_at(partnership, day):
    """Set a demonstration's clock."""
    Demonstration.objects.update_or_create(partnership=partnership, defaults={"today": day})
    partnership.refresh_from_db()


@pytest.fixture
def staff(harborough):
    """Harborough's people: a lead, an officer who owns actions, a member of scrutiny."""
    council = harborough.council
    roles = {"lead": None, "officer": council, "board_member": None}
    people = {}
    for role, partner in roles.items():
        people[role] = UserFactory(email=f"{role}@harborough.example")
        MembershipFactory(
            partnership=harborough.partnership, user=people[role], role=role, partner=partner
        )
    return SimpleNamespace(**people)
