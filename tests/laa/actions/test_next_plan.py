"""The next plan from this one: the same indicators, promised anew; taken away while it is young."""

from datetime import date

import pytest

from laa.actions.commitments import withdraw_commitment
from laa.actions.indicator_setup import retire_indicator
from laa.actions.next_plan import (
    NextPlan,
    PlanCannotBeUndone,
    start_next_plan,
    state_of,
    undo_next_plan,
)
from laa.actions.partners import add_partner
from laa.actions.refusals import Refused
from laa.actions.rounds import open_round
from laa.actions.targets import Change, change_cells
from laa.models import Agreement, Commitment, Indicator, Partner, Target
from laa.queries.dashboard import dashboard
from laa.rules.notation import Reading
from laa.rules.vocabulary import CellKind, CellState
from tests.factories import BoardFactory, PartnerFactory, ThemeFactory, promise

pytestmark = pytest.mark.django_db

THEMES = {"safer": "Safer", "health": "Health"}


@pytest.fixture
def old(luton, agreement, council):
    """A plan with two themes, three promises, a board for all of it and one for a theme."""
    safer, health = (
        ThemeFactory(agreement=agreement, slug=slug, name=name, position=n)
        for n, (slug, name) in enumerate(THEMES.items())
    )
    police = PartnerFactory(partnership=luton, slug="police", name="Police")
    promise(agreement, "NI 015", theme=safer, supplier=police, targets={"2010/11": "9"})
    promise(agreement, "NI 016", theme=safer, supplier=council).contributors.add(police)
    promise(agreement, "NI 112", theme=health, supplier=council)
    BoardFactory(partnership=luton, slug="forum").agreements.add(agreement)
    BoardFactory(partnership=luton, slug="health-board").themes.add(health)
    return agreement


def a_plan(**facts):
    return NextPlan(
        **{
            "title": "The next agreement",
            "starts": date(2011, 4, 1),
            "ends": date(2014, 3, 31),
            "indicators": {"ni-015", "ni-016", "ni-112"},
            "themes": THEMES,
            "leads": {},
            **facts,
        }
    )


def test_the_indicators_are_the_same_rows_and_the_targets_wait(old, cast):
    new = start_next_plan(old, a_plan(), by=cast.lead)

    assert (new.follows, new.kind, new.rule_in_force) == (old, old.kind, old.rule_in_force)
    assert [c.indicator.reference for c in new.commitments.in_printed_order()] == [
        "NI 015",
        "NI 016",
        "NI 112",
    ]
    assert Indicator.objects.count() == 3
    assert Target.objects.filter(commitment__agreement=new).count() == 9
    assert {row.commitment.agreement for row in dashboard(new).waiting} == {new}
    assert old.commitments.count() == 3


def test_only_what_is_ticked_goes_on_with_its_contributors(old, cast):
    new = start_next_plan(old, a_plan(indicators={"ni-016"}), by=cast.lead)

    commitment = new.commitments.get()
    assert [str(partner) for partner in commitment.contributors.all()] == ["Police"]
    assert [theme.name for theme in new.themes.all()] == ["Safer"]


def test_themes_get_new_names_and_two_may_become_one(old, cast):
    themes = {"safer": "Communities", "health": "communities"}

    new = start_next_plan(old, a_plan(themes=themes), by=cast.lead)

    assert new.themes.get().commitments.count() == 3


def test_another_lead_takes_over(luton, old, cast):
    authority = add_partner(partnership=luton, name="Successor authority", by=cast.lead)

    new = start_next_plan(old, a_plan(leads={"police": authority}), by=cast.lead)

    assert new.commitments.get(indicator__reference="NI 015").lead == authority
    assert old.commitments.get(indicator__reference="NI 015").lead.slug == "police"


def test_boards_go_on_or_not(luton, old, cast):
    new = start_next_plan(old, a_plan(), by=cast.lead)
    assert [board.slug for board in new.boards.all()] == ["forum"]
    assert [board.slug for board in new.themes.get(name="Health").boards.all()] == ["health-board"]

    other = start_next_plan(old, a_plan(title="Another", with_boards=False), by=cast.lead)
    assert not other.boards.exists()


def test_what_cannot_go_on_is_said_and_nothing_is_made(old, cast):
    Partner.objects.filter(slug="police").update(retired_on=date(2009, 4, 1))
    for plan, why in (
        (a_plan(indicators=set()), "Tick at least one"),
        (a_plan(), "Police is retired and leads on NI 015"),
        (a_plan(indicators={"ni-112"}, themes={"safer": "Safer"}), "Give that theme a name"),
        (a_plan(starts=date(2008, 4, 1)), "starts after this one did"),
        (a_plan(indicators={"ni-112"}, title=old.title), "Choose another title"),
    ):
        with pytest.raises(Refused, match=why):
            start_next_plan(old, plan, by=cast.lead)
    retire_indicator(Indicator.objects.get(reference="NI 112"), by=cast.lead)
    with pytest.raises(Refused, match="NI 112 is retired"):
        start_next_plan(old, a_plan(indicators={"ni-112"}), by=cast.lead)
    assert Agreement.objects.count() == 1


def test_a_plan_that_changed_meanwhile_is_looked_at_again(old, cast):
    seen = state_of(old)
    withdraw_commitment(old.commitments.first(), reason="Deleted.", by=cast.lead)

    with pytest.raises(Refused, match="changed since you opened the page"):
        start_next_plan(old, a_plan(), by=cast.lead, seen=seen)


def test_a_young_plan_is_taken_away_again(old, cast):
    new = start_next_plan(old, a_plan(), by=cast.lead)

    assert undo_next_plan(new, by=cast.lead) == old

    assert list(Agreement.objects.all()) == [old]
    assert Commitment.objects.count() == 3
    assert Target.objects.count() == 1
    with pytest.raises(Refused, match="not there any more"):
        undo_next_plan(new, by=cast.lead)


def test_an_agreement_that_follows_nothing_is_not_taken_away(old, cast):
    with pytest.raises(Refused, match="was not started from another"):
        undo_next_plan(old, by=cast.lead)


def test_a_plan_with_a_target_set_stays(old, cast):
    new = start_next_plan(old, a_plan(), by=cast.lead)
    commitment = new.commitments.first()
    reading = Reading(CellKind.VALUE, CellState.NUMERIC, text="8", values={"all": 8})
    change_cells(
        [Change(commitment, "2011/12", reading)],
        reason="Agreed.",
        agreed_by="Luton Forum",
        agreed_on=None,
        seen=[target.pk for target in commitment.targets.all()],
        by=cast.lead,
    )

    with pytest.raises(PlanCannotBeUndone, match="targets were set"):
        undo_next_plan(new, by=cast.lead)


def test_a_plan_whose_figures_are_asked_for_stays(luton, old, cast):
    new = start_next_plan(old, a_plan(starts=date(2009, 1, 1)), by=cast.lead)
    open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )

    with pytest.raises(PlanCannotBeUndone, match="a round asks for its figures"):
        undo_next_plan(new, by=cast.lead)


def test_a_plan_that_another_follows_stays(old, cast):
    new = start_next_plan(old, a_plan(), by=cast.lead)
    third = {"title": "Third", "starts": date(2014, 4, 1), "ends": date(2017, 3, 31)}
    start_next_plan(new, a_plan(**third), by=cast.lead)

    with pytest.raises(PlanCannotBeUndone, match="another plan follows it"):
        undo_next_plan(new, by=cast.lead)
