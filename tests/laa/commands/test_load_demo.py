"""The demonstration as people meet it: real agreements, fictional people, a day that stands."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from laa import clock
from laa.actions.flags import flag_off_track
from laa.models import (
    Agreement,
    Commitment,
    Comparator,
    Figure,
    JobRun,
    Notice,
    Partnership,
    Rating,
    Report,
    Role,
    Round,
    User,
)
from laa.permissions import member_of
from laa.queries.dashboard import dashboard
from laa.queries.work import work_of

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for the tests of this file, and taken away again."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setenv("DEMO_PASSWORD", PASSWORD)
        patch.delenv("DEMO_DATE", raising=False)
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def luton(demo):
    return Partnership.objects.select_related("demonstration").get(slug="luton")


@pytest.fixture
def hastings(demo):
    return Partnership.objects.select_related("demonstration").get(slug="hastings-bexhill")


def person(name):
    return User.objects.get(email=f"{name}@demo.example")


def test_its_day_stands_at_20_april_2009(luton, hastings):
    assert clock.today(luton) == clock.today(hastings) == date(2009, 4, 20)


def test_lutons_65_promises_are_there(luton):
    counts = [
        Commitment.objects.filter(agreement__slug="luton-laa-2008-11", designation=d).count()
        for d in ("designated", "local", "statutory")
    ]

    assert counts == [35, 14, 16]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("officer", Role.OFFICER),
        ("certifier", Role.CERTIFIER),
        ("lead", Role.LEAD),
        ("board", Role.BOARD_MEMBER),
        ("auditor", Role.AUDITOR),
        ("admin", Role.ADMINISTRATOR),
    ],
)
def test_six_people_sign_in_and_play_one_part_each(name, role, luton, hastings, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

    assert person(name).check_password(PASSWORD)
    for partnership in (luton, hastings):
        assert member_of(person(name), partnership).roles == {role}


def test_everybody_in_it_says_that_they_are_fictional(demo):
    assert all("fictional" in user.name for user in User.objects.all())
    assert all(user.email.endswith("@demo.example") for user in User.objects.all())


def test_nobody_but_the_six_has_a_password(demo):
    others = [user for user in User.objects.all() if user.has_usable_password()]

    assert len(others) == 6


def test_invented_figures_are_marked_and_the_projects_are_not_invented(luton, hastings):
    assert not Figure.objects.filter(partnership=luton, is_illustrative=False).exists()
    assert not Figure.objects.filter(partnership=hastings, is_illustrative=True).exists()


def test_it_runs_no_job_but_those_that_issued_its_reports(demo):
    runs = {run.name for run in JobRun.objects.all()}
    assert runs == {"issue_report:Q2 2008/09", "issue_report:Q3 2008/09"}


def test_one_report_is_public_and_the_next_one_carries_a_correction(luton):
    older, newer = Report.objects.filter(partnership=luton).order_by("period_end")

    assert older.publications.standing().get().public_from == date(2008, 12, 15)
    assert not newer.publications.exists()
    (changed,) = newer.said["corrections"]
    assert (changed["reference"], changed["was"], changed["now"]) == ("NI 192", "35.2%", "35%")


def test_every_figure_of_another_area_is_marked_as_invented(luton):
    found = Comparator.objects.filter(partnership=luton)

    assert found.count() == 42
    assert not found.filter(is_illustrative=False).exists()
    assert all("llustrative" in each.source for each in found)


def test_something_waits_for_everybody_who_acts(luton):
    officer, certifier, lead = (
        work_of(member_of(person(name), luton)) for name in ("officer", "certifier", "lead")
    )

    assert officer.to_enter
    assert any(summary.sent_back for summary in officer.to_enter)
    assert certifier.to_certify
    assert lead.to_sign_off
    assert lead.not_returned
    assert any(summary.is_overdue for summary in lead.not_returned)


def test_14_rows_wait_for_a_target_and_are_neither_red_nor_green(luton):
    found = dashboard(Agreement.objects.get(slug="luton-laa-2008-11"))
    states = [row.targets[0].state for row in found.waiting]

    assert len(states) == 14
    assert [states.count(s) for s in ("deferred", "delayed", "to_be_set")] == [7, 2, 5]
    assert {row.rating for row in found.waiting} == {"not_rated"}
    assert {row.rating_label for row in found.waiting} == {"Not rated: no target"}


def rated(hastings, period):
    ratings = Rating.objects.filter(partnership=hastings, period=period)
    return {r.commitment.indicator.reference: r for r in ratings.select_related("commitment")}


def test_hastings_2007_08_flags_what_the_report_says_was_missed(hastings):
    with transaction.atomic():
        opened = flag_off_track(hastings).opened
        transaction.set_rollback(True)
    texts = {flag.text for flag in opened if flag.reason == "off-track"}
    twice = {flag.strand.indicator.reference for flag in opened if flag.reason == "off-track-twice"}

    assert texts == {
        "PSE 1: 1 for 2007/08 against a target of 3",
        "PSE 3: 1 for 2007/08 against a target of 6",
        "PSE 4: 3 for 2007/08 against a target of 4",
        "PSE 5: 1 for 2007/08 against a target of 8",
    }
    assert twice == {"PSE 4", "PSE 5"}


def test_hastings_surgeries_and_training_met_their_targets(hastings):
    found = rated(hastings, "2007/08")

    for reference, value in (("PSE 6", 40), ("PSE 8", 5)):
        assert (found[reference].rating, found[reference].figure_value) == ("on_track", value)


def test_turnover_not_known_rates_nothing_and_drags_nothing(hastings):
    turnover = rated(hastings, "2007/08")["PSE 7"]

    assert (turnover.rating, turnover.because) == ("not_rated", "no_figure")
    assert turnover.figure_value is None


def test_the_estimates_for_2008_09_are_forecasts_and_rate_nothing(hastings):
    forecasts = Figure.objects.filter(partnership=hastings, state="forecast")

    assert set(forecasts.values_list("period", flat=True)) == {"2008/09"}
    assert forecasts.count() >= 2
    assert rated(hastings, "2008/09") == {}
    assert Round.objects.filter(partnership=hastings, closed_at__isnull=True).count() == 1


def test_a_second_load_is_refused_or_skipped(demo):
    before = Rating.objects.count(), Notice.objects.count()

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("load_demo")
    call_command("load_demo", if_empty=True)

    assert (Rating.objects.count(), Notice.objects.count()) == before


def test_its_agreements_load_again_without_harm(luton, hastings):
    rows = Commitment.objects.count(), Figure.objects.count()

    call_command("loaddata", "luton-laa-2008-11", "hastings-legi-2008", verbosity=0)

    assert (Commitment.objects.count(), Figure.objects.count()) == rows
    assert clock.today(Partnership.objects.get(slug="luton")) == date(2009, 4, 20)
