"""An exported agreement rates elsewhere as it rated here: its rules and milestones go with it."""

import json
from decimal import Decimal

import pytest
from django.core.management import call_command

from laa.actions.milestones import set_milestones
from laa.actions.rating_rules import adopt_rule, change_rule, make_rule, override_rule
from laa.exports.fixture import fixture_of
from laa.models import Agreement, AgreementRule, Commitment, CommitmentRule, Milestone, RatingRule
from tests.factories import promise
from tests.laa.commands.test_rate import rate

WHY = "The board agreed it on 3 April 2009."
CASES = [
    {"indicator": "NI 181", "figure": figure, "period": period}
    for figure in ("38", "42", "44", "47", "60")
    for period in ("2008/09", "2008/09-Q2")
] + [
    {"indicator": "NI 020", "figure": figure, "period": period}
    for figure in ("40", "55", "99", "100")
    for period in ("2008/09", "2008/09-Q2", "2008/09-Q3")
]


@pytest.fixture
def rules(luton, cast):
    """Two rules; the first was changed since it was made, and only its second version is used."""
    given = {"partnership": luton, "kind": "bands", "by": cast.lead, "reason": WHY}
    first = make_rule(name="Within 1%", tolerance=Decimal(1), **given)
    terms = {"kind": "bands", "tolerance": Decimal(5), "amber": Decimal(12)}
    second = change_rule(first, by=cast.lead, reason=WHY, **terms)
    own = make_rule(name="Own", tolerance=Decimal(0), amber=Decimal(1), **given)
    return {"second": second, "own": own}


@pytest.fixture
def adopted(agreement, housing_benefit, council, rules, cast):
    """An agreement that adopted a rule, a promise with one of its own, and with milestones."""
    grants = promise(
        agreement,
        "NI 020",
        supplier=council,
        polarity="up",
        accumulates="year_to_date",
        targets={"2008/09": "100"},
    )
    milestones(grants, cast.lead, {"2008/09-Q1": 20, "2008/09-Q2": 50, "2008/09-Q3": 70}, {})
    milestones(grants, cast.lead, {"2008/09-Q2": 55, "2008/09-Q3": None}, {"Q2": 1, "Q3": 1})
    now = Agreement.objects.with_rule().get(pk=agreement.pk).rule_in_force
    adopt_rule(agreement, rules["second"], seen=now, by=cast.lead, reason=WHY)
    override_rule(grants, rules["own"], seen=rules["second"], by=cast.lead, reason=WHY)
    return agreement


def milestones(commitment, by, values, seen):
    set_milestones(
        commitment,
        commitment.indicator.strands.get(),
        {key: None if value is None else Decimal(value) for key, value in values.items()},
        method="entered",
        seen={f"2008/09-{quarter}": version for quarter, version in seen.items()},
        by=by,
        reason=WHY,
    )


def load(text, tmp_path):
    file = tmp_path / "exported.json"
    file.write_text(text)
    call_command("loaddata", str(file), verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_the_same_ratings_come_out_in_an_empty_database(adopted, tmp_path):
    before = [rate(**case) for case in CASES]
    assert {each["rule"] for each in before} == {"Within 1% (version 2)", "Own (version 1)"}
    assert len({each["rating"] for each in before}) > 2
    text = fixture_of(adopted)
    call_command("flush", interactive=False, verbosity=0)

    load(text, tmp_path)

    assert [rate(**case) for case in CASES] == before
    assert fixture_of(Agreement.objects.get()) == text


@pytest.mark.django_db
def test_loading_it_where_it_came_from_changes_nothing(adopted, tmp_path):
    counts = [model.objects.count() for model in (RatingRule, AgreementRule, CommitmentRule)]
    text = fixture_of(adopted)

    load(text, tmp_path)

    assert fixture_of(adopted) == text
    now = [model.objects.count() for model in (RatingRule, AgreementRule, CommitmentRule)]
    assert now == counts


@pytest.mark.django_db
def test_rules_keep_their_versions_and_name_no_person(adopted):
    rows = json.loads(fixture_of(adopted))
    rules = [row["fields"] for row in rows if row["model"] == "laa.ratingrule"]

    named = [(rule["slug"], rule["version"], rule["supersedes"]) for rule in rules]
    assert ("within-1", 1, None) in named
    assert ("within-1", 2, ["luton", "within-1", 1]) in named
    assert {rule["recorded_by"] for rule in rules} == {None}
    (adoption,) = [row["fields"] for row in rows if row["model"] == "laa.agreementrule"]
    assert adoption["agreement"] == ["luton", "laa"]
    assert adoption["rule"] == ["luton", "within-1", 2]
    assert adoption["adopted_by"] is None


@pytest.mark.django_db
def test_milestones_go_as_they_stand_and_those_taken_back_do_not(adopted):
    rows = json.loads(fixture_of(adopted))
    found = [row["fields"] for row in rows if row["model"] == "laa.milestone"]

    said = [(row["period"], Decimal(row["value"]), row["version"]) for row in found]
    assert said == [("2008/09-Q1", 20, 1), ("2008/09-Q2", 55, 1)]
    assert Milestone.objects.current().count() == 3
    assert Commitment.objects.filter(own_rule__isnull=False).count() == 1
