"""The pages of rating rules: made from a council's, tried on the figures, adopted, overridden."""

from datetime import date

import pytest
from django.urls import reverse

from laa.actions.rating_rules import adopt_rule, change_rule, make_rule
from laa.models import Agreement, Commitment, RatingRule
from laa.queries.report_body import Asked, report_body
from laa.rules.periods import period
from laa.rules.presets import PRESETS
from tests.factories import PartnershipFactory, RatingRuleFactory
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def place(name, *args):
    return reverse(f"laa:{name}", args=["luton", *args])


def start(preset):
    return place("rating-rule-make") + f"?from={preset}"


BANDS = {"kind": "bands", "measured_in": "percent", "reason": "The board agreed it."}


def test_from_a_councils_rule_to_a_rating_by_it(lead, quarterly_return, agreement, cast):
    signed_off(quarterly_return, cast, "45")
    assert "Havering" in lead.get(place("rating-rule-presets")).content.decode()
    page = lead.get(start("ten-percent-or-improved"))
    assert 'value="10"' in page.content.decode()
    made = lead.post(
        start("ten-percent-or-improved"),
        {**BANDS, "name": "Ten percent", "tolerance": "10", "improvement": "not_worse"},
    )
    assert made.url == place("rating-rule-detail", "ten-percent")
    tried = lead.get(place("rule-try", "ten-percent", "laa"))
    text = tried.content.decode()
    assert "<strong>1</strong> of 1 would change" in text
    assert "Target missed, within tolerance" in text
    done = lead.post(
        place("rule-try", "ten-percent", "laa"),
        {"seen": agreement.rating_rule.pk, "reason": "Agreed."},
        follow=True,
    )

    assert "Ten percent (version 1) from now on" in done.content.decode()
    for page in (
        reverse("laa:agreement-dashboard", args=["luton", "laa"]),
        reverse("laa:indicator-detail", args=["luton", "laa", "ni-181"]),
        place("rating-rules"),
        place("rules-in-force", "laa"),
    ):
        assert "Ten percent" in lead.get(page).content.decode(), page


@pytest.mark.parametrize("preset", [preset for preset in PRESETS if not preset.asks_for])
def test_every_rule_to_start_from_can_be_saved_as_it_stands(preset, lead):
    form = lead.get(start(preset.slug)).context["form"]
    filled = {name: form[name].value() for name in form.fields}
    filled = {name: value for name, value in filled.items() if value not in (None, False)}

    answer = lead.post(start(preset.slug), {**filled, "reason": "To try it."})

    assert answer.status_code == 302, answer.context["form"].errors
    assert RatingRule.objects.get(name=preset.rule.name).rule == preset.rule


@pytest.mark.parametrize("preset", [preset for preset in PRESETS if preset.asks_for])
def test_a_band_that_a_council_agreed_by_indicator_is_asked_for(preset, lead):
    page = lead.get(start(preset.slug))

    assert "Give yours below" in page.content.decode()
    answer = lead.post(start(preset.slug), {**BANDS, "name": "Ours"})
    assert "Give at least one band" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"tolerance": "ten"}, "“ten” is not a number"),
        ({"tolerance": "-1"}, "Tolerance cannot be below 0. You typed -1."),
        ({"tolerance": "10", "amber": "5"}, "Amber has to reach further than the tolerance."),
        ({"kind": "target_only", "tolerance": "5"}, "“Target only” has no bands."),
        ({"kind": "judged", "is_trajectory": "on"}, "has no such term"),
        ({"tolerance": "5", "name": ""}, "Enter name"),
        ({"tolerance": "5", "reason": ""}, "Enter reason"),
    ],
)
def test_wrong_input_says_what_to_do_and_saves_nothing(typed, says, lead):
    answer = lead.post(start("target-only"), {**BANDS, "name": "Ours", **typed})

    assert says in answer.content.decode()
    assert not RatingRule.objects.exists()


@pytest.fixture
def ten_percent(luton, cast):
    return make_rule(
        partnership=luton, name="Ten", kind="bands", tolerance=10, by=cast.lead, reason="So."
    )


def test_a_rule_with_amber_counts_what_is_at_risk(lead, quarterly_return, agreement, luton, cast):
    amber = make_rule(
        partnership=luton, name="Amber", kind="bands", amber=10, by=cast.lead, reason="So."
    )
    adopt_rule(agreement, amber, seen=agreement.rating_rule, by=cast.lead, reason="So.")
    signed_off(quarterly_return, cast, "45")

    page = lead.get(reverse("laa:agreement-dashboard", args=["luton", "laa"]))

    counts = {count["label"]: count["number"] for count in page.context["counts"]}
    assert counts["At risk"] == 1
    assert "Target missed (amber)" in page.content.decode()


def test_a_new_version_keeps_the_name_and_the_old_one_is_listed(lead, ten_percent):
    changed = {**BANDS, "tolerance": "5", "version": "1", "reason": "Ten was too kind."}

    page = lead.post(place("rating-rule-change", "ten"), changed, follow=True).content.decode()

    assert "Rating rule, version 2" in page
    assert "missed by up to 10% of the target" in page
    assert "Ten was too kind." in page


def test_a_second_tab_with_the_older_version_is_told(lead, ten_percent, cast):
    change_rule(ten_percent, kind="bands", tolerance=7, by=cast.lead, reason="Quicker.")

    answer = lead.post(
        place("rating-rule-change", "ten"), {**BANDS, "tolerance": "5", "version": "1"}
    )

    assert "Somebody made another version of “Ten”" in answer.content.decode()
    assert RatingRule.objects.current().get().tolerance == 7


def test_a_second_tab_that_adopts_is_told(lead, ten_percent, agreement, luton, cast):
    seen = agreement.rating_rule
    other = make_rule(partnership=luton, name="Judged", kind="judged", by=cast.lead, reason="So.")
    adopt_rule(agreement, other, seen=seen, by=cast.lead, reason="Quicker.")

    answer = lead.post(place("rule-try", "ten", "laa"), {"seen": seen.pk, "reason": "Agreed."})

    assert "Somebody adopted Judged (version 1) since you opened the page" in (
        answer.content.decode()
    )


def test_a_rule_of_its_own_is_tried_first_and_nothing_is_saved(
    lead, quarterly_return, housing_benefit, ten_percent, agreement, cast
):
    signed_off(quarterly_return, cast, "45")
    where = place("rule-override", "laa", "ni-181")
    tried = {"rule": ten_percent.pk, "seen": agreement.rating_rule.pk, "action": "try"}

    page = lead.post(where, tried).content.decode()

    assert "Target missed, within tolerance" in page
    assert "Nothing is saved yet." in page
    assert not hasattr(Commitment.objects.get(pk=housing_benefit.pk), "own_rule")


def test_the_dashboard_names_the_rule_that_made_the_ratings_it_shows(
    lead, quarterly_return, agreement, ten_percent, housing_benefit, cast
):
    signed_off(quarterly_return, cast, "45")
    dashboard = reverse("laa:agreement-dashboard", args=["luton", "laa"])
    where = place("rule-override", "laa", "ni-181")
    saved = {"rule": ten_percent.pk, "seen": agreement.rating_rule.pk, "reason": "It swings."}
    lead.post(where, saved)

    page = lead.get(dashboard).content.decode()
    assert "Rated by the rule Target only (version 1)." in page
    assert "From now on by its own rule, Ten (version 1)" in page

    adopt_rule(
        agreement, ten_percent, seen=agreement.rating_rule, by=cast.lead, reason="All of them."
    )
    page = lead.get(dashboard).content.decode()
    assert "Rated by the rule Target only (version 1); from now on by Ten (version 1)." in page


def test_one_promise_goes_by_its_own_rule(lead, ten_percent, housing_benefit, agreement):
    where = place("rule-override", "laa", "ni-181")
    saved = {"rule": ten_percent.pk, "seen": agreement.rating_rule.pk, "reason": "It swings."}

    page = lead.post(where, saved, follow=True).content.decode()

    assert "NI 181: rated by Ten (version 1) from now on" in page
    assert "It swings." in page
    dashboard = reverse("laa:agreement-dashboard", args=["luton", "laa"])
    assert "By its own rule, Ten (version 1)" in lead.get(dashboard).content.decode()
    back = {"rule": "", "seen": ten_percent.pk, "reason": "All alike."}
    assert "rated by Target only" in lead.post(where, back, follow=True).content.decode()


def test_a_rule_of_another_partnership_is_not_there(lead, agreement, housing_benefit):
    other = RatingRuleFactory(partnership=PartnershipFactory(slug="elsewhere"), slug="theirs")

    assert lead.get(place("rating-rule-detail", "theirs")).status_code == 404
    saved = {"rule": other.pk, "seen": agreement.rating_rule.pk, "reason": "Try."}
    answer = lead.post(place("rule-override", "laa", "ni-181"), saved)
    assert "Select a valid choice" in answer.content.decode()


def test_before_anything_is_signed_off_a_rule_can_still_be_adopted(lead, ten_percent, agreement):
    assert "No figure to try it on" in lead.get(place("rule-try", "ten", "laa")).content.decode()


def test_what_is_not_there_is_a_404(lead, agreement):
    for path in (start("nope"), place("rating-rule-detail", "nope")):
        assert lead.get(path).status_code == 404


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_every_table_can_be_downloaded(format, lead, ten_percent, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")

    for path in (
        place("rating-rules"),
        place("rules-in-force", "laa"),
        place("rule-try", "ten", "laa"),
    ):
        answer = lead.get(path, {"_export": format})
        assert answer["Content-Disposition"].endswith(f'.{format}"')
        if format == "csv" and "try" in path:
            assert 'Target missed,"Target missed, within tolerance",changes' in (
                answer.content.decode()
            )


def test_a_report_names_the_rule_that_made_its_ratings(
    quarterly_return, agreement, ten_percent, housing_benefit, cast
):
    signed_off(quarterly_return, cast, "45")
    seen = agreement.rating_rule
    adopt_rule(agreement, ten_percent, seen=seen, by=cast.lead, reason="Kinder.")
    agreement = Agreement.objects.with_rule().get(pk=agreement.pk)

    body = report_body(Asked(agreement, period("2008/09-Q4"), date(2009, 4, 20)))

    assert body["agreement"]["rule"] == "Target only (version 1)"
    assert body["agreement"]["rule_terms"] == []
