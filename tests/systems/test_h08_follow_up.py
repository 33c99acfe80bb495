"""H8: 80 first meetings, 15 without a follow-up: 65 followed (81.25%); one comes back: 14."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.refusals import Refused
from projects.actions.contacts import fix_next, record_contact
from projects.models import Contact
from projects.queries.contacts import missed_follow_ups, statistics_of
from tests.projects.rows import AT, a_client

pytestmark = pytest.mark.django_db

MET = date(2008, 1, 10)


@pytest.fixture
def eighty(project, cast):
    """65 with a date for the next meeting, and 15 who have not fixed one."""
    Contact.objects.bulk_create(
        Contact(
            partnership=project.partnership,
            project=project,
            client=a_client(project, name=f"Group {n}"),
            met_on=MET,
            next="agreed" if n < 65 else "not_fixed",
            next_on=date(2009, 5, 1) if n < 65 else None,
            entered_at=AT,
            entered_by=cast.officer,
        )
        for n in range(80)
    )


def test_65_of_80_went_on(eighty, project):
    found = statistics_of(project)

    assert (found.first_meetings, len(found.without_follow_up), found.followed) == (80, 15, 65)
    assert found.followed_percent == Decimal("81.25")


def test_one_who_comes_back_after_a_long_time(eighty, project, cast):
    back = statistics_of(project).without_follow_up[0]

    record_contact(project, client=back, met_on=date(2009, 3, 2), note="Moved on.", by=cast.officer)

    found = statistics_of(project)
    assert len(found.without_follow_up) == 14
    assert back not in found.without_follow_up
    assert [contact.met_on for contact in back.contact_set.all()] == [MET, date(2009, 3, 2)]


def test_a_date_fixed_later_takes_them_off_too(eighty, project, cast):
    contact = statistics_of(project).without_follow_up[0].contact_set.get()

    fix_next(contact, next_on=date(2009, 6, 1), by=cast.officer)

    assert len(statistics_of(project).without_follow_up) == 14


def test_a_next_meeting_before_this_one_is_refused(eighty, project, cast):
    contact = statistics_of(project).without_follow_up[0].contact_set.get()

    with pytest.raises(Refused, match="before this one"):
        fix_next(contact, next_on=date(2008, 1, 9), by=cast.officer)


@pytest.mark.parametrize(("on", "missed"), [(date(2009, 5, 1), 0), (date(2009, 5, 2), 65)])
def test_a_fixed_date_that_passes_is_named(on, missed, eighty, project):
    assert len(missed_follow_ups(project, on)) == missed
