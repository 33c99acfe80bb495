import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from laa.models import Demonstration, Flag, JobRun
from tests.factories import AgreementFactory
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


def run(**options):
    out = StringIO()
    call_command("flag_off_track", stdout=out, **{"format": "json", **options})
    return json.loads(out.getvalue()) if options.get("format") != "text" else out.getvalue()


@pytest.fixture
def missed(quarterly_return, cast):
    return signed_off(quarterly_return, cast, "45")


def test_it_says_what_it_opened(missed):
    assert run() == {
        "opened": [
            {
                "key": "off-track:laa:ni-181:all:2008/09-Q4",
                "agreement": "laa",
                "indicator": "NI 181",
                "strand": "all",
                "period": "2008/09-Q4",
                "reason": "off-track",
                "stage": "lead",
                "text": "NI 181: 45 days (illustrative) for Q4 2008/09 against a target of 42 days",
            }
        ],
        "escalated": [],
        "closed": [],
        "unchanged": 0,
    }


def test_twice_opens_nothing(missed):
    run()

    assert run() == {"opened": [], "escalated": [], "closed": [], "unchanged": 1}
    assert Flag.objects.count() == 1


def test_in_words(missed):
    text = run(format="text")

    assert text.startswith("opened   NI 181: 45 days")
    assert text.strip().endswith("1 opened, 0 escalated, 0 closed, 0 unchanged")


def test_a_date_before_the_last_run_is_refused(missed):
    run(as_at="2009-04-21")

    with pytest.raises(CommandError, match="Luton Forum: 20 April 2009 is before the last run"):
        run(as_at="2009-04-20")
    assert JobRun.objects.count() == 1


def test_its_day_is_the_partnerships_own(missed):
    Demonstration.objects.update(today=date(2009, 4, 22))
    run()

    assert JobRun.objects.get().as_at == date(2009, 4, 22)


def test_one_agreement(missed, luton):
    AgreementFactory(partnership=luton, slug="other")

    assert run(agreement="other")["opened"] == []
    assert len(run(agreement="laa")["opened"]) == 1


@pytest.mark.parametrize("day", ["tomorrow", "20/04/2009", "2009-02-30"])
def test_what_is_no_date_is_refused(day, missed):
    with pytest.raises(CommandError, match="is not a date. Write it as 2009-04-20"):
        run(as_at=day)


def test_an_agreement_that_is_not_there_is_refused(agreement):
    with pytest.raises(CommandError, match="There is no agreement “nope”. There is: laa."):
        run(agreement="nope")


def test_an_empty_database_is_no_trouble(db):
    assert run()["opened"] == []
