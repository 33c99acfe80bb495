"""A strand that is off track under a total that is not: green on top may hide red below."""

from datetime import date

import pytest

from laa.actions.flags import flag_off_track
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.shared_setup import add_part
from laa.actions.sign_off import sign_off
from laa.models import Flag
from tests.factories import StrandFactory, cell, promise
from tests.steps import answer_all, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(agreement, council):
    """A count that is to stay at 100 or below."""
    return promise(
        agreement,
        "NI 120",
        supplier=council,
        unit="number",
        polarity="down",
        frequency="quarter",
        targets={"2008/09": "100"},
    )


@pytest.fixture
def signed(luton, cast):
    """Open the round, enter the figures of the strands by their labels, and sign them off."""

    def do(**figures):
        round_ = open_round(
            partnership=luton,
            period="2008/09-Q4",
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        quarterly_return = round_.returns.get()
        for line in quarterly_return.lines.select_related("strand"):
            enter(line, figures[line.strand.label.lower() or "all"], by=cast.officer)
        answer_all(quarterly_return, cast)
        lines = submit(quarterly_return, by=cast.officer)
        sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    return do


def promised(commitment, strand, text):
    commitment.targets.create(
        partnership=commitment.partnership,
        strand=strand,
        period="2008/09",
        **cell(text, value=text),
    )


def red_strands(luton):
    flag_off_track(luton)
    found = Flag.objects.filter(reason=Flag.Reason.RED_STRAND, closed_at=None)
    return sorted(flag.strand.label for flag in found)


def test_a_red_strand_beside_the_strand_of_all_is_flagged(commitment, signed, luton):
    male = StrandFactory(indicator=commitment.indicator, key="male", label="Male", position=1)
    promised(commitment, male, "42")

    signed(all="90", male="60")

    assert red_strands(luton) == ["Male"]


def test_a_red_part_under_the_total_of_all_parts_is_flagged(
    commitment, signed, luton, cast, council
):
    total = commitment.indicator.strands.get()
    for label in ("Male", "Female"):
        part = StrandFactory(indicator=total.indicator, key=label.lower(), label=label)
        promised(commitment, part, "42")
        add_part(total, part=part, supplier=council, by=cast.lead)

    signed(male="60", female="30")

    assert red_strands(luton) == ["Male"]


def test_a_red_strand_under_a_red_total_is_no_secret(commitment, signed, luton):
    male = StrandFactory(indicator=commitment.indicator, key="male", label="Male", position=1)
    promised(commitment, male, "42")

    signed(all="110", male="60")

    assert red_strands(luton) == []
