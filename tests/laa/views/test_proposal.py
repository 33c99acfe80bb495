"""Facts that were only proposed: seen, confirmed, set right, undone."""

import csv
import io

import pytest

from laa.actions.proposals import confirm_indicator
from laa.models import AuditEvent, Indicator
from tests.factories import IndicatorFactory, PartnershipFactory, promise
from tests.page import visit

pytestmark = pytest.mark.django_db

LIST = "/luton/set-up/proposals/"
ONE = "/luton/set-up/proposals/ni-172/"


@pytest.fixture
def proposed(agreement, council, luton):
    """NI 172 as Luton printed it and NI 154, from the national set; NI 181 that is confirmed."""
    promise(
        agreement,
        "NI 172",
        supplier=council,
        title="% of small businesses in area showing growth",
        unit="percent",
        frequency="financial_year",
        lag_days=365,
        polarity_basis="National Indicator Set (judged)",
        proposed=["polarity", "frequency", "lag_days"],
    )
    promise(agreement, "NI 154", supplier=council, title="Homes", proposed=["unit"])
    promise(agreement, "NI 181", supplier=council, title="Housing benefit")


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def still_proposed(reference="NI 172"):
    return Indicator.objects.get(reference=reference).proposed


def test_the_list_has_what_is_proposed_and_only_that(lead, proposed):
    text = visit(lead, LIST).text

    assert "2 indicators with proposed facts" in text
    assert "365 proposed" in text
    assert "it leaves out “employment”" in text
    assert "Housing benefit" not in text


def test_with_nothing_proposed_it_says_so(lead, luton):
    IndicatorFactory(partnership=luton)

    assert "Nothing is only proposed" in visit(lead, LIST).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "homes"}, ["NI 154"]),
        ({"fact": "unit"}, ["NI 154"]),
        ({"fact": "lag_days"}, ["NI 172"]),
        ({"q": "homes", "fact": "lag_days"}, []),
        ({"fact": "nonsense"}, ["NI 154", "NI 172"]),
        ({"agreement": "999"}, ["NI 154", "NI 172"]),
    ],
)
def test_the_list_is_narrowed_and_so_is_its_file(query, found, lead, proposed):
    body = lead.get(LIST, {"_export": "csv", **query}).content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert [row["Reference"] for row in rows] == found


def test_a_filter_by_agreement_shows_each_once(lead, proposed, agreement):
    assert visit(lead, f"{LIST}?agreement={agreement.pk}").text.count("NI 172") == 2


def test_a_filter_that_finds_nothing_says_what_to_do(lead, proposed):
    assert "Clear the filters" in visit(lead, f"{LIST}?q=nothing").text


def test_the_file_has_a_column_for_each_fact(lead, proposed):
    body = lead.get(LIST, {"_export": "csv"}).content.decode("utf-8-sig")

    row = list(csv.DictReader(io.StringIO(body, newline="")))[1]
    assert row["Days until a figure"] == "365"
    assert row["Still proposed"] == "Good is, How often, Days until a figure"
    assert row["Who says which way is good"] == "National Indicator Set (judged)"


def test_chosen_ones_are_confirmed(lead, proposed):
    after = visit(lead, LIST).press("Confirm chosen", indicator=["ni-172"])

    assert "1 indicator confirmed. You can undo it below." in after.text
    assert still_proposed() == []
    assert still_proposed("NI 154") == ["unit"]


def test_all_that_are_shown_are_confirmed(lead, proposed):
    after = visit(lead, LIST).press("Confirm all 2 shown")

    assert "2 indicators confirmed." in after.text
    assert "Nothing is only proposed" in after.text
    assert not Indicator.objects.with_proposals()


def test_all_means_what_the_filter_shows(lead, proposed):
    visit(lead, f"{LIST}?q=homes").press("Confirm all 1 shown")

    assert still_proposed("NI 154") == []
    assert still_proposed() == ["polarity", "frequency", "lag_days"]


def test_nothing_chosen_says_what_to_do(lead, proposed):
    after = visit(lead, LIST).press("Confirm chosen")

    assert "Tick the indicators that are right" in after.text
    assert still_proposed("NI 154") == ["unit"]


def test_a_fact_is_set_for_many(lead, proposed):
    page = visit(lead, LIST)

    after = page.press("Set for chosen", indicator=["ni-172", "ni-154"], lag_days="30")

    assert "2 indicators set." in after.text
    assert set(Indicator.objects.exclude(reference="NI 181").values_list("lag_days")) == {(30,)}
    assert still_proposed() == ["polarity", "frequency"]
    assert still_proposed("NI 154") == ["unit"]


def test_a_lag_of_no_days_is_a_choice(lead, proposed):
    visit(lead, LIST).press("Set for chosen", indicator=["ni-172"], lag_days="0")

    assert Indicator.objects.get(reference="NI 172").lag_days == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"indicator": ["ni-172"]}, "Choose at least one fact to set."),
        ({"indicator": ["ni-172"], "lag_days": "soon"}, "Type a whole number of days"),
        ({"indicator": ["ni-172"], "lag_days": "-1"}, "Type 0 days or more."),
        ({"indicator": ["ni-172"], "lag_days": "5000"}, "Type 1,100 days or fewer"),
        ({"lag_days": "30"}, "Tick the indicators for which to set it."),
        ({"indicator": ["ni-172"], "polarity": "sideways"}, "There is a problem"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_set(typed, says, lead, proposed):
    after = visit(lead, LIST).press("Set for chosen", **typed)

    assert says in after.text
    assert "There is a problem" in after.text
    assert Indicator.objects.get(reference="NI 172").lag_days == 365
    assert still_proposed() == ["polarity", "frequency", "lag_days"]


def test_what_somebody_else_changed_meanwhile_is_not_confirmed(lead, proposed, cast):
    page = visit(lead, LIST)
    indicator = Indicator.objects.get(reference="NI 172")
    confirm_indicator(indicator, by=cast.lead, values={"polarity": "down"})

    after = page.press("Confirm all 2 shown")

    assert "Changed since you opened the page: NI 172" in after.text
    assert still_proposed("NI 154") == ["unit"]


def test_a_confirmation_is_undone(lead, proposed):
    after = visit(lead, LIST).press("Confirm chosen", indicator=["ni-172"])
    assert "Good is, How often, Days until a figure" in after.text

    again = after.press("Undo: NI 172")

    assert "NI 172 is as it was, and proposed again." in again.text
    assert still_proposed() == ["polarity", "frequency", "lag_days"]
    assert "Confirmed lately" not in again.text


def test_many_are_undone_at_once(lead, proposed):
    after = visit(lead, LIST).press("Confirm all 2 shown")

    again = after.press("Undo all 2 of these")

    assert "2 indicators are as they were, and proposed again." in again.text
    assert still_proposed() == ["polarity", "frequency", "lag_days"]
    assert still_proposed("NI 154") == ["unit"]


@pytest.mark.parametrize("event", ["", "nonsense", "00000000-0000-7000-8000-000000000000"])
def test_undoing_what_is_not_there_says_so(event, lead, proposed):
    answer = lead.post(f"{LIST}undo/", {"event": event}, follow=True)

    assert "Choose what to undo; nothing was changed." in answer.content.decode()


def test_another_partnerships_confirmation_is_not_undone(lead, cast, proposed):
    elsewhere = IndicatorFactory(reference="NI 003", proposed=["unit"])
    confirm_indicator(elsewhere, by=cast.lead)
    event = AuditEvent.objects.get(partnership_slug=elsewhere.partnership.slug)

    lead.post(f"{LIST}undo/", {"event": event.uuid})

    assert still_proposed("NI 003") == []


def test_an_undo_that_comes_too_late_says_so(lead, proposed, cast):
    page = visit(lead, LIST).press("Confirm chosen", indicator=["ni-172"])
    indicator = Indicator.objects.get(reference="NI 172")
    confirm_indicator(indicator, by=cast.lead, values={"polarity": "down"})

    after = page.press("Undo: NI 172")

    assert "was changed again after that" in after.text
    assert Indicator.objects.get(reference="NI 172").polarity == "down"


def test_an_auditor_reads_and_has_no_button(client, cast, proposed):
    client.force_login(cast.auditor)

    for path in (LIST, ONE):
        page = visit(client, path)
        assert "NI 172" in page.text
        assert not {"Confirm chosen", "Save"} & {name for f in page.forms for name in f.buttons}


def test_one_indicator_stands_beside_the_national_set(lead, proposed):
    text = visit(lead, ONE).text

    assert "Seems" not in text
    assert "Worded differently from the national indicator" in text
    assert "Higher is better (judged)" in text
    assert "365 (an estimate)" in text
    assert "Growth of employment, not of turnover." in text


def test_some_facts_of_one_are_confirmed(lead, proposed):
    after = visit(lead, ONE).press("Save", confirm=["frequency"])

    assert "NI 172 is saved." in after.text
    assert still_proposed() == ["polarity", "lag_days"]


def test_setting_a_fact_of_one_right_confirms_it(lead, proposed):
    visit(lead, ONE).press("Save", confirm=[], polarity="none", unit_detail="of firms")

    found = Indicator.objects.get(reference="NI 172")
    assert (found.polarity, found.unit_detail) == ("none", "of firms")
    assert found.polarity_basis == "Decided by Performance lead, 20 April 2009"
    assert found.proposed == ["frequency", "lag_days"]


def test_saving_one_without_a_change_says_so(lead, proposed):
    after = visit(lead, ONE).press("Save", confirm=[])

    assert "Nothing was left to confirm there" in after.text


def test_one_that_somebody_else_changed_is_shown_as_it_is_with_what_was_typed(lead, proposed, cast):
    page = visit(lead, ONE)
    indicator = Indicator.objects.get(reference="NI 172")
    confirm_indicator(indicator, by=cast.lead, names=[], values={"polarity": "down"})

    after = page.press("Save", lag_days="200", unit_detail="of firms", confirm=["frequency"])

    assert "Changed since you opened the page: NI 172" in after.text
    assert "What you typed is kept below" in after.text
    assert after.boxes["lag_days"] == "200"
    assert after.boxes["unit_detail"] == "of firms"
    assert after.boxes["polarity"] == "down", "what was left alone is what somebody made of it"
    assert still_proposed() == ["frequency", "lag_days"]

    saved = after.press("Save")
    assert "NI 172 is saved." in saved.text
    found = Indicator.objects.get(reference="NI 172")
    assert (found.polarity, found.lag_days, found.unit_detail) == ("down", 200, "of firms")
    assert found.proposed == []


def test_what_both_changed_is_kept_as_typed_and_saved_only_when_pressed_again(lead, proposed, cast):
    page = visit(lead, ONE)
    indicator = Indicator.objects.get(reference="NI 172")
    confirm_indicator(indicator, by=cast.lead, values={"polarity": "down"})

    after = page.press("Save", polarity="none")

    assert after.boxes["polarity"] == "none"
    assert "Good is Lower is better" in after.text
    assert Indicator.objects.get(reference="NI 172").polarity == "down"
    after.press("Save")
    assert Indicator.objects.get(reference="NI 172").polarity == "none"


def test_a_conflict_keeps_what_was_ticked_and_chosen_for_all(lead, proposed, cast):
    page = visit(lead, LIST)
    indicator = Indicator.objects.get(reference="NI 172")
    confirm_indicator(indicator, by=cast.lead, names=["polarity"])

    chosen = {"indicator": ["ni-172", "ni-154"], "lag_days": "30", "frequency": "month"}
    after = page.press("Set for chosen", **chosen)

    assert "Changed since you opened the page: NI 172" in after.text
    assert after.form_with("Set for chosen").fields["indicator"] == ["ni-154", "ni-172"]
    assert (after.boxes["lag_days"], after.boxes["frequency"]) == ("30", "month")
    assert Indicator.objects.get(reference="NI 172").lag_days == 365

    again = after.press("Set for chosen")
    assert "2 indicators set." in again.text
    assert Indicator.objects.get(reference="NI 172").lag_days == 30


def test_an_indicator_outside_the_set_has_no_national_column(lead, luton):
    IndicatorFactory(partnership=luton, reference="PSE 1", slug="pse-1", proposed=["unit"])

    assert "National Indicator Set" not in visit(lead, f"{LIST}pse-1/").text


def test_another_partnerships_indicators_are_not_there(lead, proposed):
    elsewhere = PartnershipFactory(slug="elsewhere")
    IndicatorFactory(partnership=elsewhere, reference="NI 003", slug="ni-003", proposed=["unit"])

    assert "NI 003" not in visit(lead, LIST).text
    assert lead.get(f"{LIST}ni-003/").status_code == 404


def test_the_indicators_own_page_marks_what_is_proposed(lead, proposed):
    text = visit(lead, "/luton/agreements/laa/indicators/ni-172/").text

    assert "Higher is better proposed National Indicator Set (judged)" in text
    assert "365 days after the period proposed" in text
    assert "Unit %" in text
    assert "National wording Worded differently" in text
