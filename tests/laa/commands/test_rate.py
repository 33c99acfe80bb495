"""`manage.py rate` on the figures of the agreement; saves nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from laa.actions.rating_rules import make_rule, override_rule
from laa.models import Figure, Rating, Target
from tests.factories import StrandFactory, cell, promise

pytestmark = pytest.mark.django_db


def rate(**options):
    out = StringIO()
    options = {"agreement": "laa", "period": "2008/09", "format": "json", **options}
    call_command("rate", stdout=out, **options)
    return json.loads(out.getvalue()) if options["format"] == "json" else out.getvalue().strip()


@pytest.mark.parametrize(("figure", "word"), [("40", "on_track"), ("45", "off_track")])
def test_ni_181_against_42_days(figure, word, housing_benefit):
    assert rate(indicator="NI 181", figure=figure) == {
        "rating": word,
        "because": None,
        "target": "*42",
        "against_baseline": "better",
        "rule": "Target only (version 1)",
    }


def test_ni_039_is_met_and_worse_than_its_baseline(agreement):
    promise(agreement, "NI 039", polarity="down", baseline="1556", targets={"2008/09": "1674"})

    answer = rate(indicator="NI 039", figure="1,650")

    assert (answer["rating"], answer["against_baseline"]) == ("on_track", "worse")


def test_ni_015_misses_by_a_hundredth(agreement):
    promise(agreement, "NI 015", polarity="down", targets={"2008/09": "0.53"})

    assert rate(indicator="NI 015", figure="0.54")["rating"] == "off_track"


def test_ni_154_after_a_quarter_has_no_milestone(agreement):
    promise(agreement, "NI 154", accumulates="year_to_date", targets={"2008/09": "1315"})

    answer = rate(indicator="NI 154", period="2008/09-Q1", figure="300")

    assert (answer["rating"], answer["because"]) == ("not_rated", "no_milestone")


def test_189_of_200_is_not_95_percent(agreement):
    promise(agreement, "NI 157", unit="percent", targets={"2008/09": "95"})

    assert rate(indicator="NI 157", numerator="189", denominator="200")["rating"] == "off_track"
    assert rate(indicator="NI 157", numerator="190", denominator="200")["rating"] == "on_track"


@pytest.fixture
def judged(housing_benefit, agreement, luton, cast):
    rule = make_rule(partnership=luton, name="Judged", kind="judged", by=cast.lead, reason="So.")
    override_rule(housing_benefit, rule, seen=agreement.rating_rule, by=cast.lead, reason="So.")


def test_where_the_rule_leaves_it_to_the_owner_a_judgement_may_be_tried(judged):
    given = {"judgement": "at_risk", "judgement_reason": "Two officers left."}

    assert rate(indicator="NI 181", figure="40")["because"] == "cannot_judge"
    assert rate(indicator="NI 181", figure="40", **given)["rating"] == "at_risk"
    assert rate(indicator="NI 181", figure="40", format="text", **given).startswith(
        "At risk, its owner judges."
    )


def test_a_rule_that_works_it_out_takes_no_judgement(housing_benefit):
    given = {"judgement": "better", "judgement_reason": "I think so."}

    assert rate(indicator="NI 181", figure="45", **given)["rating"] == "off_track"


def test_a_design_effect_makes_a_survey_tell_less(agreement):
    commitment = promise(agreement, "NI 001", unit="percent")
    Target.objects.create(
        partnership=agreement.partnership,
        commitment=commitment,
        strand=commitment.indicator.strands.get(),
        period="2008/09",
        **{**cell("*significant positive change"), "kind": "significant_change", "state": "test"},
    )
    asked = {"baseline": "70", "sample": "1000", "baseline_sample": "1000", "figure": "75"}
    effects = {"design_effect": "1.7", "baseline_design_effect": "1.7"}

    assert rate(indicator="NI 001", **asked)["rating"] == "on_track"
    assert rate(indicator="NI 001", **asked, **effects)["rating"] == "off_track"


@pytest.mark.parametrize("name", ["NI 181", "ni181", "Local NI 181", "local ni 181", " NI  181 "])
def test_a_reference_is_found_as_people_write_it(name, housing_benefit):
    assert rate(indicator=name, figure="40")["rating"] == "on_track"


def test_no_figure_is_not_zero(housing_benefit):
    assert rate(indicator="NI 181")["because"] == "no_figure"
    assert rate(indicator="NI 181", figure="0")["rating"] == "on_track"


def test_nobody_counted_is_no_figure(housing_benefit):
    assert rate(indicator="NI 181", numerator="0", denominator="0")["because"] == "no_figure"


def test_another_baseline_may_be_tried(housing_benefit):
    assert rate(indicator="NI 181", figure="40", baseline="39")["against_baseline"] == "worse"


def test_a_promise_without_a_target_for_the_year(housing_benefit):
    answer = rate(indicator="NI 181", period="2011/12", figure="40")

    assert (answer["because"], answer["target"]) == ("no_target", None)


def test_in_words(housing_benefit):
    assert rate(indicator="NI 181", figure="45", format="text") == (
        "Off track. Target: *42. Against baseline: better. Rule: Target only (version 1)."
    )
    assert rate(indicator="NI 181", format="text").startswith("Not rated: no figure.")


def test_nothing_is_saved(housing_benefit):
    rate(indicator="NI 181", figure="40")

    assert not Figure.objects.exists()
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"agreement": "nope"}, "There is no agreement “nope”. There is: laa."),
        ({"indicator": "NI 999"}, "has no indicator “NI 999”"),
        ({"period": "2008"}, "is not a period"),
        ({"figure": "forty"}, "--figure: “forty” is not a number"),
        ({"denominator": "1,23"}, "--denominator: “1,23” is not a number"),
        ({"judgement": "on_track"}, "--judgement: say why with --judgement-reason."),
        ({"judgement_reason": "So."}, "say what is judged with --judgement."),
        ({"design_effect": "0"}, "--design-effect: a design effect is above 0"),
        ({"strand": "m"}, "name one with --strand: all"),
    ],
)
def test_what_cannot_be_rated_is_refused_with_what_to_do(options, says, housing_benefit):
    with pytest.raises(CommandError) as refusal:
        rate(**{"indicator": "NI 181", "figure": "40", **options})

    assert says in str(refusal.value)


def test_a_split_indicator_needs_its_strand(agreement):
    commitment = promise(agreement, "NI 120", targets={"2008/09": "5"})
    StrandFactory(indicator=commitment.indicator, key="f")

    with pytest.raises(CommandError, match="is split; name one with --strand: all, f"):
        rate(indicator="NI 120", figure="5")
    assert rate(indicator="NI 120", strand="all", figure="5")["rating"] == "on_track"
    assert rate(indicator="NI 120", strand="f", figure="5")["because"] == "no_target"


def test_without_any_agreement(db):
    with pytest.raises(CommandError, match="There is: none is loaded"):
        rate(indicator="NI 181")
