"""P2: 7 quick wins; two repeat part of recommendation 6; closing them does not close 6."""

import pytest

from laa.actions.refusals import NothingToDo, ReasonMissing
from peer_reviews.actions.recommendations import do_quick_win, undo_quick_win
from peer_reviews.actions.reviews import start_plan
from peer_reviews.forms.report_load import RowsForm
from peer_reviews.queries.register import register
from peer_reviews.reading.documents import read_pasted
from tests.documents.peer_challenge import report
from tests.page import visit
from tests.peer_reviews.world import a_review

pytestmark = pytest.mark.django_db

PAGE = "/harborough/peer-reviews/corporate-peer-challenge-2018/"


def six(review):
    return next(row for row in register(review).rows if row.recommendation.number == "6")


def test_p2_seven_of_which_two_repeat_recommendation_6(harborough):
    assert harborough.quickwin_set.count() == 7
    linked = harborough.quickwin_set.exclude(recommendations=None)
    assert [(str(win), [r.number for r in win.recommendations.all()]) for win in linked] == [
        ("Assign a proof reader for all reports", ["6"]),
        ("Use one report template for all meetings, changing just the cover sheet", ["6"]),
    ]


def test_p2_closing_them_does_not_close_6(harborough, staff):
    start_plan(harborough, by=staff.lead)
    for win in harborough.quickwin_set.filter(recommendations__number="6"):
        do_quick_win(win, outcome="Done.", by=staff.officer)

    assert harborough.quickwin_set.filter(done_at=None).count() == 5
    assert str(six(harborough).at.standing) == "Not started"


def test_p2_an_officer_says_so_on_the_page_and_takes_it_back(harborough, staff, client):
    client.force_login(staff.officer)
    page = visit(client, f"{PAGE}quick-wins/quick-win-5/done/")

    after = page.press("Save", outcome="A proof reader of the policy team.")

    assert "Its recommendation stays as it is." in after.text
    assert "A proof reader of the policy team." in after.text
    again = after.press("Not done after all: Assign a proof reader for all reports")
    assert "It is open again." in again.text


def test_a_word_of_what_was_done_is_needed_and_once_is_enough(harborough, staff):
    win = harborough.quickwin_set.first()
    with pytest.raises(ReasonMissing):
        do_quick_win(win, outcome=" ", by=staff.lead)
    with pytest.raises(NothingToDo):
        undo_quick_win(win, by=staff.lead)
    do_quick_win(win, outcome="Moved.", by=staff.lead)
    with pytest.raises(NothingToDo):
        do_quick_win(win, outcome="Moved again.", by=staff.lead)


def test_reading_the_report_proposes_just_those_two_links(luton, council, cast):
    review = a_review(luton, council, by=cast.lead)
    form = RowsForm(reading=read_pasted(report()), review=review)

    proposed = {item.title: repeats.initial for item, _, _, repeats, _ in form.rows if repeats}

    assert {title: number for title, number in proposed.items() if number} == {
        "Assign a proof reader for all reports": "6",
        "Use one report template for all meetings, changing just the cover sheet": "6",
    }
