"""Partners: renamed without losing their names, joined and parted, kept apart, retired."""

from datetime import date

import pytest

from laa.actions.partner_joins import join_partners, undo_join, what_moves
from laa.actions.partners import (
    add_name,
    add_partner,
    bring_back_partner,
    edit_partner,
    keep_apart,
    let_propose,
    remove_name,
    retire_partner,
)
from laa.actions.refusals import ChangedBySomebody, NothingToDo, Refused, StillInUse
from laa.models import AuditEvent, Partner, PartnerDistinction, PartnerJoin, QuarterlyReturn, Role
from laa.models.base import mark
from laa.rules.partner_names import propose
from tests.factories import MembershipFactory, PartnerFactory, promise

pytestmark = pytest.mark.django_db


def edited(partner, by, **values):
    said = {"name": partner.name, "abbreviation": partner.abbreviation, "part_of": partner.part_of}
    return edit_partner(partner, by=by, **{**said, **values})


def names(partner):
    return sorted(partner.aliases.values_list("name", flat=True))


def test_a_partner_is_added_with_an_address_of_its_own(luton, council, cast):
    first, second = (
        add_partner(partnership=luton, name=name, part_of=council, by=cast.lead)
        for name in ("Youth Service", "Youth-Service!")
    )

    assert (first.slug, second.slug) == ("youth-service", "youth-service-2")
    assert first.part_of == council
    event = AuditEvent.objects.get(subject="Youth Service")
    assert (event.action, event.after["part_of"]) == ("partner.add", "Luton Borough Council")


def test_a_name_that_is_an_address_of_the_pages_gets_another(luton, cast):
    assert add_partner(partnership=luton, name="Add", by=cast.lead).slug == "add-2"


def test_a_name_stands_for_one_partner(luton, council, cast):
    add_name(council, name="LBC", by=cast.lead)

    with pytest.raises(Refused, match="“lbc” stands for Luton Borough Council already"):
        add_partner(partnership=luton, name="lbc", by=cast.lead)


def test_a_renamed_partner_is_still_found_by_its_old_name(council, cast, luton):
    partner = edited(council, cast.lead, name="Luton Council", abbreviation="LC")

    assert (partner.name, partner.slug) == ("Luton Council", "council")
    assert names(partner) == ["Luton Borough Council"]
    assert luton.known_names()["luton borough council"] == "council"
    event = AuditEvent.objects.get(action="partner.edit")
    assert event.before == {"name": "Luton Borough Council", "abbreviation": ""}
    assert event.after == {"name": "Luton Council", "abbreviation": "LC"}


def test_other_capitals_are_no_other_name(council, cast):
    assert names(edited(council, cast.lead, name="Luton borough council")) == []


def test_nothing_changed_is_nothing_told(council, cast):
    edited(council, cast.lead)

    assert not AuditEvent.objects.filter(action="partner.edit").exists()


def test_who_changed_it_meanwhile_is_named(council, cast):
    seen = mark(council)
    edited(council, cast.administrator, abbreviation="LBC")

    with pytest.raises(ChangedBySomebody, match="Administrator changed Luton Borough Council"):
        edited(council, cast.lead, seen=seen, abbreviation="LB")
    council.refresh_from_db()
    assert council.abbreviation == "LBC"


def test_a_council_is_not_part_of_its_own_service(luton, council, cast):
    service = PartnerFactory(partnership=luton, part_of=council)
    team = PartnerFactory(partnership=luton, part_of=service)

    with pytest.raises(Refused, match="cannot be part of it"):
        edited(council, cast.lead, part_of=team)
    with pytest.raises(Refused, match="cannot be part of it"):
        edited(council, cast.lead, part_of=council)


def test_other_names_come_and_go(council, cast):
    add_name(council, name="LBC", by=cast.lead)
    remove_name(council, name="LBC", by=cast.lead)

    assert names(council) == []
    with pytest.raises(NothingToDo, match="not among the other names"):
        remove_name(council, name="LBC", by=cast.lead)


def test_what_is_not_the_same_is_never_proposed_again(luton, cast):
    pct = PartnerFactory(partnership=luton, name="Luton tPCT")

    def proposed():
        known, apart = luton.known_partners(), luton.distinctions()
        return [each.slug for each in propose("tPCT", known, distinct=apart).proposals]

    assert proposed() == [pct.slug]
    distinction = keep_apart(pct, name="tPCT", by=cast.lead)
    assert keep_apart(pct, name=" TPCT", by=cast.lead) == distinction
    assert proposed() == []
    let_propose(distinction, by=cast.lead)
    assert proposed() == [pct.slug]


def test_a_partner_that_owes_leads_or_has_people_is_not_retired(housing_benefit, council, cast):
    PartnerFactory(partnership=council.partnership, name="Benefits", part_of=council)

    with pytest.raises(StillInUse) as refusal:
        retire_partner(council, by=cast.lead)
    said = str(refusal.value)
    assert "owes the figures of NI 181" in said
    assert "leads on Local area agreement: NI 181; choose another lead" in said
    assert "Benefits is part of it" in said
    assert "Data officer, Data officer acts for it" in said


def test_a_partner_with_nothing_left_retires_and_comes_back(luton, cast):
    partner = PartnerFactory(partnership=luton)

    assert retire_partner(partner, by=cast.lead).retired_on == date(2009, 4, 20)
    assert partner not in luton.partners.in_use()
    with pytest.raises(NothingToDo, match="retired already"):
        retire_partner(partner, by=cast.lead)
    assert bring_back_partner(partner, by=cast.lead).retired_on is None


@pytest.fixture
def two(luton, council, agreement, housing_benefit, cast):
    """Jobcentre Plus under two spellings, each with something hanging on it."""
    kept = PartnerFactory(partnership=luton, slug="jobcentre-plus", name="Jobcentre Plus")
    joined = PartnerFactory(
        partnership=luton, slug="job-centre-plus", name="Job Centre Plus", abbreviation="JCP"
    )
    promise(agreement, "NI 151", supplier=kept)
    promise(agreement, "NI 152", supplier=joined)
    housing_benefit.contributors.add(kept, joined)
    promise(agreement, "NI 153", supplier=council).contributors.add(joined)
    MembershipFactory(partnership=luton, role=Role.OFFICER, partner=joined)
    add_name(joined, name="The Jobcentre", by=cast.lead)
    return kept, joined


def a_picture(luton):
    """Everything that names a partner, by name: to see that a join leaves no trace when undone."""
    return {
        "partners": sorted(luton.partners.values_list("pk", "slug", "name", "abbreviation")),
        "names": luton.known_names(),
        "leads": list(luton.commitments.order_by("pk").values_list("lead__slug", flat=True)),
        "supplies": sorted(luton.indicators.values_list("reference", "supplier__slug")),
        "contributes": sorted(
            luton.commitments.exclude(contributors=None).values_list("pk", "contributors__slug")
        ),
        "people": sorted(
            luton.memberships.filter(partner__isnull=False).values_list("pk", "partner__slug")
        ),
        "lines": sorted(
            luton.return_lines.values_list(
                "strand__indicator__reference", "quarterly_return__partner__slug"
            )
        ),
    }


def test_a_join_moves_everything_and_keeps_the_names(luton, two, cast):
    kept, joined = two

    said = {moves.said: len(moves.rows) for moves in what_moves(joined)}
    join_partners(kept=kept, joined=joined, by=cast.lead)

    assert said == {
        "promises it leads": 1,
        "promises it contributes to": 2,
        "indicators whose figures it owes": 1,
        "people’s roles": 1,
        "other names": 1,
    }
    assert not luton.partners.filter(slug="job-centre-plus").exists()
    assert names(kept) == ["JCP", "Job Centre Plus", "The Jobcentre"]
    assert sorted(kept.leads.values_list("indicator__reference", flat=True)) == ["NI 151", "NI 152"]
    assert sorted(kept.contributes_to.values_list("indicator__reference", flat=True)) == [
        "NI 153",
        "NI 181",
    ]
    assert kept.memberships.count() == 1


def test_a_join_taken_back_leaves_no_trace(luton, two, round_, cast):
    kept, joined = two
    before = a_picture(luton)

    join = join_partners(kept=kept, joined=joined, by=cast.lead)
    assert a_picture(luton) != before
    undo_join(join, by=cast.lead)

    assert a_picture(luton) == before
    assert not PartnerJoin.objects.exists()
    with pytest.raises(Refused, match="took that join back already"):
        undo_join(join, by=cast.lead)


def test_two_returns_of_one_round_become_one(luton, two, round_, cast):
    kept, joined = two

    join = join_partners(kept=kept, joined=joined, by=cast.lead)

    mine = QuarterlyReturn.objects.get(partner=kept)
    assert sorted(mine.lines.values_list("strand__indicator__reference", flat=True)) == [
        "NI 151",
        "NI 152",
    ]
    undo_join(join, by=cast.lead)
    assert QuarterlyReturn.objects.filter(round=round_).count() == 3


def test_what_went_elsewhere_since_stays_there(two, council, cast):
    kept, joined = two
    join = join_partners(kept=kept, joined=joined, by=cast.lead)
    kept.memberships.update(partner=council)

    partner = undo_join(join, by=cast.lead)

    assert partner.memberships.count() == 0


def test_the_contributor_of_what_the_other_leads_is_not_both(agreement, two, cast):
    kept, joined = two
    commitment = joined.leads.get()
    commitment.contributors.add(kept)

    join = join_partners(kept=kept, joined=joined, by=cast.lead)
    assert list(commitment.contributors.all()) == []
    undo_join(join, by=cast.lead)

    assert list(commitment.contributors.all()) == [kept]


def test_a_partner_is_not_joined_to_itself_or_to_a_service_of_its_own(luton, council, cast):
    service = PartnerFactory(partnership=luton, part_of=council)

    with pytest.raises(Refused, match="two different partners"):
        join_partners(kept=council, joined=council, by=cast.lead)
    with pytest.raises(Refused, match="Move it first"):
        join_partners(kept=service, joined=council, by=cast.lead)


def test_a_preview_that_is_out_of_date_joins_nothing(two, cast):
    kept, joined = two
    seen = (mark(kept), mark(joined))
    edited(joined, cast.administrator, abbreviation="JC")

    with pytest.raises(Refused, match="changed since you opened the page"):
        join_partners(kept=kept, joined=joined, by=cast.lead, seen=seen)
    assert Partner.objects.filter(pk=joined.pk).exists()
    assert not PartnerDistinction.objects.exists()
