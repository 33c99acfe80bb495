"""Who enters what: assigned for many at once, handed over when somebody leaves."""

import pytest

from laa.actions.assignments import assign, mark
from laa.actions.indicator_setup import edit_strand
from laa.actions.partners import add_partner
from laa.actions.people import deactivate, end_membership
from laa.actions.refusals import NothingToDo, Refused
from laa.models import Assignment, AuditEvent, Indicator, Notice, QuarterlyReturn, Role
from tests.factories import MembershipFactory, PartnerFactory, UserFactory, promise
from tests.steps import enter, line_of, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(housing_benefit):
    return housing_benefit.indicator


@pytest.fixture
def trust(luton):
    return PartnerFactory(partnership=luton, slug="trust", name="The trust")


@pytest.fixture
def deputy(luton, council):
    person = UserFactory(name="Dee Deputy")
    MembershipFactory(partnership=luton, user=person, role=Role.OFFICER, partner=council)
    return person


@pytest.fixture
def do(luton, cast):
    def assigned(*indicators, **given):
        return assign(indicators, partnership=luton, by=cast.lead, **given)

    return assigned


def fresh(indicator):
    return Indicator.objects.select_related("assignment", "supplier").get(pk=indicator.pk)


def test_many_get_an_officer_and_a_deputy_in_one_go(
    do, agreement, council, indicator, cast, deputy
):
    other = promise(agreement, "NI 182", supplier=council).indicator

    result = do(indicator, other, officer=cast.officer, deputy=deputy)

    assert [each.reference for each in result.indicators] == ["NI 181", "NI 182"]
    held = Assignment.objects.order_by("indicator__reference")
    assert list(held.values_list("officer", "deputy")) == [(cast.officer.pk, deputy.pk)] * 2
    told = Notice.objects.get(recipient=cast.officer)
    assert told.text == "You enter NI 181, NI 182 from now on."
    assert AuditEvent.objects.filter(action="indicator.assign").count() == 2


def test_what_is_left_as_it_is_stays(do, indicator, cast, deputy):
    do(indicator, officer=cast.officer)
    do(indicator, deputy=deputy)
    assert fresh(indicator).assignment.officer == cast.officer

    do(indicator, officer=None)
    held = fresh(indicator).assignment
    assert (held.officer, held.deputy) == (None, deputy)
    with pytest.raises(NothingToDo, match="assigned like that already"):
        do(indicator, officer=None)


def test_nobody_ticked_is_said(do):
    with pytest.raises(NothingToDo, match="Tick at least one"):
        do(officer=None)


def test_only_the_suppliers_data_officers_enter(do, indicator, cast):
    with pytest.raises(Refused, match="is no data officer of Luton Borough Council"):
        do(indicator, officer=cast.certifier)
    with pytest.raises(Refused, match="cannot be their own deputy"):
        do(indicator, officer=cast.officer, deputy=cast.officer)
    assert not Assignment.objects.exists()


def test_a_councils_officer_enters_for_its_services(do, luton, council, indicator, cast):
    service = add_partner(partnership=luton, name="Benefits", part_of=council, by=cast.lead)

    do(indicator, supplier=service, officer=cast.officer)

    assert fresh(indicator).supplier == service


def test_open_lines_follow_the_new_supplier_at_once(do, quarterly_return, indicator, trust, cast):
    line = enter(line_of(quarterly_return), "45", by=cast.officer)

    result = do(indicator, supplier=trust)

    line.refresh_from_db()
    assert (result.moved, result.stayed) == (1, 0)
    assert (line.quarterly_return.partner, line.value) == (trust, 45)
    assert line.version == 4  # two saves, then the move
    assert not QuarterlyReturn.objects.filter(pk=quarterly_return.pk).exists()


def test_what_was_submitted_stays_with_who_submitted_it(
    do, quarterly_return, indicator, trust, cast
):
    submitted(quarterly_return, cast, "45")

    result = do(indicator, supplier=trust)

    assert (result.moved, result.stayed) == (0, 1)
    assert quarterly_return.lines.count() == 1


def test_an_officer_of_the_old_supplier_is_taken_off(do, indicator, trust, cast):
    do(indicator, officer=cast.officer)

    result = do(indicator, supplier=trust)

    assert fresh(indicator).assignment.officer is None
    assert result.taken_off == ["Data officer from NI 181"]


def test_a_strands_own_supplier_gets_its_lines(quarterly_return, indicator, trust, do, cast):
    strand = indicator.strands.get()

    edit_strand(strand, label="", supplier=trust, by=cast.lead)
    assert QuarterlyReturn.objects.get().partner == trust
    do(indicator, supplier=PartnerFactory(partnership=trust.partnership))

    assert QuarterlyReturn.objects.get().partner == trust


def test_a_page_that_is_out_of_date_assigns_nothing(do, indicator, cast, deputy):
    seen = {"ni-181": mark(fresh(indicator))}
    do(indicator, officer=cast.officer)

    with pytest.raises(Refused, match="Assigned otherwise since you opened the page: NI 181"):
        do(indicator, officer=deputy, seen=seen)
    assert fresh(indicator).assignment.officer == cast.officer


def test_what_a_leaver_entered_goes_to_the_deputy(do, luton, indicator, cast, deputy):
    do(indicator, officer=cast.officer, deputy=deputy)

    deactivate(cast.officer, partnership=luton, by=cast.administrator)

    held = fresh(indicator).assignment
    assert (held.officer, held.deputy) == (deputy, None)
    event = AuditEvent.objects.get(action="indicator.hand_over")
    assert (event.before["officer"], event.after["officer"]) == ("Data officer", "Dee Deputy")
    assert not Notice.objects.filter(recipient=cast.lead).exists()


def test_without_a_deputy_the_lead_is_told(do, luton, indicator, cast):
    do(indicator, officer=cast.officer)

    end_membership(luton.memberships.get(user=cast.officer), by=cast.administrator)

    assert fresh(indicator).assignment.officer is None
    told = Notice.objects.get(recipient=cast.lead)
    assert told.text == "Data officer has left, and nobody enters NI 181. Choose who does."
    assert told.path == "/luton/set-up/indicators/entering/?officer=nobody"


def test_a_deputy_who_leaves_is_no_deputy_any_more(do, luton, indicator, cast, deputy):
    do(indicator, officer=cast.officer, deputy=deputy)

    end_membership(luton.memberships.get(user=deputy), by=cast.administrator)

    held = fresh(indicator).assignment
    assert (held.officer, held.deputy) == (cast.officer, None)


def test_who_may_still_enter_keeps_what_they_enter(do, luton, council, indicator, cast):
    do(indicator, officer=cast.officer)
    again = MembershipFactory(
        partnership=luton, user=cast.officer, role=Role.CONTRIBUTOR, partner=council
    )

    end_membership(again, by=cast.administrator)

    assert fresh(indicator).assignment.officer == cast.officer
