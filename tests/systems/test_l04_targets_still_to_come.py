"""L4: what is still to be set is a state with a day, never a zero, never red or green."""

from collections import Counter
from datetime import date

import pytest

from laa.actions.cells import Cells
from laa.models import Commitment, Role
from laa.queries.waiting import BASE, BASELINE, PLACEHOLDER, TARGET, waiting_list
from laa.rules import periods, rating
from laa.rules.vocabulary import Accumulation, Because, FigureState, Polarity
from tests.factories import MembershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(published):
    promises = Commitment.objects.filter(agreement=published).select_related(
        "agreement", "indicator", "lead", "theme"
    )
    return waiting_list(promises, today=date(2009, 4, 1))


def of(found, kind):
    return [each for each in found if each.kind == kind]


def test_the_list_at_1_april_2009(found):
    targets = Counter((each.cell.state, str(each.due)) for each in of(found, TARGET))

    assert targets == {
        ("deferred", "2009-12-31"): 7,
        ("delayed", "2009-12-31"): 2,
        ("to_be_set", "None"): 5,
        ("to_be_set", "2009-01-31"): 15,
        ("new_collection", "None"): 1,
        ("not_set", "None"): 1,
    }


def test_probable_placeholders_are_asked_about(found):
    refs = [each.commitment.indicator.reference for each in of(found, PLACEHOLDER)]

    assert refs == ["074", "093", "094", "095", "096", "097", "098"]


def test_baselines_and_what_waits_for_them_are_on_the_list(found):
    baselines = sorted(each.commitment.indicator.reference for each in of(found, BASELINE))
    waits = Counter(each.commitment.indicator.reference for each in of(found, BASE))

    assert baselines == ["NI 069", "NI 125", "NI 153", "NI 163", "NI 186"]
    assert waits["NI 069"] == waits["NI 186"] == 3


def test_what_is_past_its_day_is_overdue(found):
    assert {each.due for each in found if each.is_overdue} == {
        date(2008, 9, 30),
        date(2008, 10, 31),
        date(2009, 1, 31),
    }


def test_none_of_them_is_rated(found):
    for each in of(found, TARGET) + of(found, PLACEHOLDER):
        cells = Cells([each.commitment])
        outcome = rating.rate(
            figure=rating.Figure(61, FigureState.MEASURED, periods.period(_year(each))),
            target=cells.promise(each.cell, periods.period(_year(each))),
            baseline=None,
            polarity=Polarity.UP,
            accumulates=Accumulation.SNAPSHOT,
        )
        assert (outcome.rating, outcome.because) == ("not_rated", Because.NO_TARGET)


def _year(each):
    return "2010/11" if each.cell.period == "2008/09-2010/11" else each.cell.period


def test_the_page_narrows_and_downloads(client, published):
    reader = MembershipFactory(partnership=published.partnership, role=Role.BOARD_MEMBER)
    client.force_login(reader.user)

    page = visit(client, "/luton/waiting/?when=undated&kind=target")
    assert "Targets to be set by local partnership" in page.text
    assert "set Jan 09" not in page.text

    csv = client.get("/luton/waiting/?_export=csv").content.decode("utf-8-sig")
    assert csv.count("set Jan 09") == 15
