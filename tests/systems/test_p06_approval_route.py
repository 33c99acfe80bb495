"""P6: «Reduce the levels of approval needed to get a report agreed».

A route of 5 levels cut to 2: a report needs 2 approvals, the log names each with its time. A proof
reader who is not a senior officer can be set.
"""

from datetime import date

import pytest

from laa.actions.refusals import ReasonMissing, Refused
from laa.actions.report_approval import approve, give_back, put_forward, take_back
from laa.actions.report_issue import ask_to_issue
from laa.actions.report_route import add_route_step, remove_route_step
from laa.actions.reports import edit_report, refresh_report
from laa.composing import compose
from laa.models import AuditEvent, Demonstration, Notice, Report, RouteStep
from laa.queries.report_page import step_rows
from tests.page import visit
from tests.systems.issued import draft_report

pytestmark = pytest.mark.django_db
State = Report.State
FIVE = ("Proof-reading", "Head of service", "Director", "Chief executive", "Portfolio holder")


@pytest.fixture
def route(luton, cast):
    """Five levels; the proof reader is a contributor."""
    people = (cast.contributor, cast.certifier, cast.officer, cast.administrator, cast.board_member)
    for name, person in zip(FIVE, people, strict=True):
        add_route_step(
            luton,
            name=name,
            person=person,
            is_proof_reading=name == "Proof-reading",
            by=cast.lead,
        )


@pytest.fixture
def report(agreement, housing_benefit, cast):
    return draft_report(agreement, cast)


def forward(report, cast):
    return put_forward(report, seen=report.sha256, by=cast.lead)


def test_p6_a_report_takes_five_steps_and_after_the_cut_two(route, report, luton, cast):
    assert forward(report, cast).steps.count() == 5
    take_back(report, by=cast.lead)
    for _ in range(3):
        remove_route_step(luton, position=3, by=cast.lead)
    report = forward(Report.objects.get(), cast)

    for person in (cast.contributor, cast.certifier):
        assert Report.objects.get().state == State.IN_APPROVAL
        approve(report, by=person)
    assert Report.objects.get().state == State.APPROVED
    names = AuditEvent.objects.filter(action="report.approve").order_by("pk")
    assert [(event.after["step"], event.actor.split(" <")[0]) for event in names] == [
        ("Proof-reading", "Contributor"),
        ("Head of service", "Certifier (head of service)"),
    ]


def test_p6_the_steps_that_are_left_are_numbered_from_one(route, luton, cast):
    remove_route_step(luton, position=1, by=cast.lead)

    assert list(RouteStep.objects.values_list("position", "name")) == list(
        enumerate(FIVE[1:], start=1)
    )


def test_p6_the_time_of_each_step_is_seen(route, report, luton, cast, client):
    forward(report, cast)
    Demonstration.objects.filter(partnership=luton).update(today=date(2009, 4, 23))
    approve(Report.objects.get(), by=cast.contributor)

    report = Report.objects.get()
    assert step_rows(report)[0].took.days in (2, 3)
    client.force_login(cast.lead)
    page = visit(client, report.get_absolute_url())
    assert "Proof-reading Contributor" in page.text
    assert "days" in page.text


def test_p6_each_is_told_when_it_is_their_turn(route, report, cast):
    forward(report, cast)
    assert Notice.objects.filter(recipient=cast.contributor, text__startswith="Proof-read").exists()
    assert not Notice.objects.filter(recipient=cast.certifier).exists()

    approve(report, by=cast.contributor)
    assert Notice.objects.filter(recipient=cast.certifier, text__startswith="Approve").exists()


def test_p6_nobody_takes_anothers_step(route, report, cast):
    forward(report, cast)

    with pytest.raises(Refused, match="“Proof-reading” is with Contributor"):
        approve(report, by=cast.certifier)


def test_p6_sent_back_it_is_a_draft_and_goes_the_whole_way_again(route, report, cast):
    forward(report, cast)
    with pytest.raises(ReasonMissing):
        give_back(report, comment=" ", by=cast.contributor)
    give_back(report, comment="Two commas.", by=cast.contributor)

    report = Report.objects.get()
    assert report.is_draft
    forward(report, cast)
    assert report.steps.filter(attempt=2).count() == 5
    assert report.steps.get(attempt=1, position=1).comment == "Two commas."


def test_p6_in_approval_the_body_stands_still(route, report, cast):
    forward(report, cast)

    for change in (
        lambda: refresh_report(report, compose=compose, by=cast.lead),
        lambda: edit_report(
            report, contents=["summary"], covers=["public"], words={}, compose=compose, by=cast.lead
        ),
    ):
        with pytest.raises(Refused, match="Take it back to a draft first"):
            change()


def test_p6_only_what_was_read_is_put_forward(route, report, cast):
    with pytest.raises(Refused, match="brought up to date since you opened it"):
        put_forward(report, seen="0" * 64, by=cast.lead)


def test_p6_nobody_approves_what_they_put_forward(luton, report, cast):
    add_route_step(luton, name="Lead", person=cast.lead, is_proof_reading=False, by=cast.lead)

    with pytest.raises(Refused, match="The step “Lead” is yours"):
        forward(report, cast)


def test_p6_only_an_approved_report_is_issued(route, report, cast):
    with pytest.raises(Refused, match="is draft. Only an approved report can be issued"):
        ask_to_issue(report, by=cast.lead)
    forward(report, cast)
    with pytest.raises(Refused, match="is in approval. Only an approved report can be issued"):
        ask_to_issue(Report.objects.get(), by=cast.lead)


def test_p6_a_step_is_for_somebody_who_plays_a_part(luton, cast):
    with pytest.raises(Refused, match="plays no part in Luton Forum"):
        add_route_step(luton, name="X", person=cast.stranger, is_proof_reading=True, by=cast.lead)
