"""H18: attendance as a condition of the contract, over 28 months."""

import pytest

from laa.actions.refusals import Refused
from projects.actions.records import add_record
from projects.models import Group, GroupMonth
from projects.queries.groups import months_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(printed):
    return Group.objects.of(printed).get()


def test_december_2006_to_march_2009_are_28_months(group):
    keys = [month.key for month in group.months]

    assert group.is_condition
    assert (len(keys), keys[0], keys[-1]) == (28, "2006-12", "2009-03")


def test_which_of_the_28_are_missing(printed, group, worker):
    def month(key, attended=True):
        add_record(
            GroupMonth, project=printed, group=group, month=key, attended=attended, by=worker
        )

    for key in [month.key for month in group.months][:25]:
        month(key)
    month("2009-01", attended=False)

    (months,) = months_of(printed)

    assert len(months.attended) == 25
    assert [m.key for m in months.missed] == ["2009-01"]
    assert [m.key for m in months.not_said] == ["2009-02", "2009-03"]
    assert months.said == (
        "Smartnet: 25 of 28 months attended; missed: January 2009; "
        "nothing said of 2: February 2009, March 2009."
    )


def test_nothing_said_is_not_absence(printed):
    (months,) = months_of(printed)

    assert (months.missed, len(months.not_said)) == ([], 28)


@pytest.mark.parametrize("key", ["2006-11", "2009-04"])
def test_a_month_outside_is_refused(key, printed, group, worker):
    with pytest.raises(Refused, match="outside that"):
        add_record(GroupMonth, project=printed, group=group, month=key, by=worker)
