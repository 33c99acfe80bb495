"""Until the last part comes, every page says which parts are missing and from whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laa.actions.rounds import open_round
from laa.actions.shared_setup import add_part
from laa.models import Commitment, Figure
from laa.queries.completeness import completeness
from laa.queries.dashboard import dashboard
from laa.queries.return_page import lines_in_context
from laa.queries.shared_figures import awaited_in
from laa.queries.waiting import waiting_list
from tests.factories import RECORDED, PartnerFactory, promise

pytestmark = pytest.mark.django_db

MISSING = (
    "Q4 2008/09: 2 of 3 parts are missing, Eastbourne (Eastbourne Council) and "
    "Rother (Rother Council)"
)


@pytest.fixture
def round_(luton, agreement, council, cast):
    """Three districts share NI 157; Hastings alone has come in, with 40 of 100."""
    commitment = promise(agreement, "NI 157", supplier=council, unit="percent", polarity="up")
    total = commitment.indicator.strands.get()
    for name in ("Eastbourne", "Hastings", "Rother"):
        partner = PartnerFactory(partnership=luton, slug=name.lower(), name=f"{name} Council")
        add_part(total, part=None, label=name, supplier=partner, by=cast.lead)
    Figure.objects.create(
        partnership=luton,
        strand=commitment.indicator.strands.get(label="Hastings"),
        period="2008/09-Q4",
        state="measured",
        value=40,
        numerator=Decimal(40),
        denominator=Decimal(100),
        recorded_at=RECORDED,
        recorded_by=cast.lead,
    )
    return open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )


def test_the_round_names_the_missing_parts_and_their_suppliers(round_, client, cast):
    assert [f"{one.total}, {one.said}" for one in awaited_in(round_)] == [f"NI 157, {MISSING}"]

    client.force_login(cast.lead)
    page = client.get(reverse("laa:round-detail", args=["luton", "2008/09-Q4"]))
    assert f"NI 157, {MISSING}" in page.content.decode()


def test_a_supplier_reads_whose_parts_are_missing_beside_its_own(round_):
    own = round_.returns.get(partner__slug="rother")

    [context] = lines_in_context(own)

    assert context.shares == (
        "A part of NI 157. Missing beside yours: Eastbourne (Eastbourne Council)."
    )


@pytest.mark.parametrize(
    ("name", "args"),
    [("laa:agreement-dashboard", ["laa"]), ("laa:indicator-detail", ["laa", "ni-157"])],
)
def test_boards_read_what_the_total_waits_for(name, args, round_, client, cast):
    client.force_login(cast.board_member)

    assert MISSING in client.get(reverse(name, args=["luton", *args])).content.decode()


def test_the_row_of_the_total_says_why_it_is_not_rated(round_, agreement):
    rows = {row.strand_label: row for row in dashboard(agreement).rows}

    assert rows[""].rating_label == "Not rated: parts are missing"
    assert rows["Rother"].awaited is None


def test_completeness_names_who_owes_the_missing_parts(round_):
    [row] = completeness(round_).rows

    assert row.is_outstanding
    assert [str(partner) for partner in row.suppliers] == ["Eastbourne Council", "Rother Council"]


def test_a_dashboard_asks_one_question_for_all_totals(round_, agreement):
    with CaptureQueriesContext(connection) as asked:
        dashboard(agreement)

    assert len(asked) == 7


def test_a_part_waits_for_no_target_of_its_own(round_):
    commitments = Commitment.objects.filter(indicator__reference="NI 157")

    assert not waiting_list(commitments, today=date(2009, 4, 20))
