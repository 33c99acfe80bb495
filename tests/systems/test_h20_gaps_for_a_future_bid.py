"""H20: seven gaps, printed twice and kept once, each with a level that a person sets."""

import pytest

from projects.actions.records import edit_record
from projects.models import Lesson
from projects.queries.summaries import summary_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def gaps(printed):
    return list(Lesson.objects.of(printed).filter(kind="gap"))


def test_seven_gaps_once_with_both_places_named(gaps):
    assert len({gap.text for gap in gaps}) == len(gaps) == 7
    assert {gap.where for gap in gaps} == {"Report of 2008, summary and section 4"}


def test_no_level_is_invented(gaps, printed):
    assert {gap.level for gap in gaps} == {""}
    assert all("Nobody has said yet" in gap.doubts[0] for gap in gaps)
    assert summary_of("lessons", printed, gaps) == ["7 gaps: 0 local, 0 national, 7 not set yet."]


def test_a_person_sets_each_level(gaps, printed, worker):
    for gap in gaps:
        level = Lesson.Level.NATIONAL if "Tax" in gap.text else Lesson.Level.LOCAL
        edit_record(gap, level=level, by=worker)

    now = list(Lesson.objects.of(printed).filter(kind="gap"))
    assert summary_of("lessons", printed, now) == ["7 gaps: 6 local, 1 national."]
    assert not any(gap.doubts for gap in now)


def test_a_gap_can_be_taken_into_a_bid(gaps, printed, worker):
    edit_record(gaps[0], used_in="Bid for 2009", by=worker)

    assert Lesson.objects.get(pk=gaps[0].pk).used_in == "Bid for 2009"
