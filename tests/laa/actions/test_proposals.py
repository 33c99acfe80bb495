import pytest
from django.core.exceptions import ValidationError

from laa.actions.proposals import (
    ChangedAfterwards,
    confirm_indicator,
    confirm_indicators,
    mark,
    propose_again,
)
from laa.actions.refusals import ChangedSinceSeen, NothingToDo, Refused
from laa.models import AuditEvent, Indicator, Rating
from tests.factories import IndicatorFactory
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

ALL = list(Indicator.PROPOSABLE)


@pytest.fixture
def proposed(luton):
    return IndicatorFactory(
        partnership=luton,
        reference="NI 019",
        polarity="down",
        polarity_basis="National Indicator Set (judged)",
        proposed=[*ALL],
    )


def again(indicator):
    return Indicator.objects.get(pk=indicator.pk)


def last_event():
    return AuditEvent.objects.first()


def test_confirming_leaves_the_facts_as_they_are(proposed, cast):
    confirm_indicator(proposed, by=cast.lead)

    found = again(proposed)
    assert found.proposed == []
    assert found.facts == proposed.facts
    assert found.polarity_basis == "National Indicator Set (judged)"


def test_one_fact_is_confirmed_and_the_others_stay_proposed(proposed, cast):
    confirm_indicator(proposed, by=cast.lead, names=["unit"])

    assert again(proposed).proposed == [name for name in ALL if name != "unit"]


def test_setting_a_fact_right_confirms_it_and_says_who_decided(proposed, cast):
    confirm_indicator(proposed, by=cast.lead, names=[], values={"polarity": "up"})

    found = again(proposed)
    assert found.polarity == "up"
    assert found.polarity_basis == "Decided by Performance lead, 20 April 2009"
    assert found.proposed == ["unit", "accumulates", "frequency", "lag_days"]


def test_the_trail_has_what_changed_before_and_after(proposed, cast):
    confirm_indicator(proposed, by=cast.lead, names=["unit"], values={"lag_days": 30})

    event = last_event()
    assert event.action == "indicator.confirm"
    assert event.actor.startswith("Performance lead")
    assert event.before == {
        "indicator": "NI 019",
        "unit": "number",
        "lag_days": 0,
        "proposed": ALL,
    }
    assert event.after == {
        "indicator": "NI 019",
        "unit": "number",
        "lag_days": 30,
        "proposed": ["polarity", "accumulates", "frequency"],
    }


def test_many_are_set_at_once(luton, proposed, cast):
    other = IndicatorFactory(partnership=luton, reference="NI 020", proposed=["frequency"])

    confirm_indicators([proposed, other], by=cast.lead, values={"frequency": "academic_year"})

    assert {again(i).frequency for i in (proposed, other)} == {"academic_year"}
    assert again(proposed).proposed == again(other).proposed == []
    assert AuditEvent.objects.filter(action="indicator.confirm").count() == 2


def test_a_second_time_there_is_nothing_to_do(proposed, cast):
    confirm_indicator(proposed, by=cast.lead)

    with pytest.raises(NothingToDo, match="Nothing was left to confirm"):
        confirm_indicator(again(proposed), by=cast.lead)
    assert AuditEvent.objects.filter(action="indicator.confirm").count() == 1


def test_who_read_something_else_is_told_and_none_is_confirmed(luton, proposed, cast):
    other = IndicatorFactory(partnership=luton, reference="NI 020", proposed=["unit"])
    marks = {i.slug: mark(i) for i in (proposed, other)}
    confirm_indicator(other, by=cast.lead, values={"unit": "days"})

    with pytest.raises(ChangedSinceSeen, match="Changed since you opened the page: NI 020"):
        confirm_indicators([again(proposed), again(other)], by=cast.lead, seen=marks)
    assert again(proposed).proposed == ALL


def test_of_two_who_press_at_once_one_is_told(proposed, cast):
    same = again(proposed)
    confirm_indicator(proposed, by=cast.lead, names=["unit"])

    with pytest.raises(ChangedSinceSeen):
        confirm_indicator(same, by=cast.lead, values={"unit": "days"})
    assert again(proposed).unit == "number"


def test_a_value_that_is_no_choice_is_refused_and_nothing_changes(proposed, cast):
    with pytest.raises(Refused, match="not a valid choice"):
        confirm_indicator(proposed, by=cast.lead, values={"unit": "furlongs"})

    assert again(proposed).unit == "number"
    assert again(proposed).proposed == ALL


def test_undo_brings_back_the_facts_and_the_proposal(proposed, cast):
    confirm_indicator(proposed, by=cast.lead, values={"polarity": "up"})

    propose_again(last_event(), by=cast.lead)

    found = again(proposed)
    assert (found.polarity, found.polarity_basis) == ("down", "National Indicator Set (judged)")
    assert found.proposed == ALL
    assert last_event().action == "indicator.propose_again"
    assert last_event().after["polarity"] == "down"


def test_what_was_changed_again_is_not_undone(proposed, cast):
    confirm_indicator(proposed, by=cast.lead, names=["unit"])
    first = last_event()
    confirm_indicator(again(proposed), by=cast.lead, names=["lag_days"])

    with pytest.raises(ChangedAfterwards, match="NI 019"):
        propose_again(first, by=cast.lead)
    assert again(proposed).proposed == ["polarity", "accumulates", "frequency"]


def test_a_fact_that_was_decided_otherwise_since_is_not_proposed_again(proposed, cast):
    confirm_indicator(proposed, by=cast.lead)
    first = last_event()
    confirm_indicator(again(proposed), by=cast.lead, values={"polarity": "up"})

    with pytest.raises(ChangedAfterwards):
        propose_again(first, by=cast.lead)
    assert (again(proposed).polarity, again(proposed).proposed) == ("up", [])


def test_an_undo_is_done_once(proposed, cast):
    confirm_indicator(proposed, by=cast.lead)
    event = last_event()
    propose_again(event, by=cast.lead)

    for once_more in (event, last_event()):
        with pytest.raises(ChangedAfterwards):
            propose_again(once_more, by=cast.lead)
    assert AuditEvent.objects.count() == 2


def test_what_was_signed_off_stays_as_it_is(quarterly_return, housing_benefit, cast):
    signed_off(quarterly_return, cast, "45")
    before = list(Rating.objects.values())
    indicator = housing_benefit.indicator

    confirm_indicator(indicator, by=cast.lead, values={"polarity": "up", "unit": "percent"})

    assert again(indicator).polarity == "up"
    assert list(Rating.objects.values()) == before


def test_only_known_facts_can_be_proposed(luton):
    indicator = IndicatorFactory(partnership=luton, proposed=["title"])

    with pytest.raises(ValidationError, match="Only these can be proposed: polarity, unit"):
        indicator.full_clean()


def test_the_list_holds_those_with_something_proposed(luton, proposed):
    IndicatorFactory(partnership=luton)

    assert list(Indicator.objects.with_proposals()) == [proposed]
