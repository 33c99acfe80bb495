"""Indicators, strands and promises by hand: history stays, open things follow."""

from datetime import date

import pytest

from laa.actions.commitments import (
    add_commitment,
    edit_commitment,
    restore_commitment,
    withdraw_commitment,
)
from laa.actions.flags import flag_off_track
from laa.actions.indicator_setup import (
    add_indicator,
    add_strand,
    bring_back_indicator,
    bring_back_strand,
    edit_indicator,
    edit_strand,
    retire_indicator,
    retire_strand,
)
from laa.actions.refusals import ChangedBySomebody, NothingToDo, ReasonMissing, Refused
from laa.actions.rounds import open_round
from laa.models import AuditEvent, Flag, Rating, ReturnLine
from laa.models.base import mark
from laa.queries.dashboard import dashboard
from laa.queries.polarity import changes_of_polarity
from tests.factories import AgreementFactory, CommitmentFactory, PartnerFactory, ThemeFactory
from tests.steps import enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db

FACTS = {
    "title": "Serious violent crime rate",
    "polarity": "down",
    "unit": "rate",
    "accumulates": "snapshot",
    "frequency": "quarter",
}


def added(luton, supplier, by, reference="NI 015", **facts):
    return add_indicator(
        partnership=luton, reference=reference, supplier=supplier, by=by, **{**FACTS, **facts}
    )


def a_round(luton, cast, period):
    return open_round(
        partnership=luton,
        period=period,
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )


def test_an_indicator_is_added_with_one_strand(luton, council, cast):
    indicator = added(luton, council, cast.lead)

    assert indicator.slug == "ni-015"
    assert [strand.key for strand in indicator.strands.all()] == ["all"]
    assert AuditEvent.objects.get(action="indicator.add").after["polarity"] == "down"


def test_a_reference_is_used_once(luton, council, cast):
    added(luton, council, cast.lead)

    with pytest.raises(Refused, match="already uses that reference"):
        added(luton, council, cast.lead)


def test_setting_a_proposed_fact_right_confirms_it(luton, council, cast):
    indicator = added(luton, council, cast.lead, proposed=["polarity", "unit"])

    edit_indicator(indicator, polarity="up", unit="rate", by=cast.lead)

    indicator.refresh_from_db()
    assert indicator.proposed == ["unit"]
    assert indicator.polarity_basis == "Set by hand by Performance lead"
    event = AuditEvent.objects.get(action="indicator.edit")
    assert event.before["polarity"] == "down"
    assert event.before["proposed"] == ["polarity", "unit"]


def test_the_second_of_two_is_told(luton, council, cast):
    indicator = added(luton, council, cast.lead)
    seen = mark(indicator)
    edit_indicator(indicator, definition="Crimes per 1,000.", by=cast.lead, seen=seen)

    with pytest.raises(ChangedBySomebody, match="Performance lead changed NI 015"):
        edit_indicator(indicator, definition="Crimes.", by=cast.lead, seen=seen)


def test_a_frozen_rating_keeps_its_word_whatever_the_polarity(
    quarterly_return, housing_benefit, cast
):
    signed_off(quarterly_return, cast, "45")
    before = list(Rating.objects.values("rating", "figure_value", "target_value"))

    edit_indicator(housing_benefit.indicator, polarity="up", by=cast.lead)

    assert list(Rating.objects.values("rating", "figure_value", "target_value")) == before


def test_another_polarity_says_which_open_ratings_would_change(
    quarterly_return, housing_benefit, cast
):
    indicator = housing_benefit.indicator
    assert changes_of_polarity(indicator, "up") == []
    enter(line_of(quarterly_return), "45", by=cast.officer)

    (change,) = changes_of_polarity(indicator, "up")

    assert (change.before, change.after) == ("off_track", "on_track")
    assert changes_of_polarity(indicator, "down") == []


def test_what_is_signed_off_is_not_among_what_would_change(quarterly_return, housing_benefit, cast):
    signed_off(quarterly_return, cast, "45")

    assert changes_of_polarity(housing_benefit.indicator, "up") == []


def test_new_rounds_do_not_ask_for_a_retired_indicator(
    luton, quarterly_return, housing_benefit, cast
):
    indicator = retire_indicator(housing_benefit.indicator, by=cast.lead)

    assert quarterly_return.lines.count() == 1
    assert a_round(luton, cast, "2008/09-Q3").lines.count() == 0
    with pytest.raises(NothingToDo, match="retired already"):
        retire_indicator(indicator, by=cast.lead)
    bring_back_indicator(indicator, by=cast.lead)
    assert a_round(luton, cast, "2008/09-Q2").lines.count() == 1


def test_a_new_strand_waits_for_its_targets_and_is_asked_for(luton, housing_benefit, cast):
    trust = PartnerFactory(partnership=luton)
    strand = add_strand(housing_benefit.indicator, label="New claims", supplier=trust, by=cast.lead)

    assert (strand.key, strand.position) == ("new-claims", 1)
    assert sorted(strand.targets.values_list("period", "state")) == [
        ("2008/09", "to_be_set"),
        ("2009/10", "to_be_set"),
        ("2010/11", "to_be_set"),
    ]
    lines = a_round(luton, cast, "2008/09-Q3").lines
    assert lines.get(strand=strand).quarterly_return.partner == trust
    with pytest.raises(Refused, match="has a strand “new claims” already"):
        add_strand(housing_benefit.indicator, label="new claims", by=cast.lead)


def test_a_strand_retires_unless_it_is_the_last(luton, housing_benefit, cast):
    whole = housing_benefit.indicator.strands.get()
    with pytest.raises(Refused, match="is the only strand left"):
        retire_strand(whole, by=cast.lead)
    add_strand(housing_benefit.indicator, label="New claims", by=cast.lead)
    retire_strand(whole, by=cast.lead)

    lines = a_round(luton, cast, "2008/09-Q3").lines
    assert [line.strand.key for line in lines.all()] == ["new-claims"]
    assert [row.strand_label for row in dashboard(housing_benefit.agreement).rows] == ["New claims"]
    bring_back_strand(whole, by=cast.lead)
    assert len(dashboard(housing_benefit.agreement).rows) == 2


def test_a_strand_is_renamed_and_keeps_its_key(luton, housing_benefit, cast):
    strand = add_strand(housing_benefit.indicator, label="New", by=cast.lead)

    strand = edit_strand(strand, label="New claims", supplier=None, by=cast.lead)

    assert (strand.label, strand.key) == ("New claims", "new")


@pytest.fixture
def crime(luton, council, agreement, cast):
    """A promise made by hand."""
    return add_commitment(
        agreement,
        indicator=added(luton, council, cast.lead),
        theme=ThemeFactory(agreement=agreement, name="Safer"),
        designation="local",
        lead=council,
        contributors=[council, PartnerFactory(partnership=luton, name="Police")],
        by=cast.lead,
    )


def test_a_promise_by_hand_waits_for_its_targets(crime, agreement):
    assert crime.baselines.get().state == "to_be_set"
    assert list(crime.targets.values_list("period", flat=True)) == ["2008/09", "2009/10", "2010/11"]
    assert [str(partner) for partner in crime.contributors.all()] == ["Police"]
    (row,) = dashboard(agreement).waiting
    assert row.commitment == crime


def test_an_academic_indicator_waits_for_academic_years(luton, council, agreement, cast):
    indicator = added(luton, council, cast.lead, "074", frequency="academic_year")
    theme = ThemeFactory(agreement=agreement)
    made = add_commitment(
        agreement,
        indicator=indicator,
        theme=theme,
        designation="statutory",
        lead=council,
        by=cast.lead,
    )

    periods = list(made.targets.values_list("period", flat=True))
    assert periods == ["2008-AY", "2009-AY", "2010-AY"]


def test_an_indicator_is_promised_once_in_an_agreement(crime, agreement, council, cast):
    with pytest.raises(Refused, match="already has a promise on the indicator"):
        add_commitment(
            agreement,
            indicator=crime.indicator,
            theme=crime.theme,
            designation="local",
            lead=council,
            by=cast.lead,
        )


def test_a_promise_moves_to_a_theme_of_its_own_agreement(luton, crime, agreement, council, cast):
    elsewhere = ThemeFactory(agreement=AgreementFactory(partnership=luton))
    theme = ThemeFactory(agreement=agreement, name="Health")
    values = {"designation": "designated", "lead": council, "contributors": [], "by": cast.lead}

    with pytest.raises(Refused, match="theme of another agreement"):
        edit_commitment(crime, theme=elsewhere, **values)
    edit_commitment(crime, theme=theme, **values)

    event = AuditEvent.objects.get(action="commitment.edit")
    assert event.before == {"theme": "Safer", "designation": "local", "contributors": ["Police"]}
    assert event.after == {"theme": "Health", "designation": "designated", "contributors": []}


def test_a_withdrawn_promise_is_off_the_dashboard_and_asked_for_no_more(
    luton, quarterly_return, housing_benefit, cast
):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    with pytest.raises(ReasonMissing):
        withdraw_commitment(housing_benefit, reason=" ", by=cast.lead)

    withdraw_commitment(housing_benefit, reason="NI 181 was deleted.", by=cast.lead)

    assert dashboard(housing_benefit.agreement).rows == []
    assert Rating.objects.count() == 1
    assert Flag.objects.get().closed_because == "The promise was withdrawn: NI 181 was deleted."
    assert flag_off_track(luton).counts["opened"] == 0
    assert a_round(luton, cast, "2008/09-Q3").lines.count() == 0
    assert ReturnLine.objects.count() == 1
    with pytest.raises(NothingToDo, match="withdrawn already"):
        withdraw_commitment(housing_benefit, reason="Again.", by=cast.lead)


def test_an_open_line_of_a_withdrawn_promise_is_left_out_and_asked_for_again(
    quarterly_return, housing_benefit, cast
):
    withdraw_commitment(housing_benefit, reason="NI 181 was deleted.", by=cast.lead)
    line = line_of(quarterly_return)
    assert (line.state, line.set_aside_reason) == (
        "skipped",
        "The promise was withdrawn: NI 181 was deleted.",
    )

    restore_commitment(housing_benefit, by=cast.lead)
    assert line_of(quarterly_return).state == "draft"


def test_a_line_that_another_promise_needs_stays(quarterly_return, housing_benefit, luton, cast):
    other = AgreementFactory(partnership=luton)
    promise_again(housing_benefit.indicator, other)

    withdraw_commitment(housing_benefit, reason="Moved.", by=cast.lead)

    assert line_of(quarterly_return).state == "draft"


def promise_again(indicator, agreement):
    return CommitmentFactory(theme=ThemeFactory(agreement=agreement), indicator=indicator)


def test_a_line_that_was_handed_in_goes_its_way(quarterly_return, housing_benefit, cast):
    submitted(quarterly_return, cast)

    withdraw_commitment(housing_benefit, reason="Deleted.", by=cast.lead)

    assert line_of(quarterly_return).state == "submitted"


def test_a_withdrawal_is_taken_back(luton, quarterly_return, housing_benefit, cast):
    withdraw_commitment(housing_benefit, reason="A mistake.", by=cast.lead)
    restore_commitment(housing_benefit, by=cast.lead)

    assert len(dashboard(housing_benefit.agreement).rows) == 1
    with pytest.raises(NothingToDo, match="stands already"):
        restore_commitment(housing_benefit, by=cast.lead)


def test_another_agreements_promise_keeps_the_indicator_asked_for(
    luton, quarterly_return, housing_benefit, council, cast
):
    other = AgreementFactory(partnership=luton)
    add_commitment(
        other,
        indicator=housing_benefit.indicator,
        theme=ThemeFactory(agreement=other),
        designation="local",
        lead=council,
        by=cast.lead,
    )
    withdraw_commitment(housing_benefit, reason="Moved to the other plan.", by=cast.lead)

    assert a_round(luton, cast, "2008/09-Q3").lines.count() == 1
    signed_off(quarterly_return, cast, "45")
    assert Rating.objects.get().commitment.agreement == other
