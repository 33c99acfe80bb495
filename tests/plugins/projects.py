"""A project whose owner is the officer of the cast, and the one that the document tells of."""

import pytest
from django.core.management import call_command
from django.db import transaction

from laa import clock
from laa.models import Role
from laa.permissions import member_of
from projects.actions.projects import add_person
from projects.models import Project
from tests.factories import MembershipFactory
from tests.projects.rows import a_project


@pytest.fixture
def project(luton, council, cast):
    return a_project(luton, council, by=cast.lead, owner=cast.officer, name="Seaside growth")


@pytest.fixture
def today(luton):
    return clock.today(luton)


@pytest.fixture
def officer(cast, luton):
    return member_of(cast.officer, luton)


@pytest.fixture(scope="module")
def _loaded_project(django_db_setup, django_db_blocker):
    """Loaded once for the tests of a file, each of which stands in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "hastings-legi-2008", "hastings-project", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def printed(_loaded_project, db):
    """Promoting Social Enterprise, as its report of 2008 tells of it."""
    return Project.objects.get(slug="promoting-social-enterprise")


@pytest.fixture
def demonstration_reader(printed):
    """A board member of the partnership, who works on no project."""
    membership = MembershipFactory(partnership=printed.partnership, role=Role.BOARD_MEMBER)
    return membership.user


@pytest.fixture
def worker(printed):
    """Somebody who works on the printed project."""
    user = MembershipFactory(
        partnership=printed.partnership, role=Role.OFFICER, partner=printed.managing_body
    ).user
    add_person(printed, user, by=None)
    return user
