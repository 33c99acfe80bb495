"""L14, the return side: «Reports on performance will be produced and considered quarterly.»

Term 2008-11 = 12 quarters. A Q1 figure that changes later leaves what was frozen for Q1 as it was;
what follows carries the change, marked. The report itself is the boards'.
"""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.revisions import revise
from laa.actions.rounds import close_round, open_round
from laa.models import Figure, Rating
from laa.rules import periods
from laa.rules.figures import Number
from laa.rules.vocabulary import Frequency
from tests.page import visit
from tests.steps import signed_off

QUARTERS = periods.every(Frequency.QUARTER, date(2008, 4, 1), date(2011, 3, 31))


def test_l14_the_term_has_twelve_quarters():
    assert len(QUARTERS) == 12
    assert (QUARTERS[0].key, QUARTERS[-1].key) == ("2008/09-Q1", "2010/11-Q4")


@pytest.fixture
def first_quarter(luton, housing_benefit, cast):
    round_ = open_round(
        partnership=luton,
        period=QUARTERS[0].key,
        opens=date(2008, 7, 1),
        due=date(2008, 7, 31),
        sign_off=date(2008, 8, 29),
        by=cast.lead,
    )
    signed_off(round_.returns.get(), cast, "40")
    close_round(round_, by=cast.lead)
    return round_


@pytest.mark.django_db
def test_l14_what_was_frozen_for_q1_stays_and_the_change_is_marked(first_quarter, client, cast):
    before = Rating.objects.values().get()
    figure = Figure.objects.get()

    revise(figure, Number(Decimal(45)), by=cast.lead, reason="A batch was counted twice.")

    assert Rating.objects.values().get(pk=before["id"]) == before
    after = Rating.objects.current().get()
    assert (after.supersedes_id, after.rating, after.figure_value) == (
        before["id"],
        "off_track",
        45,
    )
    client.force_login(cast.board_member)
    page = visit(client, "/luton/agreements/laa/indicators/ni-181/").text
    assert "Corrected: A batch was counted twice." in page
