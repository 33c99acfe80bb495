"""A rate typed over its counts: the counts stay until somebody says that the rate is right."""

from decimal import Decimal

import pytest

from laa.actions.line_checks import answer_question, unanswered
from laa.actions.refusals import Unanswered
from laa.actions.return_steps import certify, submit
from laa.actions.sign_off import sign_off
from laa.models import AuditEvent, Figure
from tests.factories import promise
from tests.page import visit
from tests.steps import box, enter, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rate(agreement, council, cast, request):
    """12 out of 40 saved on a line, which is 30%."""
    promise(agreement, "NI 007", supplier=council, unit="percent", targets={"2008/09": "35"})
    quarterly_return = request.getfixturevalue("round_").returns.get()
    quarterly_return.lines.exclude(strand__indicator__reference="NI 007").delete()
    counts = {"numerator": Decimal(12), "denominator": Decimal(40)}
    enter(line_of(quarterly_return), by=cast.officer, figure_state="measured", **counts)
    return quarterly_return


@pytest.fixture
def page(rate, cast, client):
    client.force_login(cast.officer)
    return visit(client, "/luton/returns/2008/09-Q4/council/")


def typed(rate, **values):
    return {box(rate, name, "NI 007"): value for name, value in values.items()}


def stands(rate):
    line = line_of(rate)
    return line.value, line.numerator, line.denominator


def test_a_rate_typed_over_its_counts_keeps_them_and_is_asked_about(rate, page):
    after = page.press("Save as draft", **typed(rate, value="45"))

    assert stands(rate) == (45, 12, 40)
    assert "the counts 12 and 40 are taken off the line" in after.text


def test_it_is_asked_before_it_is_submitted(rate, page, cast):
    page.press("Save as draft", **typed(rate, value="45"))

    with pytest.raises(Unanswered, match="NI 007"):
        submit(rate, by=cast.officer)


def test_the_answer_is_kept_and_lets_the_counts_go(rate, page, cast, client):
    page.press("Save as draft", **typed(rate, value="45"))

    asked = visit(client, "/luton/returns/2008/09-Q4/council/questions/")
    asked.press("Save answers and go on", **{f"{line_of(rate).uuid}-counts": "From the audit."})

    assert stands(rate) == (45, None, None)
    assert unanswered([line_of(rate)]) == []
    answer = line_of(rate).answers.get()
    assert (answer.answer, answer.value) == ("From the audit.", 45)
    event = AuditEvent.objects.get(action="line.answer")
    assert event.before == {"numerator": "12", "denominator": "40"}
    assert "From the audit." in visit(client, "/luton/returns/2008/09-Q4/council/").text


def test_a_comment_saved_meanwhile_touches_neither(rate, page):
    after = page.press("Save as draft", **typed(rate, value="45"))

    after.press("Save as draft", **typed(rate, commentary="A new source."))

    assert stands(rate) == (45, 12, 40)
    assert line_of(rate).commentary == "A new source."


def test_new_counts_make_the_rate_and_nothing_is_asked(rate, page):
    after = page.press("Save as draft", **typed(rate, value="45"))

    after.press("Save as draft", **typed(rate, value="", numerator="18"))

    assert stands(rate) == (45, 18, 40)
    assert unanswered([line_of(rate)]) == []


def test_the_rate_that_the_counts_give_is_not_asked_about(rate, page):
    page.press("Save as draft", **typed(rate, value="30.0"))

    assert stands(rate) == (30, 12, 40)
    assert unanswered([line_of(rate)]) == []


def test_counts_somebody_cleared_go_without_a_question(rate, page):
    page.press("Save as draft", **typed(rate, value="45", numerator="", denominator=""))

    assert stands(rate) == (45, None, None)
    assert unanswered([line_of(rate)]) == []


def test_what_enters_the_record_never_disagrees_with_itself(rate, page, cast):
    page.press("Save as draft", **typed(rate, value="45", commentary="It grew."))
    line = line_of(rate)
    answer_question(line, "counts", text="From the audit.", by=cast.officer)

    sign_off(certify(submit(rate, by=cast.officer), by=cast.certifier), by=cast.lead)

    figure = Figure.objects.get()
    assert (figure.value, figure.numerator, figure.denominator) == (45, None, None)
