"""What was done to a return and its lines, and who may read that."""

import pytest

from laa.actions.return_steps import give_back
from tests.page import visit
from tests.steps import line_of, submitted

pytestmark = pytest.mark.django_db

RETURN = "/luton/returns/2008/09-Q4/council/"


@pytest.fixture
def sent_back(quarterly_return, cast):
    lines = submitted(quarterly_return, cast, "40")
    give_back(lines, by=cast.certifier, reason="Is this the median?")
    return line_of(quarterly_return)


@pytest.mark.parametrize("who", ["officer", "certifier", "contributor", "lead", "auditor"])
def test_those_who_may_read_the_return_read_what_was_done(sent_back, cast, client, who):
    client.force_login(getattr(cast, who))

    page = visit(client, f"{RETURN}history/")

    assert "Sent back NI 181, Q4 2008/09" in page.text
    assert "Is this the median?" in page.text
    assert "Data officer, 20 April 2009" in page.text


def test_a_line_has_its_own(sent_back, cast, client):
    client.force_login(cast.officer)

    page = visit(client, f"/luton/lines/{sent_back.uuid}/history/")

    assert "value: 40" in page.text
    assert "Receipt given" not in page.text


def test_it_is_taken_away_as_a_file(sent_back, cast, client):
    client.force_login(cast.officer)

    answer = client.get(f"{RETURN}history/", {"_export": "csv"})

    assert "Is this the median?" in answer.content.decode()


def test_before_anything_was_done_it_says_so(quarterly_return, cast, client):
    client.force_login(cast.officer)

    assert "Nothing has been done yet" in visit(client, f"{RETURN}history/").text


def test_the_audit_page_uses_the_same_words(sent_back, cast, client):
    client.force_login(cast.auditor)

    text = visit(client, "/luton/audit/").text

    assert "Sent back" in text
    assert "line.give_back" not in text
