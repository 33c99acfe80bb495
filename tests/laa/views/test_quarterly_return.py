"""The officer's page: what stands in the boxes, what is saved, what goes wrong."""

from datetime import date

import pytest

from laa.actions.rounds import open_round
from tests.factories import promise
from tests.page import visit
from tests.steps import box, line_of

pytestmark = pytest.mark.django_db

PATH = "/luton/returns/2008/09-Q4/council/"


def test_a_line_shows_the_last_figure_the_target_and_an_empty_box(return_page, quarterly_return):
    assert "Return for Q4 2008/09 (January to March 2009)" in return_page.text
    assert "Last period none" in return_page.text
    assert "Target 42 days" in return_page.text
    assert "lower is better" in return_page.text
    assert "Due 30 April 2009" in return_page.text
    assert return_page.boxes[box(quarterly_return, "value")] == ""


def test_save_as_draft_keeps_what_was_typed(return_page, quarterly_return, cast):
    after = return_page.press(
        "Save as draft",
        **{
            box(quarterly_return, "value"): "1,045.5",
            box(quarterly_return, "commentary"): "A batch came late.",
            box(quarterly_return, "outlook"): "wont",
        },
    )

    line = line_of(quarterly_return, "NI 181")
    assert "1 line saved." in after.text
    assert after.path == PATH
    assert (str(line.value.normalize()), line.commentary) == ("1045.5", "A batch came late.")
    assert (line.outlook, line.entered_by, line.state) == ("wont", cast.officer, "draft")
    assert after.boxes[box(quarterly_return, "value")] == "1,045.5"


def test_only_the_lines_that_changed_are_saved(return_page, quarterly_return):
    return_page.press("Save as draft", **{box(quarterly_return, "value"): "45"})

    versions = dict(quarterly_return.lines.values_list("strand__indicator__reference", "version"))
    assert versions == {"NI 181": 2, "NI 005": 1}


def test_saving_twice_the_same_saves_once(return_page, quarterly_return):
    after = return_page.press("Save as draft", **{box(quarterly_return, "value"): "45"})
    again = after.press("Save as draft")

    assert "Everything on this page is saved." in again.text
    assert line_of(quarterly_return, "NI 181").version == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("forty-five", "“forty-five” is not a number. Type digits, such as 42 or 12.5."),
        ("1,23", "“1,23” is not a number."),
        ("-1", "-1 is less than is possible; the least is 0 days."),
        ("0.1234567", "“0.1234567” has more than 6 places. Round it to 6 or fewer."),
        ("9999999999", "“9999999999” is too large."),
    ],
)
def test_what_is_no_figure_gets_a_sentence_beside_the_box_and_in_the_summary(
    typed, says, return_page, quarterly_return
):
    after = return_page.press("Save as draft", **{box(quarterly_return, "value"): typed})

    assert "There is a problem" in after.text
    assert f"NI 181: {says}" in after.text
    assert after.text.count(says) == 2
    assert after.boxes[box(quarterly_return, "value")] == typed
    assert line_of(quarterly_return, "NI 181").value is None


def test_a_percentage_over_100_is_refused_where_it_is_impossible(return_page, quarterly_return):
    name = box(quarterly_return, "value", "NI 005")

    after = return_page.press("Save as draft", **{name: "100.1"})
    assert after.text.count("100.1 is more than is possible; the most is 100%.") == 2

    assert "1 line saved." in after.press("Save as draft", **{name: "100"}).text


def test_the_summary_leads_to_the_box(return_page, quarterly_return):
    name = box(quarterly_return, "value")
    after = return_page.press("Save as draft", **{name: "forty"})

    html = after.answer.content.decode()
    assert f'href="#id_{name}"' in html
    assert f'id="id_{name}"' in html


def test_one_wrong_line_loses_nothing_of_the_others(return_page, quarterly_return):
    after = return_page.press(
        "Save and continue",
        **{
            box(quarterly_return, "value"): "forty",
            box(quarterly_return, "commentary"): "Late.",
            box(quarterly_return, "value", "NI 005"): "77.5",
        },
    )

    assert after.path == PATH
    assert "1 line saved." in after.text
    assert line_of(quarterly_return, "NI 005").value == pytest.approx(77.5)
    assert after.boxes[box(quarterly_return, "commentary")] == "Late."
    assert after.boxes[box(quarterly_return, "value")] == "forty"

    done = after.press("Save and continue", **{box(quarterly_return, "value"): "45"})
    assert done.path == f"{PATH}review/"


def test_a_figure_and_a_reason_for_none_contradict_each_other(return_page, quarterly_return):
    after = return_page.press(
        "Save as draft",
        **{
            box(quarterly_return, "value"): "45",
            box(quarterly_return, "figure_state"): "not_known",
        },
    )

    assert "You gave a figure and also said “No figure: not known”. Keep one of them." in after.text


def test_zero_is_saved_as_zero_and_an_emptied_box_as_nothing(return_page, quarterly_return):
    name = box(quarterly_return, "value")
    after = return_page.press("Save as draft", **{name: "0"})
    assert line_of(quarterly_return, "NI 181").value == 0

    emptied = after.press("Save as draft", **{name: ""})
    line = line_of(quarterly_return, "NI 181")
    assert (line.value, line.state) == (None, "draft")
    assert emptied.boxes[name] == ""


def test_markup_in_a_comment_stays_text(return_page, quarterly_return):
    name = box(quarterly_return, "commentary")
    after = return_page.press("Save as draft", **{name: '<script>alert(1)</script> & "so"'})

    assert "<script>alert(1)" not in after.answer.content.decode()
    assert after.boxes[name] == '<script>alert(1)</script> & "so"'


def test_a_commentary_too_long_is_kept_in_the_box(return_page, quarterly_return):
    name = box(quarterly_return, "commentary")
    after = return_page.press("Save as draft", **{name: "x" * 4001})

    assert "Shorten this to 4,000 characters or fewer." in after.text
    assert len(after.boxes[name]) == 4001


def test_a_line_that_is_not_due_asks_for_the_outlook_only(agreement, council, round_, client, cast):
    promise(agreement, "NI 112", supplier=council, lag_days=365, targets={"2009/10": "29"})
    open_round(
        partnership=round_.partnership,
        period="2009/10-Q1",
        opens=date(2009, 4, 20),
        due=date(2009, 7, 31),
        sign_off=date(2009, 8, 28),
        by=cast.lead,
    )
    quarterly_return = council.returns.get(round__period="2009/10-Q1")
    client.force_login(cast.officer)
    found = visit(client, "/luton/returns/2009/10-Q1/council/")

    assert "No figure is due yet. Say what you expect." in found.text
    assert box(quarterly_return, "value", "NI 112") not in found.boxes

    found.press(
        "Save as draft",
        **{
            box(quarterly_return, "outlook", "NI 112"): "uncertain",
            box(quarterly_return, "outlook_reason", "NI 112"): "The survey is late.",
        },
    )
    line = line_of(quarterly_return, "NI 112")
    assert (line.outlook, line.state) == ("uncertain", "ready")
