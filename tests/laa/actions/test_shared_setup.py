"""Saying what a total is the sum of; what would not add up is refused in words."""

import pytest

from laa.actions.indicator_setup import add_strand, edit_indicator
from laa.actions.refusals import NothingToDo, Refused
from laa.actions.return_steps import submit
from laa.actions.set_aside import take_back
from laa.actions.shared_setup import add_part, take_part_out
from laa.models import AuditEvent
from tests.factories import PartnerFactory, promise
from tests.steps import answer_all, enter_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def total(agreement, council):
    return promise(agreement, "NI 15", supplier=council, unit="number").indicator.strands.get()


@pytest.fixture
def rother(luton):
    return PartnerFactory(partnership=luton, slug="rother", name="Rother District Council")


def refusal(*args, **options) -> str:
    with pytest.raises(Refused) as told:
        add_part(*args, **options)
    return str(told.value)


def test_a_new_strand_is_made_a_part_with_its_supplier(total, rother, cast):
    part = add_part(total, part=None, label="Rother", supplier=rother, by=cast.lead)

    assert (part.part_of, part.supplier, str(part)) == (total, rother, "NI 15 Rother")
    assert AuditEvent.objects.filter(action="strand.add_to_total").count() == 1


def test_a_strand_that_is_there_becomes_a_part(total, rother, cast):
    strand = add_strand(total.indicator, label="Rother", by=cast.lead)

    part = add_part(total, part=strand, supplier=rother, by=cast.lead)

    assert (part.pk, part.supplier) == (strand.pk, rother)


def test_nothing_is_a_part_of_itself_nor_of_its_own_part(total, cast):
    assert "cannot be a part of itself" in refusal(total, part=total, by=cast.lead)
    part = add_part(total, part=None, label="Rother", by=cast.lead)

    told = refusal(part, part=total, by=cast.lead)

    assert told == (
        "NI 15 Rother is itself a part of NI 15, so it cannot have parts. Make them parts of NI 15."
    )


def test_a_sum_is_no_part_of_another_sum(total, cast):
    other = add_strand(total.indicator, label="Coast", by=cast.lead)
    add_part(other, part=None, label="Hastings", by=cast.lead)

    told = refusal(total, part=other, by=cast.lead)

    assert told == (
        "NI 15 Coast is itself the sum of NI 15 Hastings. Make those parts of NI 15; "
        "the sum is the same."
    )


def test_different_units_do_not_add(total, agreement, council, cast):
    other = promise(agreement, "NI 16", supplier=council, unit="percent").indicator.strands.get()

    assert refusal(total, part=other, by=cast.lead) == (
        "NI 16 is measured in % and NI 15 in number. Different units do not add."
    )


def test_parts_are_strands_of_one_indicator(total, agreement, council, cast):
    other = promise(agreement, "NI 16", supplier=council, unit="number").indicator.strands.get()

    assert "NI 16 is of another indicator" in refusal(total, part=other, by=cast.lead)


@pytest.mark.parametrize(("unit", "noun"), [("days", "Days"), ("level", "Levels")])
def test_days_and_levels_have_no_total(unit, noun, agreement, council, cast):
    total = promise(agreement, "NI 181", supplier=council, unit=unit).indicator.strands.get()

    told = refusal(total, part=None, label="Rother", by=cast.lead)

    assert f"{noun} of several suppliers do not add up to a total." in told
    assert total.indicator.strands.count() == 1


def test_the_unit_of_a_total_stays_one_that_adds(total, cast):
    add_part(total, part=None, label="Rother", by=cast.lead)

    with pytest.raises(Refused, match="NI 15 Rother is a part of a total, and days do not add up"):
        edit_indicator(total.indicator, unit="days", by=cast.lead)


def test_a_part_taken_out_stands_by_itself(total, cast):
    part = add_part(total, part=None, label="Rother", by=cast.lead)

    assert take_part_out(part, by=cast.lead).part_of is None
    with pytest.raises(NothingToDo, match="no part of another strand"):
        take_part_out(part, by=cast.lead)


def test_the_open_line_of_what_becomes_a_total_is_asked_no_more(quarterly_return, luton, cast):
    line = quarterly_return.lines.get()
    indicator = line.strand.indicator
    indicator.unit = "number"
    indicator.save()

    add_part(line.strand, part=None, label="Rother", by=cast.lead)

    line.refresh_from_db()
    assert line.state == "skipped"
    assert line.set_aside_reason.startswith("It is the sum of its parts")
    with pytest.raises(NothingToDo, match="is the sum of its parts, so nobody is asked"):
        take_back([line], by=cast.lead)


def test_what_somebody_handed_in_is_finished_first(quarterly_return, cast):
    line = quarterly_return.lines.get()
    indicator = line.strand.indicator
    indicator.unit = "number"
    indicator.save()
    enter_all(quarterly_return, cast)
    answer_all(quarterly_return, cast)
    submit(quarterly_return, by=cast.officer)

    told = refusal(line.strand, part=None, label="Rother", by=cast.lead)

    assert "is submitted in the return of Luton Borough Council" in told
