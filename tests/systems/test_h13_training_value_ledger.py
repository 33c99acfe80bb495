"""H13: what support was worth, with its qualifiers; the £2,000 printed twice is not added twice."""

import pytest

from projects.models import Support
from projects.queries.summaries import summary_of

pytestmark = pytest.mark.django_db


def test_each_entry_keeps_its_qualifier(printed):
    said = {row.title: (row.worth.said, row.beneficiaries) for row in Support.objects.of(printed)}

    assert said == {
        "Graduate course in social enterprise": ("£25,000", 12),
        "Training of volunteers of client organisations": ("around £2,000", 5),
        "Stands at Let’s Do Business": ("£1,000", 4),
        "Package for the exhibition at Voice08": ("in excess of £2,000", 1),
        "Consultancy on becoming a franchise": ("£2,500", 1),
        "Training for volunteers in one enterprise": ("£2,000", None),
    }


def test_the_second_2000_is_flagged_and_not_added(printed):
    total, left_out = summary_of("support", printed, list(Support.objects.of(printed)))

    assert total == ("Worth £32,500, of which not exact: around £2,000; in excess of £2,000.")
    assert left_out.endswith("Training for volunteers in one enterprise: £2,000.")


def test_once_a_person_says_it_is_other_money_it_is_added(printed):
    Support.objects.of(printed).exclude(may_be=None).update(may_be=None)

    said = summary_of("support", printed, list(Support.objects.of(printed)))

    assert said == ["Worth £34,500, of which not exact: around £2,000; in excess of £2,000."]
