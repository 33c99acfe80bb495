"""A run of flags goes agreement by agreement; what fails in it is reported, the rest is done."""

from datetime import date

import pytest
from django.db import DataError, OperationalError

from laa.actions import flags
from laa.actions.flags import FLAG_OFF_TRACK, flag_off_track
from laa.actions.job_runs import run_job
from laa.actions.sign_off import reopen
from laa.models import Flag, JobRun, Notice, Partnership
from tests.factories import AgreementFactory, promise
from tests.steps import line_of, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed(luton, council, housing_benefit, cast, request):
    """NI 181 of the agreement and NI 001 of another are signed off as missed, and flagged so."""
    other = AgreementFactory(partnership=luton, slug="other")
    promise(other, "NI 001", supplier=council, polarity="down", targets={"2008/09": "42"})
    quarterly_return = request.getfixturevalue("quarterly_return")
    signed_off(quarterly_return, cast, "45")
    return quarterly_return


def again(luton):
    """The partnership as a worker loads it."""
    return Partnership.objects.select_related("demonstration").get(pk=luton.pk)


def looks_at(monkeypatch, *, fails=None, error=None):
    """The agreements that are looked at, in order; the one of a slug fails."""
    looked = []
    real = flags.found_causes

    def found_causes(agreement, as_at, **options):
        looked.append(agreement.slug)
        if agreement.slug == fails:
            raise error or OperationalError("The database went away.")
        return real(agreement, as_at, **options)

    monkeypatch.setattr(flags, "found_causes", found_causes)
    return looked


def test_a_run_says_what_it_did_and_how_far_it_is(missed, luton):
    run = run_job(FLAG_OFF_TRACK, luton)

    assert (run.progress, run.total, run.reached) == (3, 3, "tell_leads")
    assert (run.counts["opened"], run.counts["told"]) == (2, 3)
    assert (run.problems, run.error, run.finished_at is not None) == ([], "", True)


def test_a_run_that_broke_off_keeps_what_was_done_and_goes_on_from_there(
    missed, luton, cast, monkeypatch
):
    with monkeypatch.context() as patched, pytest.raises(OperationalError):
        looks_at(patched, fails="other")
        run_job(FLAG_OFF_TRACK, luton)

    [run] = JobRun.objects.all()
    assert (run.progress, run.total, run.reached) == (1, 3, "agreement:laa")
    assert "OperationalError: The database went away." in run.error
    assert Flag.objects.get().commitment.agreement.slug == "laa"
    assert not Notice.objects.filter(key__startswith="flag:").exists()

    looked = looks_at(monkeypatch)
    done = run_job(FLAG_OFF_TRACK, again(luton))

    assert looked == ["other"], "no step is taken twice"
    assert (done.pk, done.progress, done.counts["opened"]) == (run.pk, 3, 2)
    [notice] = Notice.objects.filter(key__startswith="flag:", recipient=cast.officer)
    assert notice.text.startswith("2 flags ask for a recovery action. Off track: NI 181: 45 days ")
    assert notice.path == "/luton/flags/"


def test_whoever_asks_goes_on_with_what_was_broken_off(missed, luton, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(OperationalError):
        looks_at(patched, fails="other")
        run_job(FLAG_OFF_TRACK, luton)

    found = flag_off_track(again(luton), as_at=date(2009, 4, 20))

    assert [flag.commitment.agreement.slug for flag in found.opened] == ["laa", "other"]
    assert JobRun.objects.count() == 1


def test_an_agreement_that_cannot_be_read_is_reported_and_the_others_are_done(
    missed, luton, monkeypatch
):
    looks_at(monkeypatch, fails="laa", error=ValueError("It cannot be read."))

    run = run_job(FLAG_OFF_TRACK, luton)

    assert run.problems == [
        {"row": "Local area agreement", "why": "ValueError: It cannot be read."}
    ]
    assert run.finished_at is not None
    assert Flag.objects.get().commitment.agreement.slug == "other"


def test_a_flag_that_cannot_be_opened_is_reported_and_the_others_are_opened(
    missed, luton, monkeypatch
):
    real = flags.open_flag

    def opens(partnership, draft):
        flag = real(partnership, draft)
        if "ni-181" in draft.subject:
            raise DataError("The value is too long.")
        return flag

    monkeypatch.setattr(flags, "open_flag", opens)

    run = run_job(FLAG_OFF_TRACK, luton)

    assert run.problems == [
        {"row": "commitment:laa:ni-181:all", "why": "DataError: The value is too long."}
    ]
    assert Flag.objects.get().subject == "commitment:other:ni-001:all"
    assert run.counts["opened"] == 1


def test_a_flag_that_cannot_be_closed_is_reported_and_the_others_are_closed(
    missed, luton, cast, monkeypatch
):
    flag_off_track(luton)
    for reference in ("NI 181", "NI 001"):
        reopen(line_of(missed, reference), by=cast.lead, reason="Counted again.")
    signed_off(missed, cast, "40")
    real = flags.close

    def closes(flag, because):
        if "ni-181" in flag.subject:
            raise ValueError("It cannot be closed.")
        return real(flag, because)

    monkeypatch.setattr(flags, "close", closes)

    found = flag_off_track(luton)

    assert list(found.problems) == ["off-track:laa:ni-181:all:2008/09-Q4"]
    assert [flag.subject for flag in found.closed] == ["commitment:other:ni-001:all"]


def test_a_night_without_news_asks_little_however_many_flags_stand(
    missed, luton, django_assert_max_num_queries
):
    flag_off_track(luton)

    with django_assert_max_num_queries(40):
        found = flag_off_track(again(luton))

    assert found.counts == {"opened": 0, "escalated": 0, "closed": 0, "unchanged": 2}
