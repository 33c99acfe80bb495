"""Checking and submitting; and where there is nothing to type any more, or never was."""

import pytest

from laa.actions.rounds import close_round
from laa.models import ReturnLine
from tests.factories import PartnerFactory
from tests.page import visit
from tests.steps import box, enter, line_of

pytestmark = pytest.mark.django_db

PATH = "/luton/returns/2008/09-Q4/council/"


def test_review_names_what_is_not_ready_and_cannot_be_submitted(return_page, quarterly_return):
    review = return_page.press("Save and continue", **{box(quarterly_return, "value"): "45"})

    assert review.path == f"{PATH}review/"
    assert "Some lines are not ready" in review.text
    assert "NI 005" in review.text
    with pytest.raises(AssertionError, match="No button"):
        review.form_with("Submit return")


def test_submit_hands_it_over(return_page, quarterly_return):
    review = return_page.press(
        "Save and continue",
        **{
            box(quarterly_return, "value"): "41",
            box(quarterly_return, "value", "NI 005"): "77",
        },
    )

    done = review.press("Submit return")

    assert done.path == f"{PATH}submissions/LUT-2008-09-Q4-COUNCIL-0001/"
    assert "Return submitted: 2 lines. The certifier has been told." in done.text
    assert not done.boxes.get(box(quarterly_return, "value"))
    assert "41 days" in done.text


def test_a_red_without_a_word_is_named_and_stays(return_page, quarterly_return, client):
    review = return_page.press(
        "Save and continue",
        **{
            box(quarterly_return, "value"): "45",
            box(quarterly_return, "value", "NI 005"): "77",
        },
    )
    assert "NI 181, Q4 2008/09: Off track: say why and what is done about it." in review.text

    done = review.press("Submit the 1 line that is ready")
    assert (
        "Return submitted: 1 line. The certifier has been told. 1 line still to come." in done.text
    )

    refused = client.post(f"{PATH}submit/", follow=True)
    assert "say why and what is done about it" in refused.content.decode()
    page = visit(client, PATH).press(
        "Save and continue",
        **{
            box(quarterly_return, "commentary"): "A batch came late.",
            box(quarterly_return, "recovery"): "It is dealt with first.",
        },
    )
    assert "Return submitted: 1 line." in page.press("Submit return").text


def test_submitting_twice_is_told_and_does_nothing(return_page, quarterly_return, client, cast):
    for reference in ("NI 181", "NI 005"):
        enter(line_of(quarterly_return, reference), "41", by=cast.officer)
    client.post(f"{PATH}submit/")
    versions = set(quarterly_return.lines.values_list("pk", "version"))

    again = client.post(f"{PATH}submit/", follow=True)

    assert again.redirect_chain[-1][0] == quarterly_return.submissions.get().get_absolute_url()
    said = "Submitted already, by you on 20 April 2009 at"
    assert said in again.content.decode()
    assert "Not done" not in again.content.decode()
    assert set(quarterly_return.lines.values_list("pk", "version")) == versions


def test_submitting_what_is_not_ready_is_refused_on_the_server_too(
    return_page, client, quarterly_return
):
    answer = client.post(f"{PATH}submit/", follow=True)

    assert "2 lines are not ready" in answer.content.decode()
    assert set(quarterly_return.lines.values_list("state", flat=True)) == {"draft"}


def test_a_closed_round_shows_no_boxes_and_refuses_a_late_save(
    return_page, quarterly_return, round_, cast
):
    close_round(round_, by=cast.lead)

    after = return_page.press("Save as draft", **{box(quarterly_return, "value"): "45"})

    assert after.answer.status_code == 200
    assert "closed on 20 April 2009" in after.text
    assert "ask the performance lead to reopen it" in after.text
    assert line_of(quarterly_return, "NI 181").value is None
    assert box(quarterly_return, "value") not in visit(return_page.client, PATH).boxes


def test_somebody_elses_return_is_not_found(return_page, luton, round_, agreement, client, cast):
    police = PartnerFactory(partnership=luton, slug="police")
    round_.returns.create(partnership=luton, partner=police)

    assert client.get("/luton/returns/2008/09-Q4/police/").status_code == 404
    assert client.post("/luton/returns/2008/09-Q4/police/").status_code == 404


@pytest.mark.parametrize("path", ["2008/09-Q3/council/", "2008/09/council/", "2008/10-Q1/council/"])
def test_a_round_that_is_not_there_is_not_found(path, return_page, client):
    assert client.get(f"/luton/returns/{path}").status_code == 404


def test_a_contributor_reads_and_has_no_boxes(return_page, quarterly_return, client, cast):
    client.force_login(cast.contributor)
    found = visit(client, PATH)

    assert "NI 181" in found.text
    assert box(quarterly_return, "value") not in found.boxes


def test_the_page_works_with_a_stale_or_broken_version(return_page, quarterly_return, client):
    for version in ("", "x", "-1"):
        after = return_page.press(
            "Save as draft",
            **{box(quarterly_return, "version"): version, box(quarterly_return, "value"): "45"},
        )
        assert after.answer.status_code == 200
    assert ReturnLine.objects.filter(value=45).count() <= 1
