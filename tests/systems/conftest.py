"""The agreement as Luton published it, and `rate` as an officer or a script asks it."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from laa.models import Agreement, Baseline, Figure, Strand

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
