"""What people get by e-mail is theirs to choose; administrators see what did not go out."""

import pytest

from laa.actions.notice_choices import choices_of, set_choices
from laa.actions.refusals import Refused
from laa.models import AuditEvent, Delivery, NoticeChoice
from laa.notices import notify
from laa.rules.notices import DUE
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/notices/choices/"


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def test_the_page_says_what_cannot_be_turned_off(officer):
    text = visit(officer, PATH).text

    always, choices = text.split("What do you want by e-mail, too?")
    assert "A return that is due or late" in always
    assert "A figure that is sent back to you or reopened" in always
    assert "The weekly digest" in choices
    assert "A return that is due or late" not in choices


def test_a_choice_is_kept(officer, cast, luton):
    officer.post(PATH, {"kinds": ["flag", "question"]})

    chosen = choices_of(user=cast.officer, partnership=luton)
    assert {slug for slug, by_email in chosen.items() if by_email} == {"flag", "question"}
    event = AuditEvent.objects.get(action="notices.choose")
    assert event.after["digest"] is False
    assert event.after["flag"] is True
    assert "question" not in event.after


def test_what_stays_as_it_was_is_no_row(officer, cast, luton):
    kept = [s for s, yes in choices_of(user=cast.officer, partnership=luton).items() if yes]

    assert officer.post(PATH, {"kinds": kept}).status_code == 302

    assert not NoticeChoice.objects.exists()
    assert not AuditEvent.objects.filter(action="notices.choose").exists()


@pytest.mark.parametrize("kind", ["due", "sent-back", "nonsense"])
def test_only_what_may_be_turned_off_is_taken(kind, officer, cast, luton):
    page = officer.post(PATH, {"kinds": [kind]})

    assert page.status_code == 200
    assert not NoticeChoice.objects.exists()
    with pytest.raises(Refused, match="cannot be turned off"):
        set_choices(user=cast.officer, partnership=luton, chosen={kind: False})


@pytest.fixture
def given_up(luton, cast):
    notify([cast.officer], partnership=luton, key="a", text="Secret: 45 days.", kind=DUE)
    Delivery.objects.update(state="given_up", attempts=7, error="OSError: no route")
    return Delivery.objects.get()


def test_what_was_given_up_is_shown_without_what_it_says(client, cast, given_up):
    client.force_login(cast.administrator)

    assert "1 given up" in visit(client, "/luton/jobs/").text
    text = visit(client, "/luton/jobs/e-mail/").text
    assert "officer@example.org" in text
    assert "A return that is due or late" in text
    assert "OSError: no route" in text
    assert "Secret" not in text


def test_an_administrator_tries_one_again_and_an_auditor_may_not(client, cast, given_up):
    client.force_login(cast.auditor)
    assert "Try again" not in visit(client, "/luton/jobs/e-mail/").text
    posted = client.post("/luton/jobs/e-mail/", {"delivery": given_up.uuid})
    assert posted.status_code == 403

    client.force_login(cast.administrator)
    client.post("/luton/jobs/e-mail/", {"delivery": given_up.uuid})
    given_up.refresh_from_db()
    assert (given_up.state, given_up.attempts) == ("waiting", 0)


def test_an_unknown_email_is_not_found(client, cast, given_up):
    client.force_login(cast.administrator)

    for uuid, status in ((cast.officer.uuid, 404), ("nonsense", 404)):
        assert client.post("/luton/jobs/e-mail/", {"delivery": uuid}).status_code == status
