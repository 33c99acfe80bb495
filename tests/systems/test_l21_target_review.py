"""L21: a target reviewed during the term: both are kept, and the year before is untouched."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.targets import Change, change_cells
from laa.models import AuditEvent, Commitment, Role, Target
from laa.rules.notation import read_target
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

REASON = "Years 2 and 3 were reviewed in 2009, as the agreement foresaw."


@pytest.fixture
def lead(published):
    return MembershipFactory(partnership=published.partnership, role=Role.LEAD).user


@pytest.fixture
def ni_015(published):
    return Commitment.objects.get(agreement=published, indicator__reference="NI 015")


def review(commitment, period, text, by):
    rows = [*commitment.targets.current(), *commitment.baselines.current()]
    return change_cells(
        [Change(commitment, period, read_target(text))],
        seen={row.pk for row in rows},
        reason=REASON,
        agreed_by="The local strategic partnership and the government office",
        agreed_on=date(2009, 3, 3),
        by=by,
    )


@pytest.fixture
def reviewed(ni_015, lead):
    review(ni_015, "2009/10", "0.52 (96 offences)", lead)
    return ni_015


def test_the_history_shows_both(reviewed, lead):
    versions = reviewed.targets.filter(period="2009/10").order_by("version")

    assert [(t.version, t.text, t.value, t.secondary) for t in versions] == [
        (1, "*0.51 (94 offences)", Decimal("0.51"), 94),
        (2, "0.52 (96 offences)", Decimal("0.52"), 96),
    ]
    first, second = versions
    assert second.supersedes == first
    assert (second.reason, second.agreed_on, second.recorded_by) == (
        REASON,
        date(2009, 3, 3),
        lead,
    )
    event = AuditEvent.objects.get(action="target.set")
    assert (event.note, event.before["text"]) == (REASON, "*0.51 (94 offences)")


def test_what_is_in_force_moves_and_the_years_beside_it_do_not(reviewed, rate):
    current = Target.objects.current().filter(commitment=reviewed).order_by("period")

    assert [(target.period, target.value) for target in current] == [
        ("2008/09", Decimal("0.53")),
        ("2009/10", Decimal("0.52")),
        ("2010/11", Decimal("0.47")),
    ]
    assert rate("NI 015", "0.53", "2008/09")["rating"] == "on_track"
    assert rate("NI 015", "0.54", "2008/09")["rating"] == "off_track"


def test_a_figure_between_the_two_is_rated_by_the_one_in_force(published, ni_015, lead, rate):
    assert rate("NI 015", "0.52", "2009/10")["rating"] == "off_track"

    review(ni_015, "2009/10", "0.52 (96 offences)", lead)

    assert rate("NI 015", "0.52", "2009/10")["rating"] == "on_track"
