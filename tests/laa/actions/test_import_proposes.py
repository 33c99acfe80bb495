"""What an import takes from the national set is marked as proposed, and never beats the print."""

import json

import pytest

from laa.actions import imports
from laa.models import Indicator

pytestmark = pytest.mark.django_db

TABLE = """\
Theme,Indicator,Baseline,2008/09,2009/10,Partners
Learning,NI 075 Five good GCSEs,45%,*47%,*50%,LBC*
Homes,NI 154 Net additional homes provided,900,*950,*980,LBC*
Homes,NI 016 Serious acquisitive crime rate,37.9,*36,*35,LBC*
"""


@pytest.fixture
def load(luton, cast):
    def do(**decisions):
        started = imports.start_import(
            partnership=luton,
            title="An agreement",
            first_year=2008,
            name="agreement.csv",
            data=TABLE.encode(),
            decisions=json.dumps({"indicators": decisions}) if decisions else "",
            by=cast.lead,
        )
        imports.queue_import(started, seen=0, by=cast.lead)
        imports.run_import(started)
        return {each.reference: each for each in Indicator.objects.filter(partnership=luton)}

    return do


def test_what_nobody_decided_is_proposed_as_the_national_set_has_it(load):
    found = load()["NI 016"]

    assert (found.polarity, found.frequency, found.lag_days) == ("down", "quarter", 25)
    assert found.polarity_basis == "National Indicator Set (judged)"
    assert found.proposed == ["polarity", "unit", "accumulates", "frequency", "lag_days"]


def test_a_unit_that_is_printed_is_not_proposed(load):
    assert "unit" not in load()["NI 075"].proposed


def test_the_year_that_is_printed_stands_against_the_school_year(load):
    """NI 075 is of the school year; its figure must meet the target printed for 2008/09."""
    assert load()["NI 075"].frequency == "financial_year"


def test_what_a_person_decided_is_not_proposed(load):
    found = load(**{"NI 154": {"polarity": "up", "unit": "number"}})["NI 154"]

    assert found.proposed == ["accumulates", "frequency", "lag_days"]


def test_a_decision_may_leave_a_fact_to_be_confirmed(load):
    decided = {"polarity": "up", "unit": "number", "proposed": ["polarity"]}

    found = load(**{"NI 154": decided})["NI 154"]

    assert found.proposed == ["polarity", "accumulates", "frequency", "lag_days"]
