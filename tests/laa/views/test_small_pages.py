"""Notices, jobs, the trail, the matrix, and the ways in."""

import pytest

from laa.actions.flags import flag_off_track
from laa.models import Notice
from laa.permissions import Permission
from tests.factories import MembershipFactory, PartnershipFactory
from tests.page import visit
from tests.steps import signed_off, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen_by(client, cast):
    """A page on somebody's screen: `seen_by("auditor", "/luton/audit/")`."""

    def see(role, path):
        client.force_login(getattr(cast, role))
        return visit(client, path)

    return see


def test_a_notice_leads_to_where_something_is_to_be_done(seen_by, quarterly_return, cast):
    submitted(quarterly_return, cast)
    page = seen_by("certifier", "/luton/notices/")

    assert "New Luton Borough Council, Q4 2008/09 is ready for you to certify." in page.text
    assert 'href="/luton/returns/2008/09-Q4/council/certify/"' in page.answer.content.decode()

    after = page.press("Mark all as read")
    assert "New Luton" not in after.text
    assert Notice.objects.unread().filter(recipient=cast.certifier).count() == 0


def test_reading_mine_leaves_others_unread(seen_by, quarterly_return, cast, luton):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)

    seen_by("officer", "/luton/notices/").press("Mark all as read")

    assert Notice.objects.unread().filter(recipient=cast.certifier).exists()


def test_no_notices(seen_by, luton):
    assert "No notices" in seen_by("officer", "/luton/notices/").text


def test_jobs_say_what_they_did(seen_by, quarterly_return, cast, luton):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)

    page = seen_by("administrator", "/luton/jobs/")

    assert "Flag off track 20 Apr 2009" in page.text
    assert "1 opened" in page.text


def test_no_job_has_run(seen_by, luton):
    assert "No job has run yet" in seen_by("auditor", "/luton/jobs/").text


def test_the_trail_says_who_did_what_newest_first(seen_by, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")

    text = seen_by("auditor", "/luton/audit/").text

    assert "Data officer <officer@example.org>" in text
    assert "value: 45" in text
    assert text.index("Signed off") < text.index("Entered or changed")


def test_the_trail_downloads(seen_by, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    page = seen_by("auditor", "/luton/audit/")

    body = page.client.get("/luton/audit/", {"_export": "csv"}).content.decode("utf-8-sig")

    assert body.startswith("When,Who,Did what,To what,Before,After,Note")
    assert "Signed off" in body


def test_the_trail_of_another_partnership_stays_there(seen_by, quarterly_return, cast):
    elsewhere = PartnershipFactory(slug="elsewhere")
    MembershipFactory(partnership=elsewhere, user=cast.auditor, role="auditor")

    assert "Nothing has been done yet." in seen_by("auditor", "/elsewhere/audit/").text


def test_the_matrix_is_shown_as_the_code_asks_it(seen_by, luton):
    text = seen_by("administrator", "/luton/permissions/").text

    assert all(permission.value in text for permission in Permission)
    assert f"{Permission.SEE_AUDIT} No No No No No No Yes" in text


def test_the_first_page_is_ones_work(seen_by, luton):
    assert seen_by("officer", "/").path == "/luton/"


def test_who_has_no_part_yet_is_told_whom_to_ask(seen_by, luton):
    page = seen_by("stranger", "/")

    assert page.path == "/partnerships/"
    assert "You have no role in a partnership yet" in page.text


def test_one_chooses_among_ones_own_partnerships(seen_by, luton, cast):
    MembershipFactory(partnership=PartnershipFactory(name="Hastings"), user=cast.officer)
    PartnershipFactory(name="Somewhere else")

    text = seen_by("officer", "/partnerships/").text

    assert "Luton Forum" in text
    assert "Hastings" in text
    assert "Somewhere else" not in text


def test_nobody_signs_up(client, db):
    page = visit(client, "/accounts/signup/")

    assert not any("Sign up" in form.buttons for form in page.forms)
    assert client.post("/accounts/signup/", {"email": "a@b.org"}).status_code in (200, 302, 403)


def test_pages_carry_a_strict_policy(seen_by, luton):
    answer = seen_by("officer", "/luton/").answer

    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    html = answer.content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert "onclick" not in html


def test_only_what_one_may_see_is_in_the_navigation(seen_by, luton):
    officer = seen_by("officer", "/luton/").text
    assert "Rounds" not in officer
    assert "People" not in officer

    administrator = seen_by("administrator", "/luton/").text
    assert "People" in administrator
    assert "Audit trail" not in administrator


@pytest.mark.parametrize("path", ["/luton/nothing/", "/nowhere/", "/luton/rounds/2008-13/"])
def test_an_address_that_leads_nowhere_says_so_plainly(path, seen_by, luton):
    page = seen_by("officer", path)

    assert page.answer.status_code == 404
    assert "Page not found" in page.text
