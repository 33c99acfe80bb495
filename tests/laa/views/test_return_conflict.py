"""Two people on the same return: the second is told, sees both, and nothing is lost silently."""

import pytest
from django.test import Client

from laa.models import Membership, ReturnLine, Role
from tests.factories import UserFactory
from tests.page import visit
from tests.steps import box, line_of, submitted

pytestmark = pytest.mark.django_db

PATH = "/luton/returns/2008/09-Q4/council/"


@pytest.fixture
def colleagues_page(return_page, luton, council):
    """The same page on a second officer's screen."""
    colleague = UserFactory(email="colleague@example.org", name="Carol Colleague")
    Membership.objects.create(partnership=luton, user=colleague, role=Role.OFFICER, partner=council)
    client = Client()
    client.force_login(colleague)
    return visit(client, PATH)


def test_the_second_is_told_and_sees_both_figures(return_page, colleagues_page, quarterly_return):
    colleagues_page.press(
        "Save as draft",
        **{box(quarterly_return, "value"): "40", box(quarterly_return, "commentary"): "Ours."},
    )

    after = return_page.press("Save as draft", **{box(quarterly_return, "value"): "45"})

    assert "Carol Colleague changed NI 181, Q4 2008/09 while you were typing." in after.text
    assert "Saved by Carol Colleague" in after.text
    assert "40 days; “Ours.”" in after.text
    assert after.boxes[box(quarterly_return, "value")] == "45"
    assert line_of(quarterly_return, "NI 181").value == 40


def test_saving_again_is_a_choice_and_wins(return_page, colleagues_page, quarterly_return, cast):
    colleagues_page.press("Save as draft", **{box(quarterly_return, "value"): "40"})
    after = return_page.press("Save as draft", **{box(quarterly_return, "value"): "45"})

    done = after.press("Save as draft")

    line = line_of(quarterly_return, "NI 181")
    assert "1 line saved." in done.text
    assert (line.value, line.entered_by) == (45, cast.officer)


def test_a_third_save_in_between_is_told_again(return_page, colleagues_page, quarterly_return):
    colleagues_page = colleagues_page.press(
        "Save as draft", **{box(quarterly_return, "value"): "40"}
    )
    after = return_page.press("Save as draft", **{box(quarterly_return, "value"): "45"})
    colleagues_page.press("Save as draft", **{box(quarterly_return, "value"): "41"})

    again = after.press("Save as draft")

    assert "while you were typing" in again.text
    assert "41 days" in again.text
    assert line_of(quarterly_return, "NI 181").value == 41


def test_two_people_on_different_lines_do_not_meet(return_page, colleagues_page, quarterly_return):
    colleagues_page.press("Save as draft", **{box(quarterly_return, "value"): "40"})

    after = return_page.press("Save as draft", **{box(quarterly_return, "value", "NI 005"): "77"})

    assert "1 line saved." in after.text
    assert "while you were typing" not in after.text
    assert line_of(quarterly_return, "NI 181").value == 40
    assert line_of(quarterly_return, "NI 005").value == 77


def test_the_other_lines_are_saved_all_the_same(return_page, colleagues_page, quarterly_return):
    colleagues_page.press("Save as draft", **{box(quarterly_return, "value"): "40"})

    after = return_page.press(
        "Save as draft",
        **{box(quarterly_return, "value"): "45", box(quarterly_return, "value", "NI 005"): "77"},
    )

    assert "1 line saved." in after.text
    assert line_of(quarterly_return, "NI 005").value == 77
    assert after.boxes[box(quarterly_return, "value")] == "45"


def test_too_late_is_said_with_what_was_typed(return_page, quarterly_return, cast):
    """A colleague submitted the return while this page was open."""
    submitted(quarterly_return, cast, "40")

    after = return_page.press(
        "Save as draft",
        **{box(quarterly_return, "value"): "45", box(quarterly_return, "commentary"): "Late."},
    )

    assert "NI 181, Q4 2008/09 is submitted and can no longer be changed." in after.text
    assert "You typed: “45”; “Late.”." in after.text
    assert set(ReturnLine.objects.values_list("value", flat=True)) == {40}
