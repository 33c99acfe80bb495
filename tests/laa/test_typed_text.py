"""What somebody typed when their session had run out stands in the boxes after signing in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from laa.models import ReturnLine
from laa.typed_text import KEY, LARGEST, keep_typed_text, owner_mark, take_typed_text

pytestmark = pytest.mark.django_db

PATH = "/luton/returns/2008/09-Q4/council/"


def posted(session, user=None, path=PATH, **fields):
    request = RequestFactory().post(path, fields)
    request.session, request.user = session, user or AnonymousUser()
    return request


def read(session, user, path=PATH):
    request = RequestFactory().get(path)
    request.session, request.user = session, user
    return request


def test_it_is_kept_for_its_page_and_person_and_given_once(cast):
    session = {}
    keep_typed_text(posted(session, typed_by=owner_mark(cast.officer), figure="45"))

    assert take_typed_text(read(session, cast.officer))["figure"] == ["45"]
    assert take_typed_text(read(session, cast.officer)) is None


def test_somebody_else_at_the_same_computer_is_not_shown_it(cast):
    session = {}
    keep_typed_text(posted(session, typed_by=owner_mark(cast.officer), figure="45"))

    assert take_typed_text(read(session, cast.certifier)) is None
    assert take_typed_text(read(session, cast.officer)) is None
    assert KEY not in session


def test_another_page_leaves_it_where_it_is(cast):
    session = {}
    keep_typed_text(posted(session, typed_by=owner_mark(cast.officer), figure="45"))

    assert take_typed_text(read(session, cast.officer, "/luton/")) is None
    assert take_typed_text(read(session, cast.officer)) is not None


@pytest.mark.parametrize("mark", ["", "officer", "abc:def:ghi"])
def test_a_form_without_a_true_mark_is_let_go(mark):
    session = {}
    keep_typed_text(posted(session, typed_by=mark, figure="45"))

    assert session == {}


def test_a_flood_is_let_go(cast):
    session = {}
    mark = owner_mark(cast.officer)
    keep_typed_text(posted(session, typed_by=mark, figure="4" * LARGEST))

    assert session == {}


def test_the_token_of_the_form_is_not_kept(cast):
    session = {}
    keep_typed_text(posted(session, typed_by=owner_mark(cast.officer), csrfmiddlewaretoken="x"))

    assert "csrfmiddlewaretoken" not in session[KEY]["fields"]


@pytest.fixture
def typed_when_signed_out(client, quarterly_return, cast):
    """The officer's page was open, the session ran out, and they pressed Save."""
    line = quarterly_return.lines.get()
    fields = {
        "typed_by": owner_mark(cast.officer),
        "action": "draft",
        f"{line.uuid}-version": line.version,
        f"{line.uuid}-value": "45",
        f"initial-{line.uuid}-value": "",
        f"{line.uuid}-commentary": "A batch came late.",
        f"initial-{line.uuid}-commentary": "",
        f"{line.uuid}-outlook": "",
        f"{line.uuid}-figure_state": "",
    }
    return client.post(PATH, fields)


def sign_in(client, user, answer):
    user.set_password("correct horse battery")
    user.save()
    form = {"login": user.email, "password": "correct horse battery"}
    return client.post(answer.url, {**form, "next": PATH}, follow=True)


def test_a_lost_session_asks_to_sign_in_and_saves_nothing(typed_when_signed_out):
    assert typed_when_signed_out.url == f"/accounts/login/?next={PATH}"
    assert ReturnLine.objects.get().value is None


def test_after_signing_in_the_typed_text_stands_in_the_boxes_and_is_not_saved(
    typed_when_signed_out, client, cast
):
    page = sign_in(client, cast.officer, typed_when_signed_out)

    text = page.content.decode()
    assert page.request["PATH_INFO"] == PATH
    assert "You were signed out before you saved" in text
    assert 'value="45"' in text
    assert "A batch came late." in text
    assert ReturnLine.objects.get().value is None


def test_the_next_person_signs_in_to_their_own_page(typed_when_signed_out, client, cast):
    page = sign_in(client, cast.certifier, typed_when_signed_out)

    text = page.content.decode()
    assert "A batch came late." not in text
    assert "You were signed out" not in text
