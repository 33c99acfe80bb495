"""On the demonstration one reads one's own e-mails in the browser, and nowhere else."""

import pytest
from django.core.mail import send_mail

from laa import mailbox
from laa.models import Demonstration
from laa.notices import notify
from laa.rules.notices import DUE
from laa.tasks import deliver_due
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/notices/e-mails/"


@pytest.fixture
def files(settings, tmp_path):
    settings.EMAIL_BACKEND = mailbox.FILES
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def told(luton, *people, key="due:1", text="NI 181 is due."):
    notify(people, partnership=luton, key=key, text=text, path="/luton/", kind=DUE)
    deliver_due()


def test_ones_latest_emails_are_read_newest_first(files, officer, luton, cast):
    told(luton, cast.officer)
    told(luton, cast.officer, key="due:2", text="Zoë’s return — £5m — is “late”.")

    page = visit(officer, PATH)

    assert page.text.index("Zoë’s return — £5m — is “late”.") < page.text.index("NI 181 is due.")
    assert "Luton Forum: NI 181 is due." in page.text
    assert "Dear Data officer," in page.text
    assert 'href="http://127.0.0.1:8000/luton/"' in page.answer.content.decode()


def test_several_mails_of_one_run_are_each_found(files, officer, luton, cast):
    told(luton, cast.certifier, cast.officer, cast.lead)

    assert visit(officer, PATH).text.count("Dear Data officer,") == 1


def test_nobody_reads_anothers(files, officer, luton, cast):
    told(luton, cast.certifier, text="The certifier’s own.")

    text = visit(officer, PATH).text

    assert "The certifier’s own." not in text
    assert "No e-mail yet" in text


def test_links_for_new_passwords_are_not_shown(files, officer, luton, cast):
    send_mail("Choose a new password", "https://example.org/secret", None, [cast.officer.email])

    assert "secret" not in visit(officer, PATH).text


def test_what_is_written_in_a_mail_is_not_run(files, officer, luton, cast):
    told(luton, cast.officer, text="<script>alert(1)</script>")

    assert "<script>alert(1)" not in visit(officer, PATH).answer.content.decode()


def test_only_a_demonstration_has_the_page(files, officer, luton, cast):
    told(luton, cast.officer)
    Demonstration.objects.all().delete()

    assert officer.get(PATH).status_code == 404
    assert PATH not in officer.get("/luton/notices/").content.decode()


def test_in_production_there_is_none(files, officer, luton, cast, member):
    told(luton, cast.officer)
    files.IS_PRODUCTION = True

    assert officer.get(PATH).status_code == 404
    assert mailbox.mails_to(member("officer")) == []


def test_where_a_mail_server_takes_them_nothing_is_read(files, officer, luton, cast):
    told(luton, cast.officer)
    files.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    text = visit(officer, PATH).text

    assert "Dear" not in text
    assert "E-mails are not kept here" in text
