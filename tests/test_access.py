"""Every address × every person: what the page declares and what the matrix says is what happens.

A new address fails here until tests/places.py says how to reach it.
"""

import re
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

import projects.models
from laa import models
from laa.permissions import MATRIX, Permission
from tests.conftest import ROLES
from tests.factories import (
    MembershipFactory,
    PartnerFactory,
    PartnershipFactory,
    UserFactory,
)
from tests.places import (
    BY_ITS_OWNER,
    FOR_ANYBODY_SIGNED_IN,
    FOR_EVERYBODY,
    GOES_ON,
    OF_NO_PARTNERSHIP,
    OF_ONE_PARTNER,
    OF_THE_PLANS_PARTNER,
    ONLY_POST,
    OPERATIONAL,
    PLACES,
    POST_NEEDS,
)
from tests.projects.places import BY_ITS_PEOPLE, CHANGED_BY_ITS_PEOPLE, FOR_ITS_PEOPLE
from tests.world import a_world

pytestmark = pytest.mark.django_db

P = Permission
OK, FOUND, FORBIDDEN, NOT_FOUND, GET_NOT_ALLOWED = 200, 302, 403, 404, 405


def walk(patterns, namespace=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


ADDRESSES = dict(walk(get_resolver().url_patterns))
ADMIN = {name for name in ADDRESSES if name.startswith("admin:")} - set(FOR_EVERYBODY)


@pytest.fixture
def here(luton, council, cast):
    return a_world(luton, council, period="2008/09-Q4", by=cast.lead)


@pytest.fixture
def people(cast, luton):
    """Everybody who might come by: the cast, and those who only look as if they belonged."""
    elsewhere = PartnershipFactory(slug="elsewhere")
    cast.outsider = UserFactory(email="outsider@example.org")
    for role in (models.Role.ADMINISTRATOR, models.Role.LEAD, models.Role.AUDITOR):
        MembershipFactory(partnership=elsewhere, user=cast.outsider, role=role)
    cast.leaver = UserFactory(email="leaver@example.org")
    MembershipFactory(
        partnership=luton, user=cast.leaver, role=models.Role.LEAD, ends=date(2010, 3, 31)
    )
    cast.officer_of_another = UserFactory(email="another@example.org")
    MembershipFactory(
        partnership=luton,
        user=cast.officer_of_another,
        role=models.Role.OFFICER,
        partner=PartnerFactory(partnership=luton),
    )
    return {**vars(cast), "anonymous": None}


def address(name, words, partnership="luton"):
    kwargs = {kwarg: words[word] for kwarg, word in PLACES[name].items()}
    return reverse(name, kwargs={"partnership": partnership, **kwargs})


def status_for(person, method, path):
    """What somebody gets; whatever they changed is undone."""
    client = Client()
    if person:
        client.force_login(person)
    with transaction.atomic():
        status = getattr(client, method)(path).status_code
        transaction.set_rollback(True)
    return status


def expected(who, name, *, method):
    """The status that the page's declaration and the matrix promise."""
    if who == "anonymous":
        return FOUND
    if method == "get" and name in ONLY_POST:
        return GET_NOT_ALLOWED
    role = "officer" if who == "officer_of_another" else who
    if role not in ROLES:
        return NOT_FOUND
    if not MATRIX[role].intersection(ADDRESSES[name].permissions):
        return FORBIDDEN
    if who == "officer_of_another" and name in OF_ONE_PARTNER:
        return NOT_FOUND
    if name in FOR_ITS_PEOPLE and who != "lead":
        return NOT_FOUND
    if name in BY_ITS_PEOPLE and who != "lead":
        return FORBIDDEN
    if method == "post" and name in CHANGED_BY_ITS_PEOPLE and who != "lead":
        return FORBIDDEN
    if name in OF_THE_PLANS_PARTNER and who == "officer_of_another":
        return FORBIDDEN
    if name in BY_ITS_OWNER and not MATRIX[role] & {P.PLAN_ACTIONS, P.AGREE_PLANS}:
        return FORBIDDEN
    if name in OPERATIONAL and not MATRIX[role] & {P.SEE_OWN_RETURNS, P.SEE_ALL_RETURNS}:
        return FORBIDDEN
    if method == "post" and name == "laa:action-detail" and who == "officer_of_another":
        return FORBIDDEN
    if method == "post" and not MATRIX[role] & POST_NEEDS.get(name, MATRIX[role]):
        return FORBIDDEN
    if name in GOES_ON or name in ONLY_POST:
        return FOUND
    return OK


@pytest.mark.parametrize("name", PLACES)
def test_who_may_read(name, here, people):
    path = address(name, here)

    found = {who: status_for(person, "get", path) for who, person in people.items()}

    assert found == {who: expected(who, name, method="get") for who in people}


@pytest.mark.parametrize("name", PLACES)
def test_who_may_change(name, here, people):
    path = address(name, here)

    found = {who: status_for(person, "post", path) for who, person in people.items()}

    assert found.pop("anonymous") == FOUND
    wanted = {who: expected(who, name, method="post") for who in found}
    assert {who: let_in(status) for who, status in found.items()} == {
        who: let_in(status) for who, status in wanted.items()
    }


def let_in(status):
    """Done and gone on to the next page, or shown again with what is missing: both are yes."""
    return "yes" if status in (OK, FOUND) else status


def fingerprint():
    """Every row of ours, but for when somebody last signed in."""
    ours = {
        model
        for module in (models, projects.models)
        for model in vars(module).values()
        if hasattr(model, "_meta")
    }
    rows = {model: list(model._base_manager.order_by("pk").values()) for model in ours}
    for user in rows[models.User]:
        del user["last_login"]
    return rows


@pytest.mark.parametrize("name", PLACES)
def test_who_may_not_changes_nothing(name, here, people):
    before = fingerprint()
    for who, person in people.items():
        if expected(who, name, method="post") in (FORBIDDEN, NOT_FOUND) or person is None:
            client = Client()
            if person:
                client.force_login(person)
            client.post(address(name, here), {"action": "certify-all", "reason": "Because."})

    assert fingerprint() == before


@pytest.fixture
def somebody_in_every_role(cast, luton, council):
    person = UserFactory(email="everything@example.org")
    for role in ROLES:
        partner = council if role in models.membership.PARTNER_ROLES else None
        MembershipFactory(partnership=luton, user=person, role=role, partner=partner)
    return person


@pytest.mark.parametrize(
    "name", [n for n, words in PLACES.items() if words and n not in OF_NO_PARTNERSHIP]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_partnerships_rows_are_not_found(name, method, here, somebody_in_every_role):
    elsewhere = PartnershipFactory(slug="elsewhere")
    partner = PartnerFactory(partnership=elsewhere)
    there = a_world(elsewhere, partner, period="2008/09-Q3", by=somebody_in_every_role)

    status = status_for(somebody_in_every_role, method, address(name, there))

    assert status == (GET_NOT_ALLOWED if method == "get" and name in ONLY_POST else NOT_FOUND)


def test_every_address_has_its_entry():
    listed = {*PLACES, *FOR_ANYBODY_SIGNED_IN, *FOR_EVERYBODY, *ADMIN}

    assert set(ADDRESSES) == listed


def test_every_page_of_a_partnership_declares_its_permissions():
    assert not [name for name in PLACES if not getattr(ADDRESSES[name], "permissions", None)]


def test_only_what_is_listed_is_open_to_everybody():
    is_open = {
        name for name, view in ADDRESSES.items() if not getattr(view, "login_required", True)
    }

    assert is_open == set(FOR_EVERYBODY)


@pytest.mark.parametrize("name", FOR_ANYBODY_SIGNED_IN)
def test_a_page_of_ones_own_asks_to_sign_in(name, client, cast):
    path = reverse(name)

    assert client.get(path).url.startswith(f"{reverse('account_login')}?next=")
    client.force_login(cast.stranger)
    assert client.get(path).status_code in (OK, FOUND)


@pytest.mark.parametrize("name", sorted(ADMIN))
def test_the_admin_is_for_staff(name, client, cast):
    kwargs = {"object_id": 1} if "__" in name or name.endswith(("change", "delete")) else {}
    try:
        path = reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        path = f"{reverse('admin:index')}auth/group/1/"
    client.force_login(cast.administrator)

    answer = client.get(path, follow=True)

    assert answer.status_code == FORBIDDEN


def test_what_leads_nowhere_is_the_same_for_everybody(people):
    found = {who: status_for(person, "get", "/luton/nothing/") for who, person in people.items()}

    assert set(found.values()) == {NOT_FOUND}


def test_a_partnership_that_does_not_exist_looks_like_one_that_is_not_ours(client, cast):
    client.force_login(cast.stranger)

    real, unreal = (client.get(reverse("laa:work", args=[s])) for s in ("luton", "nowhere"))

    assert (real.status_code, unreal.status_code) == (NOT_FOUND, NOT_FOUND)
    assert without_token(real) == without_token(unreal)


def without_token(answer):
    return re.sub(r"\w{64}", "", answer.content.decode())
