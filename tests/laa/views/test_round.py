import pytest

from laa.models import Round
from tests.page import visit
from tests.steps import certified, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def dates(**typed):
    """What stands in the three boxes of each date: `dates(due="30 4 2009")`."""
    parts = ("day", "month", "year")
    return {
        f"{name}_{part}": text
        for name, date in typed.items()
        for part, text in zip(parts, date.split(), strict=True)
    }


def test_a_round_is_opened(lead, housing_benefit):
    page = visit(lead, "/luton/rounds/open/")

    done = page.press(
        "Open round",
        period="2008/09-Q4",
        **dates(opens="1 4 2009", due="30 April 2009", sign_off="29 5 2009"),
    )

    assert done.path == "/luton/rounds/2008/09-Q4/"
    assert "Q4 2008/09 is open: 1 line" in done.text
    assert "Luton Borough Council" in done.text


def test_only_periods_that_have_begun_and_have_no_round_are_offered(lead, round_):
    html = visit(lead, "/luton/rounds/open/").answer.content.decode()

    assert 'value="2008/09-Q3"' in html
    assert 'value="2009/10-Q1"' in html
    assert 'value="2008/09-Q4"' not in html
    assert 'value="2009/10-Q2"' not in html


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"due": "31 3 2009"}, "Returns cannot be due before the round opens."),
        ({"sign_off": "29 4 2009"}, "Sign-off cannot be before returns are due."),
        ({"opens": "1 1 2009"}, "Q4 2008/09 has not begun by then."),
        ({"due": "31 4 2009"}, "must be a real date, for example"),
        ({"due": "x y z"}, "must be a real date, for example"),
    ],
)
def test_dates_that_cannot_be_are_explained_beside_their_boxes(typed, says, lead, housing_benefit):
    good = {"opens": "1 4 2009", "due": "30 4 2009", "sign_off": "29 5 2009"}
    page = visit(lead, "/luton/rounds/open/")

    after = page.press("Open round", period="2008/09-Q4", **dates(**{**good, **typed}))

    assert after.text.count(says) == 2
    assert after.boxes["due_day"] == {**good, **typed}["due"].split()[0]
    assert not Round.objects.exists()


def test_a_date_left_out_is_asked_for(lead, housing_benefit):
    page = visit(lead, "/luton/rounds/open/")

    after = page.press("Open round", period="2008/09-Q4", due_day="", due_month="", due_year="")

    assert after.text.count("Returns due by must be filled in") == 2


def test_a_round_is_closed_and_opened_again(lead, round_):
    page = visit(lead, "/luton/rounds/2008/09-Q4/close/")

    closed = page.press("Close this round", reason="Enough.")
    assert "Q4 2008/09 is closed. You can open it again here." in closed.text
    assert "Closed 20 April 2009 by Performance lead" in closed.text

    again = closed.press("Open this round again")
    assert "Q4 2008/09 is open again." in again.text
    assert Round.objects.get().closed_by is None


def test_the_page_counts_each_suppliers_lines_by_step(lead, satisfaction, quarterly_return, cast):
    path = "/luton/rounds/2008/09-Q4/"
    assert "Luton Borough Council Draft 30 Apr 2009 2 0 0 0 0" in visit(lead, path).text

    submitted(quarterly_return, cast)
    assert "Luton Borough Council Submitted 30 Apr 2009 2 2 2 0 0" in visit(lead, path).text


def test_a_mixed_return_is_as_far_as_its_least_line(lead, quarterly_return, cast):
    certified(quarterly_return, cast)

    assert "Luton Borough Council Certified 30 Apr 2009 1 1 0 1 0" in (
        visit(lead, "/luton/rounds/2008/09-Q4/").text
    )


def test_an_auditor_reads_rounds_and_has_no_buttons(client, cast, round_):
    client.force_login(cast.auditor)

    assert "Open a round" not in visit(client, "/luton/rounds/").text
    assert "Close this round" not in visit(client, "/luton/rounds/2008/09-Q4/").text


def test_without_any_round(lead, luton):
    assert "No round has been opened" in visit(lead, "/luton/rounds/").text


def test_without_an_agreement_no_period_is_offered(lead, luton):
    page = visit(lead, "/luton/rounds/open/")

    assert "period" not in page.boxes or page.boxes["period"] == ""
