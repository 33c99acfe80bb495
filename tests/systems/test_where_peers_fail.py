"""What other systems get wrong, each as it was seen to fail there, and right here."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.models import Demonstration, Figure, Rating
from laa.rules.periods import period
from laa.rules.rating import Figure as Rated
from laa.rules.rating import Promise, rate
from laa.rules.vocabulary import Accumulation, CellKind, CellState, FigureState, Polarity
from tests.factories import RECORDED, promise
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db


def rated(figure, target, *, baseline=None, polarity=Polarity.DOWN):
    def number(value):
        return value and Promise(Decimal(value), CellKind.VALUE, CellState.NUMERIC)

    return rate(
        figure=Rated(
            None if figure is None else Decimal(figure), FigureState.MEASURED, period("2008/09")
        ),
        target=number(target),
        baseline=number(baseline),
        polarity=polarity,
        accumulates=Accumulation.SNAPSHOT,
    )


def test_a_falling_indicator_at_twice_its_target_is_off_track_and_not_at_200_percent():
    outcome = rated("20", "10", baseline="15")

    assert (outcome.rating, outcome.against_baseline) == ("off_track", "worse")


def test_a_falling_indicator_half_way_down_has_improved_and_not_yet_arrived():
    outcome = rated("15", "10", baseline="20")

    assert (outcome.rating, outcome.against_baseline) == ("off_track", "better")


@pytest.mark.parametrize(
    ("figure", "polarity", "rating"),
    [("0", Polarity.DOWN, "on_track"), ("1", Polarity.DOWN, "off_track"),
     ("0", Polarity.UP, "on_track"), ("-1", Polarity.UP, "off_track")],
)  # fmt: skip
def test_a_target_of_nought_rates_and_divides_nothing(figure, polarity, rating):
    assert rated(figure, "0", baseline="0", polarity=polarity).rating == rating


def test_a_nought_is_a_figure_and_a_blank_is_not():
    assert rated("0", "10").rating == "on_track"
    assert rated(None, "10").because == "no_figure"


def test_a_target_equal_to_its_baseline_rates_like_any_other():
    assert rated("15", "15", baseline="15").rating == "on_track"
    assert rated("15", "15", baseline="15").against_baseline == "same"


def test_moving_the_clock_changes_nothing_that_was_said(
    housing_benefit, quarterly_return, cast, luton, client
):
    signed_off(quarterly_return, cast, "45")
    client.force_login(cast.board_member)
    page = reverse("laa:agreement-dashboard", args=["luton", "laa"])
    before = list(Rating.objects.values())
    verdict = client.get(page).context["dashboard"].rows[0]

    Demonstration.objects.update(today=date(2010, 8, 1))

    later = client.get(page).context["dashboard"].rows[0]
    assert list(Rating.objects.values()) == before
    assert (later.rating_label, later.figure_said, later.target_said) == (
        verdict.rating_label,
        verdict.figure_said,
        verdict.target_said,
    )
    assert (later.rating_label, later.target_said) == ("Target missed", "42 days")


@pytest.fixture
def last_quarter(luton, cast):
    """Signs off the fourth quarter after three that are on record."""

    def do(commitment, earlier, value, **entered):
        for number, figure in enumerate(earlier, start=1):
            Figure.objects.create(
                partnership=luton,
                strand=commitment.indicator.strands.get(),
                period=f"2008/09-Q{number}",
                state="measured",
                recorded_at=RECORDED,
                **figure,
            )
        round_ = open_round(
            partnership=luton,
            period="2008/09-Q4",
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        quarterly_return = round_.returns.get()
        enter(line_of(quarterly_return), value, by=cast.officer, outlook="will", **entered)
        lines = submit(quarterly_return, by=cast.officer)
        sign_off(certify(lines, by=cast.certifier), by=cast.lead)
        return Rating.objects.get()

    return do


def test_ratios_add_by_what_was_counted_and_not_by_the_mean_of_percentages(
    agreement, council, last_quarter
):
    """9 of 10, 50 of 100, 50 of 100, 70 of 100: 179 of 310, and not the mean of 65 %."""
    in_time = promise(
        agreement, "NI 157", supplier=council, unit="percent", accumulates="period",
        targets={"2008/09": "60"},
    )  # fmt: skip
    counted = [(9, 10), (50, 100), (50, 100)]
    earlier = [
        {"value": Decimal(n) / d * 100, "numerator": n, "denominator": d} for n, d in counted
    ]

    rating = last_quarter(in_time, earlier, "70", numerator=Decimal(70), denominator=Decimal(100))

    assert round(rating.figure_value, 2) == Decimal("57.74")
    assert rating.rating == "off_track"


def test_accumulated_quarters_are_not_added_again(agreement, council, last_quarter):
    """300, 700, 1000 and 1300 homes so far: 1300 in the year, and not 3300."""
    homes = promise(
        agreement, "NI 154", supplier=council, accumulates="year_to_date",
        targets={"2008/09": "1315"},
    )  # fmt: skip

    rating = last_quarter(homes, [{"value": v} for v in (300, 700, 1000)], "1300")

    assert (rating.figure_value, rating.rating) == (1300, "off_track")


def test_quarters_that_stand_alone_are_added_once(agreement, council, last_quarter):
    jobs = promise(
        agreement, "NI 171", supplier=council, accumulates="period", targets={"2008/09": "100"}
    )

    rating = last_quarter(jobs, [{"value": v} for v in (20, 30, 25)], "25")

    assert (rating.figure_value, rating.rating) == (100, "on_track")
