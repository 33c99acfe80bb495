"""P1: 8 recommendations, none with owner or date in print; the plan is complete at 8 of 8."""

from datetime import date

import pytest

from laa.actions.evidence import Upload, add_files
from laa.actions.plan_actions import add_action, close, edit_action
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import AuditEvent
from peer_reviews.actions.answering import add_answering_action, set_answers
from peer_reviews.actions.loads import Chosen, load_report, undo_load
from peer_reviews.actions.parts import edit_part
from peer_reviews.actions.recommendations import answer
from peer_reviews.actions.reviews import start_plan
from peer_reviews.forms.report_load import RowsForm
from peer_reviews.queries.register import register
from peer_reviews.reading.documents import read_report
from tests.documents.peer_challenge import report
from tests.page import visit
from tests.peer_reviews.world import a_review, verified

pytestmark = pytest.mark.django_db

HOME = "/luton/peer-reviews/"


@pytest.fixture
def review(luton, council, cast):
    return a_review(luton, council, title="Peer challenge", by=cast.lead)


@pytest.fixture
def reading():
    return read_report("report.txt", report().encode())


@pytest.fixture
def loaded(review, reading, cast):
    chosen = [Chosen(item) for item in reading.items]
    return load_report(review, chosen, name=reading.name, by=cast.lead)


def numbers(rows):
    return [row.recommendation.number for row in rows]


def test_p1_the_import_leaves_8_of_8_without_owner_and_date(loaded, review):
    found = register(review)

    assert numbers(found.rows) == list("12345678")
    assert numbers(found.without("owner")) == list("12345678")
    assert numbers(found.without("date")) == list("12345678")
    assert found.complete == []
    assert {row.recommendation.printed_owner for row in found.rows} == {""}


def test_p1_the_review_is_the_source_and_the_page_lists_what_is_missing(
    loaded, review, client, cast
):
    client.force_login(cast.board_member)

    page = visit(client, f"{HOME}peer-challenge/")

    assert "The plan is complete for 0 of 8." in page.text
    assert "8 of 8 without an owner: 1, 2, 3, 4, 5, 6, 7, 8" in page.text
    assert "8 of 8 without a date: 1, 2, 3, 4, 5, 6, 7, 8" in page.text


def test_p1_starting_the_plan_makes_up_no_owner_and_no_date(loaded, review, cast):
    plan = start_plan(review, by=cast.lead)

    assert plan.actions.count() == 8
    assert not plan.actions.exclude(owner=None, due=None).exists()
    assert not plan.actions.filter(needs_verifying=False).exists()
    assert len(register(review).without("owner")) == 8
    with pytest.raises(NothingToDo):
        start_plan(review, by=cast.lead)


def test_p1_the_plan_is_complete_at_8_of_8(loaded, review, cast):
    plan = start_plan(review, by=cast.lead)
    for n, recommendation in enumerate(review.recommendation_set.all(), start=1):
        assert len(register(review).complete) == n - 1
        answer(recommendation, answer="accepted", by=cast.lead)
        edit_part(recommendation, measure="The executive says so.", by=cast.lead)
        action = plan.actions.get(number=n)
        edit_action(action, owner=cast.officer, due=date(2009, 12, 31), by=cast.lead)

    assert len(register(review).complete) == 8
    assert register(review).gaps == []


def test_a_date_is_taken_over_only_where_a_day_is_printed(review, cast):
    rows = "Ref,Recommendation,Owner,Timescale\n1,Talk,Head of HR,July 2009 and ongoing\n"
    rows += "2,Listen,,31 July 2009\n"
    reading = read_report("plan.csv", rows.encode())
    load_report(review, [Chosen(item) for item in reading.items], name="plan.csv", by=cast.lead)

    first, second = start_plan(review, by=cast.lead).actions.all()

    assert (first.due, first.due_text) == (None, "July 2009 and ongoing")
    assert (second.due, second.due_text) == (date(2009, 7, 31), "31 July 2009")
    assert review.recommendation_set.first().printed_owner == "Head of HR"
    assert first.owner is None


def test_several_actions_of_one_and_one_action_of_several(loaded, review, cast):
    start_plan(review, by=cast.lead)
    one, two = review.recommendation_set.all()[:2]

    shared = add_answering_action(
        review, title="Away day", recommendations=[one, two], by=cast.lead
    )

    rows = {row.recommendation.number: row for row in register(review).rows}
    assert [action.title for action, _ in rows["2"].at.pairs] == [two.title, "Away day"]
    assert shared in [action for action, _ in rows["1"].at.pairs]


def test_one_that_is_addressed_through_another_stands_as_that_one(loaded, review, cast):
    plan = start_plan(review, by=cast.lead)
    first, second = plan.actions.all()[:2]
    edit_action(first, owner=cast.officer, due=date(2009, 12, 31), by=cast.lead)
    edit_action(second, addressed_through=first, by=cast.lead)

    row = register(review).rows[1]
    assert {"owner", "date"} & set(row.missing) == set()
    assert row.at.actions[0].through == f"1. {first.title}"

    verified(first, by=cast.lead)
    assert [str(row.at.standing) for row in register(review).rows[:2]] == ["Done", "Done"]


def test_closing_takes_evidence_and_a_second_person(loaded, review, cast):
    plan = start_plan(review, by=cast.lead)
    action = edit_action(plan.actions.first(), owner=cast.officer, by=cast.lead)

    with pytest.raises(Refused, match="needs evidence"):
        close(action, outcome="Done.", by=cast.lead)
    add_files(action, [Upload("minutes.txt", b"Agreed.")], by=cast.officer)
    action.refresh_from_db()
    with pytest.raises(Refused, match="Somebody else has to close it"):
        close(action, outcome="Done.", by=cast.officer)
    close(action, outcome="Done.", by=cast.lead)

    assert str(register(review).rows[0].at.standing) == "Done"


def test_what_one_person_closed_alone_answers_no_recommendation(loaded, review, cast):
    plan = start_plan(review, by=cast.lead)
    alone = add_action(plan, title="Closed by its owner", owner=cast.officer, by=cast.officer)
    alone = close(alone, outcome="Done.", by=cast.officer)

    with pytest.raises(Refused, match="without evidence and a second person"):
        set_answers(review, alone, recommendations=review.recommendation_set.all(), by=cast.lead)


def test_an_answer_other_than_yes_needs_its_reason(loaded, review, cast):
    first, second = review.recommendation_set.all()[:2]

    for said in ("partly", "rejected"):
        with pytest.raises(ReasonMissing):
            answer(first, answer=said, by=cast.lead, text="  ")
    answer(first, answer="rejected", text="The posts stay as they are.", by=cast.lead)
    answer(second, answer="partly", text="The executive only.", by=cast.lead)

    rows = register(review).rows
    assert rows[0].missing == []
    assert rows[0].at.reason == "The posts stay as they are."
    assert rows[1].at.answer_said == "Partly accepted"


def test_no_work_hangs_on_what_was_rejected(loaded, review, cast):
    start_plan(review, by=cast.lead)

    with pytest.raises(Refused, match="1 open action answers it"):
        answer(review.recommendation_set.first(), answer="rejected", text="No.", by=cast.lead)


def test_in_the_browser_from_the_pasted_text_to_the_plan(review, client, cast):
    client.force_login(cast.lead)
    page = visit(client, f"{HOME}peer-challenge/load/")
    rows = page.press("Read it", text=report())
    said = "8 recommendations, 7 quick wins, 5 notable practices (and 2 parts), 6 signposts"
    assert said in rows.text
    assert review.recommendation_set.count() == 0

    done = rows.press("Take in these rows", **{"kind-1": ""})

    assert "27 rows taken in from Pasted text." in done.text
    assert review.recommendation_set.count() == 7
    started = done.press("Start the action plan")
    assert "The plan is started." in started.text


def test_what_is_there_already_is_left_out_unless_somebody_says_otherwise(loaded, review, reading):
    form = RowsForm(reading=reading, review=review)

    assert {kind.initial for _, kind, _, _, _ in form.rows} == {""}
    assert all("is there already." in said[0] for *_, said in form.rows)


def test_what_was_taken_in_can_be_taken_away_while_nothing_is_built_on_it(loaded, review, cast):
    undo_load(loaded, by=cast.lead)
    assert not review.recommendation_set.exists()
    assert not review.practice_set.exists()
    with pytest.raises(NothingToDo):
        undo_load(loaded, by=cast.lead)


def test_it_stays_whole_once_something_is(loaded, review, cast):
    answer(review.recommendation_set.last(), answer="accepted", by=cast.lead)

    with pytest.raises(Refused, match="it was answered or reported on"):
        undo_load(loaded, by=cast.lead)

    assert review.recommendation_set.count() == 8
    assert review.quickwin_set.count() == 7


def test_every_step_is_in_the_trail(loaded, review, cast):
    start_plan(review, by=cast.lead)
    answer(review.recommendation_set.first(), answer="accepted", by=cast.lead)

    found = set(AuditEvent.objects.values_list("action", flat=True))
    assert found >= {
        "review.add",
        "recommendation.add",
        "review.load",
        "actionplan.add",
        "action.add",
        "recommendation.answer",
    }
