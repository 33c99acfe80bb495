"""What is frozen at sign-off: the rating with copies of all that went into it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.clock import day_of
from laa.models import Demonstration, Figure, Rating, Target
from laa.rules import periods
from tests.factories import (
    RECORDED,
    AgreementFactory,
    CommitmentFactory,
    ThemeFactory,
    cell,
    promise,
)
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def outturn(luton, cast):
    """Open the round of a period and sign its figure off: `outturn("2008/09-Q4", "300")`."""

    def do(period, value, ratings=1):
        opens = periods.period(period).end + timedelta(days=1)
        Demonstration.objects.update(today=max(opens, date(2009, 4, 20)))
        luton.refresh_from_db()
        round_ = open_round(
            partnership=luton,
            period=period,
            opens=opens,
            due=opens + timedelta(days=29),
            sign_off=opens + timedelta(days=58),
            by=cast.lead,
        )
        signed_off(round_.returns.get(), cast, value)
        found = list(round_.ratings.all())
        assert len(found) == ratings
        return found[0]

    return do


def test_a_rating_keeps_what_it_was_made_of(housing_benefit, outturn):
    rating = outturn("2008/09-Q4", "40")

    assert (rating.rating, rating.because, rating.against_baseline) == ("on_track", "", "better")
    assert (rating.figure_value, rating.figure_state) == (40, "measured")
    assert (rating.target_period, rating.target_text) == ("2008/09", "*42")
    assert (rating.target_value, rating.target_state) == (42, "numeric")
    assert (rating.baseline_text, rating.baseline_value) == ("48", 48)
    assert rating.is_illustrative
    assert day_of(rating.recorded_at) == date(2009, 4, 20)


def test_a_target_that_changes_later_leaves_the_rating_as_it_was(housing_benefit, outturn, luton):
    rating = outturn("2008/09-Q4", "40")
    older = housing_benefit.targets.get(period="2008/09")
    Target.objects.create(
        partnership=luton,
        commitment=housing_benefit,
        strand=older.strand,
        period="2008/09",
        version=2,
        supersedes=older,
        **cell("39", value="39"),
    )
    Demonstration.objects.update(today=date(2011, 4, 20))

    frozen = Rating.objects.get()

    assert (frozen.rating, frozen.target_value, frozen.version) == ("on_track", 42, 1)
    assert frozen.recorded_at == rating.recorded_at


def test_homes_built_after_one_quarter_are_not_rated(agreement, council, outturn):
    promise(
        agreement,
        "NI 154",
        supplier=council,
        accumulates="year_to_date",
        baseline="0",
        targets={"2008/09": "1315"},
    )

    rating = outturn("2008/09-Q1", "300")

    assert (rating.rating, rating.because) == ("not_rated", "no_milestone")
    assert rating.against_baseline == "not_comparable"


@pytest.mark.parametrize(("fourth", "word"), [("10", "on_track"), ("9", "off_track")])
def test_quarters_that_add_are_rated_as_a_year_at_its_end(
    fourth, word, agreement, council, outturn
):
    promise(agreement, "PSE 1", supplier=council, accumulates="period", targets={"2008/09": "40"})
    quarters = [outturn(f"2008/09-Q{n}", "10") for n in (1, 2, 3)]

    rating = outturn("2008/09-Q4", fourth)

    assert {q.because for q in quarters} == {"no_milestone"}
    assert (rating.rating, rating.figure_value) == (word, Decimal(30) + Decimal(fourth))


def test_a_year_with_a_quarter_missing_is_not_added_up(agreement, council, outturn):
    promise(agreement, "PSE 1", supplier=council, accumulates="period", targets={"2008/09": "40"})
    outturn("2008/09-Q3", "30")

    rating = outturn("2008/09-Q4", "30")

    assert (rating.rating, rating.because, rating.figure_value) == ("not_rated", "no_figure", None)


def test_one_figure_is_rated_for_every_agreement_that_promises_on_it(
    housing_benefit, outturn, luton
):
    plan = AgreementFactory(partnership=luton, slug="corporate-plan")
    other = CommitmentFactory(
        theme=ThemeFactory(agreement=plan), indicator=housing_benefit.indicator
    )
    strand = housing_benefit.indicator.strands.get()
    Target.objects.create(
        partnership=luton,
        commitment=other,
        strand=strand,
        period="2008/09",
        **cell("38", value="38"),
    )

    outturn("2008/09-Q4", "40", ratings=2)

    assert {r.commitment.agreement.slug: r.rating for r in Rating.objects.all()} == {
        "laa": "on_track",
        "corporate-plan": "off_track",
    }
    assert Figure.objects.count() == 1


def test_a_target_for_a_span_of_years_is_judged_when_the_span_is_over(agreement, council, outturn):
    promise(agreement, "NI 163", supplier=council, targets={"2008/09-2010/11": "70"})

    assert outturn("2008/09-Q4", "71").because == "cannot_judge"
    assert outturn("2010/11-Q4", "70").rating == "on_track"


def test_a_line_that_was_not_due_freezes_the_outlook(agreement, council, outturn, luton):
    promise(agreement, "NI 112", supplier=council, lag_days=365, targets={"2008/09": "29.3"})

    rating = outturn("2008/09-Q4", "1")

    assert (rating.rating, rating.because, rating.outlook) == ("not_rated", "not_due", "will")
    assert not Figure.objects.exists()


def test_not_known_is_a_figure_without_a_number_and_rates_nothing(quarterly_return, cast):
    enter(
        line_of(quarterly_return),
        by=cast.officer,
        figure_state="not_known",
        commentary="There is no accurate way of saying who is in the sector.",
    )
    lines = submit(quarterly_return, by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    rating = Rating.objects.get()
    assert (rating.rating, rating.because, rating.against_baseline) == (
        "not_rated",
        "no_figure",
        "unknown",
    )
    assert (rating.figure_value, Figure.objects.get().state) == (None, "not_known")


def test_a_figure_over_loaded_history_is_its_first_measurement(housing_benefit, outturn, luton):
    strand = housing_benefit.indicator.strands.get()
    loaded = Figure.objects.create(
        partnership=luton,
        strand=strand,
        period="2008/09-Q4",
        state="loaded",
        value=Decimal(44),
        recorded_at=RECORDED,
    )

    outturn("2008/09-Q4", "43")

    newer = Figure.objects.current().get()
    assert (newer.state, newer.version, newer.supersedes) == ("measured", 2, loaded)


def test_an_agreement_whose_term_is_over_is_not_rated_any_more(agreement, council, luton, outturn):
    over = AgreementFactory(
        partnership=luton, slug="older", starts=date(2005, 4, 1), ends=date(2008, 3, 31)
    )
    commitment = promise(agreement, "NI 181", supplier=council, targets={"2008/09": "42"})
    CommitmentFactory(theme=ThemeFactory(agreement=over), indicator=commitment.indicator)

    assert outturn("2008/09-Q4", "40").commitment == commitment
