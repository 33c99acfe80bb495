"""A rule is tried on the figures of today: signed off, or entered and marked as not signed off."""

import pytest
from django.urls import reverse

from laa.actions.rating_rules import make_rule
from laa.actions.sign_off import reopen
from laa.models import Rating, ReturnLine
from laa.queries.rule_trial import try_for_one, try_rule
from tests.page import visit
from tests.steps import enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db

MARK = "entered, not signed off"


@pytest.fixture
def ten(luton, cast):
    terms = {"kind": "bands", "tolerance": 10, "measured_in": "percent"}
    return make_rule(partnership=luton, name="Ten percent", reason="Agreed.", by=cast.lead, **terms)


def page_of(client, cast):
    client.force_login(cast.lead)
    return visit(client, reverse("laa:rule-try", args=["luton", "ten-percent", "laa"]))


def test_an_entered_figure_is_tried_and_says_that_it_is_not_signed_off(
    ten, quarterly_return, client, cast
):
    enter(line_of(quarterly_return), "45", by=cast.officer)

    text = page_of(client, cast).text

    assert "45 days" in text
    assert MARK in text
    assert "1 of 1 figures is entered and not signed off yet" in text
    assert "1 of 1 would change" in text
    assert not Rating.objects.exists()


def test_what_is_submitted_is_not_signed_off_either(ten, quarterly_return, agreement, cast):
    submitted(quarterly_return, cast, "45")

    (trial,) = try_rule(agreement, ten, with_entered=True).trials

    assert trial.is_entered
    assert (trial.now.rating, trial.tried.rating) == ("off_track", "on_track")


def test_signed_off_it_is_tried_once_and_unmarked(ten, quarterly_return, client, agreement, cast):
    signed_off(quarterly_return, cast, "45")

    (trial,) = try_rule(agreement, ten, with_entered=True).trials

    assert not trial.is_entered
    assert MARK not in page_of(client, cast).text


def test_a_correction_under_way_stands_in_for_what_was_signed_off(
    ten, quarterly_return, agreement, cast
):
    signed_off(quarterly_return, cast, "45")
    reopen(line_of(quarterly_return), by=cast.lead, reason="Counted again.")
    enter(line_of(quarterly_return), "50", by=cast.officer)

    (trial,) = try_rule(agreement, ten, with_entered=True).trials

    assert (trial.value, trial.is_entered) == (50, True)
    (without,) = try_rule(agreement, ten).trials
    assert (without.value, without.is_entered) == (45, False)


def test_without_the_right_to_read_returns_nothing_entered_is_tried(
    ten, quarterly_return, agreement, cast
):
    enter(line_of(quarterly_return), "45", by=cast.officer)

    assert try_rule(agreement, ten).trials == []


def test_what_is_set_aside_is_not_tried(ten, quarterly_return, agreement, cast):
    enter(line_of(quarterly_return), "45", by=cast.officer)
    ReturnLine.objects.update(state="skipped", set_aside_reason="Not this time.")

    assert try_rule(agreement, ten, with_entered=True).trials == []


def test_a_rule_of_its_own_is_tried_on_the_entered_figure_too(
    ten, quarterly_return, housing_benefit, cast
):
    enter(line_of(quarterly_return), "45", by=cast.officer)
    promise = type(housing_benefit).objects.with_rules().get(pk=housing_benefit.pk)

    (trial,) = try_for_one(promise, ten, with_entered=True).trials

    assert (trial.is_entered, trial.tried.rating) == (True, "on_track")


def test_the_file_says_which_is_signed_off(ten, quarterly_return, client, cast):
    enter(line_of(quarterly_return), "45", by=cast.officer)
    client.force_login(cast.lead)
    path = reverse("laa:rule-try", args=["luton", "ten-percent", "laa"])

    assert MARK in client.get(f"{path}?_export=csv").content.decode("utf-8-sig")
