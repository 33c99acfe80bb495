"""The cast: a partnership with somebody in every role, so that tests read as sentences."""

import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from laa.actions.rounds import open_round
from laa.models import Role
from laa.models.membership import PARTNER_ROLES
from laa.permissions import member_of
from tests.factories import (
    AgreementFactory,
    MembershipFactory,
    PartnerFactory,
    PartnershipFactory,
    UserFactory,
    promise,
)

pytest_plugins = ["tests.plugins.require_all", "tests.plugins.projects"]

# How long an example takes says how busy the machine is, and nothing about the code.
hypothesis_settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("suite")

ROLES = tuple(Role)
LATE = 90
"""Seconds that others have to let go of the test database; after that the run fails."""


@pytest.fixture(scope="session", autouse=True)
def _static_folder():
    """For live servers, which start before any test's own settings."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Lets a killed worker, a browser's last request or a vacuum end before the database goes."""
    yield
    with django_db_blocker.unblock():
        deadline = time.monotonic() + LATE
        while _other_sessions() and time.monotonic() < deadline:
            time.sleep(0.2)
        connection.close()


def _other_sessions() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


@pytest.fixture(autouse=True)
def _plain_static_files(settings, tmp_path):
    """Under a live server manifest storage serves pages without their stylesheet."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    caches["default"].clear()
    settings.VAR_DIR = tmp_path / "var"
    settings.MEDIA_ROOT = tmp_path / "media"
    # WhiteNoise warns of a folder that is not there, and a warning is an error here.
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def luton(db):
    """A partnership whose clock stands at 20 April 2009, with a council that supplies figures."""
    return PartnershipFactory(slug="luton", name="Luton Forum", today=date(2009, 4, 20))


@pytest.fixture
def council(luton):
    return PartnerFactory(partnership=luton, slug="council", name="Luton Borough Council")


@pytest.fixture
def cast(luton, council):
    """One person in each role, by the role's name: `cast.officer`, `cast.board_member`…"""
    people = {}
    for role in ROLES:
        person = UserFactory(email=f"{role}@example.org", name=role.label)
        partner = council if role in PARTNER_ROLES else None
        MembershipFactory(partnership=luton, user=person, role=role, partner=partner)
        people[role.value] = person
    people["stranger"] = UserFactory(email="stranger@example.org", name="Somebody else")
    return SimpleNamespace(**people)


@pytest.fixture
def agreement(luton):
    return AgreementFactory(partnership=luton, slug="laa", title="Local area agreement")


@pytest.fixture
def housing_benefit(agreement, council):
    """NI 181 as Luton printed it: 48 days; 42, 30, 15; lower is better."""
    return promise(
        agreement,
        "NI 181",
        supplier=council,
        polarity="down",
        unit="days",
        lowest=0,
        baseline="48",
        targets={"2008/09": "42", "2009/10": "30", "2010/11": "15"},
    )


@pytest.fixture
def round_(luton, housing_benefit, cast):
    """The fourth quarter's round, open at the partnership's today."""
    return open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )


@pytest.fixture
def quarterly_return(round_):
    return round_.returns.get()


@pytest.fixture
def member(luton, cast):
    """Somebody of the cast as a member: `member("officer")`."""
    return lambda role: member_of(getattr(cast, role), luton)
