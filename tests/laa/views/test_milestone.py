"""Milestones: typed or proposed, saved by a person, and what the quarters are rated on."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from laa.actions.rounds import open_round
from laa.models import AuditEvent, Figure, Milestone, Rating, Strand
from tests.factories import RECORDED, promise
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def homes(agreement, council):
    """NI 154: homes built in the year, 1315 by its end."""
    return promise(
        agreement,
        "NI 154",
        supplier=council,
        accumulates="year_to_date",
        targets={"2008/09": "1315", "2009/10": "1400"},
    )


def place(name, *args):
    return reverse(f"laa:{name}", args=["luton", *args])


YEAR = ("laa", "ni-154", "all", "2008/09")
SAVED = {"method": "entered", "seen": "", "reason": "The housing board agreed it."}


def values():
    rows = Milestone.objects.current().order_by("period")
    return [(row.period[-2:], row.value, row.method) for row in rows]


def test_a_straight_line_is_proposed_and_saved_by_a_person(lead, homes):
    where = place("milestone-year", *YEAR) + "?propose=straight_line"
    form = lead.get(where).context["form"]
    boxes = {name: form[name].value() for name in ("q1", "q2", "q3", "method", "seen")}
    assert [boxes[f"q{n}"] for n in (1, 2, 3)] == ["329", "658", "986"]
    assert not Milestone.objects.exists()

    page = lead.post(where, {**boxes, "reason": "No season in building."}, follow=True)

    assert "are saved" in page.content.decode()
    assert values() == [("Q1", 329, "straight_line"), ("Q2", 658, "straight_line"),
                        ("Q3", 986, "straight_line")]  # fmt: skip
    assert AuditEvent.objects.get(action="milestones.set").after["2008/09-Q1"] == "329"


def test_a_proposal_that_is_changed_by_hand_was_entered(lead, homes):
    where = place("milestone-year", *YEAR) + "?propose=straight_line"
    typed = {"q1": "250", "q2": "658", "q3": "986", "method": "straight_line", "seen": ""}

    lead.post(where, {**typed, "reason": "A slow spring."})

    assert {method for _, _, method in values()} == {"entered"}


def test_last_years_shape_needs_all_four_quarters(lead, homes, luton):
    where = place("milestone-year", "laa", "ni-154", "all", "2009/10") + "?propose=last_year"
    assert "Last year’s four quarters are not all on record" in lead.get(where).content.decode()
    for number, value in enumerate((100, 500, 1000, 1300), start=1):
        Figure.objects.create(
            partnership=luton,
            strand=homes.indicator.strands.get(),
            period=f"2008/09-Q{number}",
            value=Decimal(value),
            state="measured",
            recorded_at=RECORDED,
        )

    form = lead.get(where).context["form"]

    assert [form[f"q{n}"].value() for n in (1, 2, 3)] == ["108", "538", "1,077"]


def test_a_line_needs_a_start(lead, agreement, council):
    promise(agreement, "NI 181", supplier=council, targets={"2008/09": "42"})

    page = lead.get(
        place("milestone-year", "laa", "ni-181", "all", "2008/09") + "?propose=straight_line"
    )

    assert "where it starts is not known" in page.content.decode()


def test_a_quarter_is_rated_on_its_milestone_and_the_year_on_its_target(
    lead, homes, cast, quarter_three
):
    lead.post(place("milestone-year", *YEAR), {**SAVED, "q3": "900"})
    signed_off(quarter_three.returns.get(), cast, "950")

    rating = Rating.objects.get(commitment=homes)

    assert (rating.rating, rating.aim, rating.target_value) == ("on_track", 900, 1315)
    page = reverse("laa:indicator-detail", args=["luton", "laa", "ni-154"])
    assert "a milestone of 900 (1,315 for the year)" in lead.get(page).content.decode()
    dashboard = reverse("laa:agreement-dashboard", args=["luton", "laa"])
    assert "a milestone of 900 (1,315 for the year)" in lead.get(dashboard).content.decode()


@pytest.fixture
def quarter_three(luton, homes, cast):
    return open_round(
        partnership=luton,
        period="2008/09-Q3",
        opens=date(2009, 1, 1),
        due=date(2009, 1, 31),
        sign_off=date(2009, 3, 1),
        by=cast.lead,
    )


@pytest.mark.parametrize("is_profiled", [True, False])
def test_a_snapshot_with_milestones_is_not_compared_with_the_quarter_before(
    is_profiled, lead, luton, agreement, council, cast, quarter_three
):
    promise(agreement, "NI 181", supplier=council, targets={"2008/09": "42"})
    strand = Strand.objects.get(indicator__reference="NI 181")
    if is_profiled:
        place_of_it = place("milestone-year", "laa", "ni-181", "all", "2008/09")
        lead.post(place_of_it, {**SAVED, "q3": "40"})
    for period, value in (("2008/09-Q2", "50"), ("2008/09-Q3", "44")):
        Figure.objects.create(
            partnership=luton,
            strand=strand,
            period=period,
            state="loaded",
            value=value,
            recorded_at=RECORDED,
        )

    page = lead.get(reverse("laa:indicator-detail", args=["luton", "laa", "ni-181"]))

    assert ("not compared with Q2 2008/09" in page.content.decode()) == is_profiled
    assert ("worse than Q2 2008/09" in page.content.decode()) != is_profiled


def test_without_one_it_is_not_rated(homes, cast, quarter_three):
    signed_off(quarter_three.returns.get(), cast, "950")

    assert Rating.objects.get().because == "no_milestone"


def test_a_second_tab_is_told_and_saves_nothing(lead, homes):
    lead.post(place("milestone-year", *YEAR), {**SAVED, "q1": "300"})

    answer = lead.post(place("milestone-year", *YEAR), {**SAVED, "q1": "310"})

    assert "Somebody else saved milestones of this year" in answer.content.decode()
    assert values() == [("Q1", 300, "entered")]


def test_a_milestone_is_changed_and_taken_back_by_versions(lead, homes):
    for seen, typed in (("", "300"), ("2008/09-Q1:1", "310"), ("2008/09-Q1:2", "")):
        lead.post(place("milestone-year", *YEAR), {**SAVED, "seen": seen, "q1": typed})

    assert values() == [("Q1", None, "entered")]
    text = lead.get(place("milestone-year", *YEAR)).content.decode()
    assert "310" in text
    assert "taken back" in text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"q1": "many"}, "“many” is not a number"),
        ({"q1": "300", "reason": ""}, "Enter reason"),
        ({}, "These are the milestones there are already"),
        ({"q1": "300", "seen": "x:y"}, "Somebody else saved milestones"),
    ],
)
def test_wrong_input_says_what_to_do_and_saves_nothing(typed, says, lead, homes):
    answer = lead.post(place("milestone-year", *YEAR), {**SAVED, **typed})

    assert says in answer.content.decode()
    assert not Milestone.objects.exists()


def test_the_list_says_what_is_not_rated_for_want_of_one(lead, homes, agreement, council):
    promise(agreement, "NI 181", supplier=council, targets={"2008/09": "42"})

    text = lead.get(place("agreement-milestones", "laa")).content.decode()

    assert "<strong>2</strong> of 3 yearly targets build up" in text
    answer = lead.get(place("agreement-milestones", "laa"), {"_export": "csv"})
    assert "NI 154,What NI 154 measures,,2008/09,1315,,,," in answer.content.decode()


def test_a_year_without_a_number_is_not_there(lead, homes):
    assert lead.get(place("milestone-year", *YEAR[:3], "2010/11")).status_code == 404
