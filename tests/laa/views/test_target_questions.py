"""Numbers typed into a baseline or target that do not agree are asked about, not refused."""

from decimal import Decimal

import pytest

from laa.models import AuditEvent, Baseline, Target
from tests.factories import cell, promise
from tests.page import visit

pytestmark = pytest.mark.django_db

PAGE = "/luton/agreements/laa/indicators/ni-015/targets/change/"
TYPED = {"reason": "Reviewed in 2009.", "agreed_by": "Luton Forum"}
QUESTION = "0.45 and 104 agree for a population between 227.5 and 234.8"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def violence(agreement, council):
    """NI 015: rates with the offences they were worked out from, and a change with its result."""
    commitment = promise(agreement, "NI 015", supplier=council, polarity="down", places=2)
    common = {
        "partnership": agreement.partnership,
        "commitment": commitment,
        "strand": commitment.indicator.strands.get(),
    }
    Baseline.objects.create(**common, **cell("0.56 (104 offences)", value="0.56", secondary=104))
    for period, rate, count in (("2008/09", "0.53", 99), ("2009/10", "0.51", 94)):
        text = f"*{rate} ({count} offences)"
        Target.objects.create(
            **common, period=period, **cell(text, value=rate, secondary=Decimal(count))
        )
    return commitment


def look(lead, **cells):
    return visit(lead, PAGE).press("Look at the changes", **TYPED, **cells)


def test_a_pair_that_agrees_with_the_others_is_not_asked_about(lead, violence):
    page = look(lead, **{"ni-015_2009/10": "0.50 (93 offences)"})

    assert "Numbers that do not agree" not in page.text
    assert "1 version was added" in page.press("Save these versions").text


def test_a_pair_that_agrees_with_no_other_is_asked_about(lead, violence):
    page = look(lead, **{"ni-015_2009/10": "0.45 (104 offences)"})

    assert "Numbers that do not agree" in page.text
    assert QUESTION in page.text
    assert "The other pairs say: Baseline, between 183.2 and 188.3; 2008/09, between" in page.text


def test_without_an_answer_nothing_is_saved_and_nothing_lost(lead, violence):
    page = look(lead, **{"ni-015_2009/10": "0.45 (104 offences)"})

    again = page.press("Save these versions")

    assert "Say why both numbers stand, or correct the cell." in again.text
    assert Target.objects.count() == 2
    saved = again.press("Save these versions", **{"answer_ni-015_2009/10": "The town has grown."})
    assert "1 version was added" in saved.text
    row = Target.objects.current().get(period="2009/10")
    assert (row.value, row.secondary) == (Decimal("0.45"), 104)
    assert row.reason == "Reviewed in 2009. The town has grown."
    assert AuditEvent.objects.get(action="target.set").note == row.reason


def test_a_cell_that_is_put_right_needs_no_answer(lead, violence):
    page = look(lead, **{"ni-015_2009/10": "0.45 (104 offences)"})

    again = page.press("Look at the changes", **{"ni-015_2009/10": "0.45 (84 offences)"})

    assert "Numbers that do not agree" not in again.text
    assert "1 version was added" in again.press("Save these versions").text


def test_what_stood_there_already_is_not_asked_about(lead, violence):
    Target.objects.create(
        partnership=violence.partnership,
        commitment=violence,
        strand=violence.indicator.strands.get(),
        period="2010/11",
        **cell("*0.45 (104 offences)", value="0.45", secondary=Decimal(104)),
    )

    page = look(lead, **{"ni-015_2009/10": "0.50 (93 offences)"})

    assert "Numbers that do not agree" not in page.text


def test_a_change_that_does_not_give_its_result_is_asked_about(lead, violence):
    page = look(lead, **{"ni-015_2009/10": "-32% (0.51)"})

    assert "prints 0.51, but its change on the baseline of 0.56 gives about 0.38" in page.text
    right = page.press("Look at the changes", **{"ni-015_2009/10": "-32% (0.38)"})
    assert "Numbers that do not agree" not in right.text


def test_a_new_baseline_is_asked_about_for_the_results_that_rest_on_it(lead, violence):
    look(lead, **{"ni-015_2009/10": "-32% (0.38)"}).press("Save these versions")

    page = look(lead, **{"ni-015_baseline": "0.70"})

    assert "2009/10 prints 0.38, but its change on the baseline of 0.7 gives" in page.text
    saved = page.press("Save these versions", **{"answer_ni-015_baseline": "Both were agreed."})
    assert "1 version was added" in saved.text
    assert Baseline.objects.current().get().reason.endswith("Both were agreed.")


@pytest.fixture
def survey(agreement, council):
    commitment = promise(agreement, "NI 015", supplier=council, unit="percent", baseline="70")
    Target.objects.create(
        partnership=agreement.partnership,
        commitment=commitment,
        strand=commitment.indicator.strands.get(),
        period="2008/09-2010/11",
        **{**cell("*Significant positive change"), "kind": "significant_change", "state": "test"},
    )
    return commitment


def test_a_baseline_of_a_survey_is_given_its_sample_and_design_effect(lead, survey):
    page = look(lead, sample="1,020", design_effect="1.4")
    assert "1,020 people answered, design effect 1.4" in page.text

    page.press("Save these versions")

    row = Baseline.objects.current().get()
    assert (row.value, row.sample, row.design_effect) == (70, 1020, Decimal("1.4"))


def test_the_sample_stays_with_its_number_and_goes_with_it(lead, survey):
    look(lead, sample="1020").press("Save these versions")

    look(lead, **{"ni-015_baseline": "70%"}).press("Save these versions")
    assert Baseline.objects.current().get().sample == 1020

    page = look(lead, **{"ni-015_baseline": "71%"}, sample="900")
    page.press("Save these versions")
    assert Baseline.objects.current().get().sample == 900


def test_a_sample_of_nobody_is_refused_and_nothing_lost(lead, survey):
    page = look(lead, sample="0", **{"ni-015_baseline": "71%"})

    assert "cannot be below 1" in page.text
    assert "71%" in str(page.forms)
    assert Baseline.objects.count() == 1


def test_a_promise_without_a_test_asks_for_no_sample(lead, violence):
    assert "People who answered" not in visit(lead, PAGE).text
