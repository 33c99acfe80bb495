"""Figures after they were signed off: every correction follows, and nothing frozen changes."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.return_steps import certify, submit
from laa.actions.revisions import confirm_final, mark_break, restate, revise, undo_break
from laa.actions.rounds import open_round
from laa.actions.sign_off import reopen, sign_off
from laa.models import AuditEvent, Figure, Rating, SeriesBreak
from laa.rules.figures import Number
from tests.factories import AgreementFactory, CommitmentFactory, ThemeFactory, promise
from tests.steps import enter, line_of, signed_off

pytestmark = pytest.mark.django_db


def number(value):
    return Number(Decimal(value))


@pytest.fixture
def figure(quarterly_return, cast):
    """40 days against 42: on track."""
    signed_off(quarterly_return, cast, "40")
    return Figure.objects.get()


def test_a_revision_follows_and_rates_anew_without_a_round(figure, cast, round_):
    made = revise(figure, number("45"), by=cast.lead, reason="A batch was counted twice.")

    assert (made.version, made.supersedes, made.value, made.state) == (2, figure, 45, "revised")
    first, second = Rating.objects.order_by("version")
    assert (first.rating, first.figure_value) == ("on_track", 40)
    assert (second.rating, second.figure_value) == ("off_track", 45)
    assert (second.round, second.reason) == (first.round, "A batch was counted twice.")
    assert second.commentary == first.commentary
    assert AuditEvent.objects.get(action="figure.revise").before["value"] == "40"


def test_every_promise_on_the_figure_gets_its_own_corrected_rating(
    luton, housing_benefit, round_, cast
):
    plan = AgreementFactory(partnership=luton, slug="plan")
    CommitmentFactory(theme=ThemeFactory(agreement=plan), indicator=housing_benefit.indicator)
    signed_off(round_.returns.get(), cast, "40")

    revise(Figure.objects.get(), number("45"), by=cast.lead, reason="Counted twice.")

    assert Rating.objects.current().filter(version=2).count() == 2
    assert Rating.objects.count() == 4


def test_a_revision_needs_a_reason(figure, cast):
    with pytest.raises(ReasonMissing):
        revise(figure, number("45"), by=cast.lead, reason=" ")


def test_a_revision_to_the_same_is_none(figure, cast):
    with pytest.raises(NothingToDo):
        revise(figure, number("40"), by=cast.lead, reason="No.")


def test_a_revision_of_what_changed_meanwhile_is_refused(figure, cast):
    revise(figure, number("45"), by=cast.lead, reason="First.")

    with pytest.raises(Refused, match="changed since you opened the page"):
        revise(figure, number("46"), by=cast.lead, reason="Second.", seen=1)
    assert Figure.objects.count() == 2


def test_a_figure_that_is_reopened_is_corrected_in_its_return(figure, quarterly_return, cast):
    reopen(line_of(quarterly_return), by=cast.lead, reason="Please look.")

    with pytest.raises(Refused, match="is open in the return of Luton Borough Council"):
        revise(figure, number("45"), by=cast.lead, reason="Mine.")


def test_a_provisional_figure_is_confirmed_and_keeps_its_number(quarterly_return, cast):
    enter(line_of(quarterly_return), by=cast.officer, figure_state="provisional", value=Decimal(40))
    sign_off(certify(submit(quarterly_return, by=cast.officer), by=cast.certifier), by=cast.lead)

    [final] = confirm_final(Figure.objects.all(), by=cast.lead)

    assert (final.state, final.value, final.version) == ("final", 40, 2)
    assert Rating.objects.current().get().figure_state == "final"
    with pytest.raises(NothingToDo, match="final already"):
        confirm_final([final], by=cast.lead)


def test_a_measured_figure_is_not_confirmed(figure, cast):
    with pytest.raises(NothingToDo, match="measured already"):
        confirm_final([figure], by=cast.lead)


@pytest.fixture
def two_quarters(luton, housing_benefit, cast):
    for period in ("2008/09-Q3", "2008/09-Q4"):
        round_ = open_round(
            partnership=luton,
            period=period,
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        signed_off(round_.returns.get(), cast, "40")
    return housing_benefit.indicator.strands.get()


def test_a_series_is_restated_at_once_for_one_reason(two_quarters, cast):
    made = restate(
        two_quarters,
        {"2008/09-Q3": number("44"), "2008/09-Q4": number("43")},
        by=cast.lead,
        reason="Counted in working days.",
    )

    assert {figure.reason for figure in made} == {"Counted in working days."}
    assert Rating.objects.filter(rating="on_track", version=1).count() == 2
    assert Rating.objects.current().filter(rating="off_track").count() == 2
    assert AuditEvent.objects.filter(action="figure.restate").count() == 2


def test_only_what_differs_is_restated(two_quarters, cast):
    made = restate(
        two_quarters,
        {"2008/09-Q3": number("40"), "2008/09-Q4": number("43")},
        by=cast.lead,
        reason="Counted in working days.",
    )

    assert [figure.period for figure in made] == ["2008/09-Q4"]


def test_a_restatement_may_begin_a_new_definition(two_quarters, cast):
    restate(
        two_quarters,
        {"2008/09-Q4": number("43")},
        by=cast.lead,
        reason="Counted in working days.",
        breaks_at="2008/09-Q4",
    )

    assert SeriesBreak.objects.get().period == "2008/09-Q4"


def test_a_break_is_marked_once_and_taken_back(two_quarters, cast):
    row = mark_break(two_quarters, period="2008/09-Q4", reason="New source.", by=cast.lead)
    with pytest.raises(Refused, match="already"):
        mark_break(two_quarters, period="2008/09-Q4", reason="Again.", by=cast.lead)

    undo_break(row, by=cast.lead)

    assert not SeriesBreak.objects.exists()
    actions = AuditEvent.objects.filter(action__startswith="seriesbreak")
    assert set(actions.values_list("action", flat=True)) == {
        "seriesbreak.mark",
        "seriesbreak.undo",
    }


def test_a_corrected_quarter_rates_the_year_anew(luton, agreement, council, cast):
    """Quarters add up: 10 + 10 + 10 + 10 against 39; a quarter of 8 leaves 38."""
    commitment = promise(
        agreement,
        "NI 154",
        supplier=council,
        accumulates="period",
        targets={"2008/09": "39"},
    )
    for n in range(1, 5):
        round_ = open_round(
            partnership=luton,
            period=f"2008/09-Q{n}",
            opens=date(2009, 4, 1),
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        signed_off(round_.returns.get(), cast, "10")
    of_year = Rating.objects.filter(commitment=commitment, period="2008/09-Q4")
    assert of_year.current().get().rating == "on_track"

    revise(Figure.objects.get(period="2008/09-Q2"), number("8"), by=cast.lead, reason="Two fell.")

    assert of_year.get(version=1).rating == "on_track"
    newest = of_year.current().get()
    assert (newest.rating, newest.figure_value) == ("off_track", 38)
    assert "Q2 2008/09 came in or was corrected." in newest.reason
