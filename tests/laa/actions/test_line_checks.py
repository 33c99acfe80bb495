"""Questions about a line: asked, answered with the figure they are about, asked again."""

from decimal import Decimal

import pytest

from laa.actions.line_checks import Aim, answer_question, asked_of, must_be_answered, unanswered
from laa.actions.line_promises import LinePromises
from laa.actions.refusals import NothingToDo, ReasonMissing, Unanswered
from laa.actions.return_steps import submit
from laa.models import AuditEvent, Figure
from tests.factories import promise
from tests.steps import enter, line_of

pytestmark = pytest.mark.django_db


def history(quarterly_return, *values):
    """Figures of the quarters before, the newest last."""
    line = line_of(quarterly_return)
    keys = ["2007/08-Q3", "2007/08-Q4", "2008/09-Q1", "2008/09-Q2", "2008/09-Q3"]
    for key, value in zip(keys[-len(values) :], values, strict=True):
        Figure.objects.create(
            partnership=line.partnership,
            strand=line.strand,
            period=key,
            state="measured",
            value=Decimal(value),
            recorded_at="2009-01-20T00:00Z",
        )


@pytest.fixture
def slipped(quarterly_return, cast):
    """440 typed where every figure is about 44."""
    history(quarterly_return, "44", "45", "46", "45", "44")
    enter(line_of(quarterly_return), "440", by=cast.officer)
    return line_of(quarterly_return)


def test_a_slip_is_asked_about_until_it_is_answered(slipped, quarterly_return, cast):
    with pytest.raises(Unanswered, match="2 questions are not answered yet"):
        must_be_answered([slipped], LinePromises([slipped]))

    for key in ("slip", "swing"):
        answer_question(slipped, key, text="A backlog was cleared.", by=cast.officer)

    answered = line_of(quarterly_return)
    must_be_answered([answered], LinePromises([answered]))
    assert AuditEvent.objects.filter(action="line.answer").count() == 2


def test_another_figure_is_asked_about_again(slipped, cast):
    for key in ("slip", "swing"):
        answer_question(slipped, key, text="A backlog was cleared.", by=cast.officer)
    enter(slipped, "450", by=cast.officer)

    assert len(unanswered([line_of(slipped.quarterly_return)])) == 2


def test_a_usual_figure_is_not_asked_about(slipped, cast):
    enter(slipped, "44", by=cast.officer)

    assert unanswered([line_of(slipped.quarterly_return)]) == []


def test_an_answer_needs_words(slipped, cast):
    with pytest.raises(ReasonMissing):
        answer_question(slipped, "slip", text=" ", by=cast.officer)


def test_what_is_not_asked_needs_no_answer(slipped, cast):
    with pytest.raises(NothingToDo):
        answer_question(slipped, "zero", text="-", by=cast.officer)


def test_far_from_the_target_without_any_history(quarterly_return, cast):
    enter(line_of(quarterly_return), "73390", by=cast.officer)

    ((asked,),) = asked_of(
        [line_of(quarterly_return)], {line_of(quarterly_return).pk: Aim(Decimal(420))}
    ).values()
    assert asked.question.key == "target"


def test_a_return_is_asked_about_in_few_queries(slipped, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        asked_of([slipped], {})


def test_a_first_figure_ten_times_too_big_is_asked_about_before_it_is_submitted(
    quarterly_return, cast
):
    enter(line_of(quarterly_return), "420", by=cast.officer)

    with pytest.raises(Unanswered, match="1 question is not answered yet: NI 181"):
        submit(quarterly_return, by=cast.officer)


def test_the_first_figure_of_a_promise_without_a_target_is_held_against_its_baseline(
    agreement, council, cast, request
):
    promise(agreement, "NI 007", supplier=council, baseline="48", targets={})
    quarterly_return = request.getfixturevalue("quarterly_return")
    enter(line_of(quarterly_return, "NI 007"), "480", by=cast.officer)

    [asked] = unanswered([line_of(quarterly_return, "NI 007")])

    assert "about 10 times the baseline of 48" in asked.question.text
