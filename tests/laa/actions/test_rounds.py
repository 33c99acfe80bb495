from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from laa.actions.refusals import NothingToDo, RoundIsClosed, RoundIsNotOpenYet, RoundIsOpenAlready
from laa.actions.return_steps import certify, submit
from laa.actions.round_locks import must_be_open
from laa.actions.rounds import close_round, open_round, reopen_round
from laa.actions.sign_off import sign_off
from laa.models import AuditEvent, Figure, Round
from tests.factories import (
    RECORDED,
    AgreementFactory,
    CommitmentFactory,
    PartnerFactory,
    StrandFactory,
    ThemeFactory,
    promise,
)
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_for(luton, cast):
    """Open a round by its period: `open_for("2008/09-Q3")`."""

    def open_it(period, **dates):
        dates = {
            "opens": date(2009, 4, 1),
            "due": date(2009, 4, 30),
            "sign_off": date(2009, 5, 29),
            **dates,
        }
        return open_round(partnership=luton, period=period, by=cast.lead, **dates)

    return open_it


def keys(round_):
    return sorted(
        f"{line.strand.indicator.reference} {line.period}"
        for line in round_.lines.select_related("strand__indicator")
    )


def test_a_round_asks_every_supplier_for_what_it_owes(agreement, council, luton, open_for):
    police = PartnerFactory(partnership=luton, slug="police")
    promise(agreement, "NI 015", supplier=police)
    promise(agreement, "NI 181", supplier=council)
    promise(agreement, "NI 182", supplier=council, frequency="financial_year")

    round_ = open_for("2008/09-Q4")

    assert {r.partner.slug: r.lines.count() for r in round_.returns.all()} == {
        "council": 2,
        "police": 1,
    }
    assert keys(round_) == ["NI 015 2008/09-Q4", "NI 181 2008/09-Q4", "NI 182 2008/09"]
    assert AuditEvent.objects.get(action="round.open").after["lines"] == 3


def test_each_strand_has_a_line_for_whoever_owes_it(agreement, council, luton, open_for):
    commitment = promise(agreement, "NI 120", supplier=council)
    trust = PartnerFactory(partnership=luton, slug="trust")
    StrandFactory(indicator=commitment.indicator, key="f", supplier=trust)

    round_ = open_for("2008/09-Q4")

    assert {line.strand.key: line.quarterly_return.partner.slug for line in round_.lines.all()} == {
        "all": "council",
        "f": "trust",
    }


def test_an_indicator_promised_twice_is_asked_for_once(agreement, council, open_for, luton):
    commitment = promise(agreement, "NI 181", supplier=council)
    other = ThemeFactory(agreement=AgreementFactory(partnership=luton))
    CommitmentFactory(theme=other, indicator=commitment.indicator)

    assert keys(open_for("2008/09-Q4")) == ["NI 181 2008/09-Q4"]


def test_a_figure_that_cannot_be_there_by_the_due_date_is_not_due(agreement, council, open_for):
    promise(agreement, "NI 001", supplier=council, lag_days=30)
    promise(agreement, "NI 002", supplier=council, lag_days=31)

    lines = open_for("2008/09-Q4").lines.order_by("strand__indicator__reference")

    assert [line.is_due for line in lines] == [True, False]


def test_loaded_history_stands_in_the_box_to_be_confirmed(housing_benefit, open_for, luton):
    strand = housing_benefit.indicator.strands.get()
    common = {"partnership": luton, "strand": strand, "recorded_at": RECORDED}
    Figure.objects.create(**common, period="2008/09-Q4", state="loaded", value=Decimal(44))

    line = open_for("2008/09-Q4").lines.get()

    assert (line.value, line.figure_state) == (44, "measured")


def test_a_forecast_does_not_stand_in_the_box(housing_benefit, open_for, luton):
    strand = housing_benefit.indicator.strands.get()
    common = {"partnership": luton, "strand": strand, "recorded_at": RECORDED}
    Figure.objects.create(**common, period="2008/09-Q4", state="forecast", value=Decimal(44))

    assert open_for("2008/09-Q4").lines.get().value is None


def test_what_never_came_is_asked_for_again_in_the_round_that_is_open_then(
    housing_benefit, open_for, cast
):
    third = open_for("2008/09-Q3")
    close_round(third, by=cast.lead)

    assert keys(open_for("2008/09-Q4")) == ["NI 181 2008/09-Q3", "NI 181 2008/09-Q4"]


def test_what_is_still_open_in_an_earlier_round_is_returned_there(housing_benefit, open_for):
    open_for("2008/09-Q3")

    assert keys(open_for("2008/09-Q4")) == ["NI 181 2008/09-Q4"]


def test_what_was_signed_off_is_not_asked_for_again(housing_benefit, open_for, cast):
    third = open_for("2008/09-Q3")
    signed_off(third.returns.get(), cast)

    assert keys(open_for("2008/09-Q4")) == ["NI 181 2008/09-Q4"]


def test_what_was_signed_off_without_a_figure_is_awaited(housing_benefit, open_for, cast):
    third = open_for("2008/09-Q3")
    line = line_of(third.returns.get())
    enter(line, by=cast.officer, figure_state="awaiting_source", commentary="In May.")
    lines = submit(third.returns.get(), by=cast.officer)
    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    assert keys(open_for("2008/09-Q4")) == ["NI 181 2008/09-Q3", "NI 181 2008/09-Q4"]


def test_a_round_is_opened_once(housing_benefit, open_for):
    open_for("2008/09-Q4")

    with pytest.raises(RoundIsOpenAlready, match="Q4 2008/09 was opened before"):
        open_for("2008/09-Q4")
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    "dates",
    [
        {"opens": date(2008, 12, 31)},
        {"opens": date(2009, 1, 1)},
        {"due": date(2009, 3, 31)},
        {"sign_off": date(2009, 4, 29)},
    ],
)
def test_a_round_whose_dates_are_out_of_order_is_refused(dates, open_for):
    with pytest.raises(ValidationError, match="The dates are out of order"):
        open_for("2008/09-Q4", **dates)
    assert not Round.objects.exists()


def test_the_database_keeps_the_dates_in_order_too(round_):
    with pytest.raises(IntegrityError, match="dates_in_order"), transaction.atomic():
        Round.objects.filter(pk=round_.pk).update(due=date(2009, 6, 1))


def test_a_round_may_be_due_and_signed_off_on_the_day_it_opens(open_for):
    day = date(2009, 1, 2)

    assert open_for("2008/09-Q4", opens=day, due=day, sign_off=day).pk


def test_nothing_can_be_submitted_before_a_round_opens(housing_benefit, open_for):
    early = open_for("2008/09-Q4", opens=date(2009, 4, 21))

    with pytest.raises(RoundIsNotOpenYet, match="opens on 21 April 2009"):
        must_be_open(early)
    must_be_open(open_for("2008/09-Q3", opens=date(2009, 4, 20)))


def test_a_closed_round_refuses_and_an_opened_one_takes_it_again(quarterly_return, round_, cast):
    enter(line_of(quarterly_return), "40", by=cast.officer)
    close_round(round_, by=cast.lead)
    quarterly_return.refresh_from_db()
    with pytest.raises(RoundIsClosed, match="closed on 20 April 2009"):
        submit(quarterly_return, by=cast.officer)

    reopen_round(round_, by=cast.lead)
    quarterly_return.refresh_from_db()
    submit(quarterly_return, by=cast.officer)

    actions = AuditEvent.objects.filter(action__startswith="round").values_list("action", flat=True)
    assert sorted(actions) == ["round.close", "round.open", "round.reopen"]
    with pytest.raises(NothingToDo):
        submit(quarterly_return, by=cast.officer)


def test_a_partnership_without_agreements_has_a_round_without_lines(open_for):
    assert keys(open_for("2008/09-Q4")) == []


def test_a_refusal_names_the_day_on_which_a_round_closed_where_people_live():
    """Half past midnight in summer is the evening before in UTC."""
    closed = SimpleNamespace(closed_at=datetime(2009, 4, 19, 23, 30, tzinfo=UTC))

    assert "closed on 20 April 2009." in str(RoundIsClosed(closed))
