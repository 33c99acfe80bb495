"""Harborough's peer challenge as a demonstration: real recommendations, an invented follow-up.

Everything beyond the fixture is made by the actions that people use, and says “illustrative”.
"""

from datetime import date
from decimal import Decimal

from django.core.management import call_command

from laa import clock
from laa.actions.evidence import Upload, add_files
from laa.actions.plan_actions import close, edit_action, report
from laa.demonstration import Cast, demonstration_password
from laa.models import Action, Delivery, Demonstration, Notice, Partner
from peer_reviews.actions.answering import add_answering_action
from peer_reviews.actions.parts import edit_part
from peer_reviews.actions.publications import publish_progress
from peer_reviews.actions.recommendations import (
    answer,
    do_quick_win,
    name_teams,
    say_part,
    tell_progress,
)
from peer_reviews.actions.reviews import start_plan
from peer_reviews.actions.surveys import add_survey, add_wave
from peer_reviews.models import Review
from peer_reviews.queries.progress import statement

AGREED = date(2018, 5, 21)
BEGUN = date(2018, 10, 1)
PUBLISHED = date(2019, 10, 1)
WORKING_DATE = date(2019, 11, 18)
"""Before the follow-up visit is due on 16 March 2020. It stands, whatever DEMO_DATE says: the real
dates of this review would make no sense elsewhere."""

DONE = {
    "1": date(2019, 6, 28),
    "2": date(2018, 12, 14),
    "3": date(2019, 9, 27),
    "4": date(2018, 11, 30),
    "7": date(2019, 5, 31),
}
"""When each was verified: five of the eight."""

OPEN = {
    "5": (
        "under_way",
        "Illustrative: projects are listed with priorities; two still share one manager.",
    ),
    "6": ("under_way", "Illustrative: one template is tried in two committees before all use it."),
    "8": ("paused", "Illustrative: waits for the review of the Member/Officer Protocol."),
}
DUE = date(2019, 12, 20)


def demonstrate() -> None:
    """Load the partnership `harborough` beside the others."""
    call_command("loaddata", "harborough-2018", verbosity=0)
    review = Review.objects.select_related("partnership", "council").get(
        partnership__slug="harborough"
    )
    cast = Cast(review.partnership, review.council, demonstration_password())
    _plan(review, cast)
    _follow(review, cast)
    _stand_at(review, WORKING_DATE)


def _stand_at(review: Review, day: date) -> None:
    """Set the clock; what people were told on the way they got and read by now."""
    partnership = review.partnership
    Demonstration.objects.update_or_create(partnership=partnership, defaults={"today": day})
    partnership.refresh_from_db()
    told = Notice.objects.filter(partnership=partnership, created_at__date__lt=day)
    told.update(read_at=clock.now(partnership))
    Delivery.objects.filter(partnership=partnership).delete()


def _plan(review: Review, cast: Cast) -> None:
    """The council answers, and gives most of the actions an owner and a date."""
    _stand_at(review, AGREED)
    for each in review.recommendation_set.all():
        partly = each.number == "4"
        text = "Illustrative: the role is made clear; the title is left to the new council."
        answer(each, answer="partly" if partly else "accepted", text=text * partly, by=cast.lead)
        edit_part(each, measure="Illustrative: scrutiny agrees that it shows.", by=cast.lead)
    start_plan(review, by=cast.lead)
    owners = (cast.people["officer"], cast.people["certifier"])
    for action in _actions(review):
        owner = owners[action.number % 2]
        edit_action(action, owner=owner, due=DONE.get(str(action.number), DUE), by=cast.lead)
    recommendations = {each.number: each for each in review.recommendation_set.all()}
    add_answering_action(
        review,
        title="Illustrative: an away day of the executive and the management team",
        recommendations=[recommendations["2"], recommendations["8"]],
        owner=cast.people["officer"],
        due=DONE["2"],
        by=cast.lead,
    )
    add_answering_action(
        review,
        title="Illustrative: fewer levels of approval for reports",
        recommendations=[recommendations["6"]],
        due_text="Summer 2019 and ongoing",
        by=cast.lead,
    )


def _actions(review: Review) -> list[Action]:
    found = Action.objects.filter(plan=review.plan).select_related(
        "partnership__demonstration", "plan"
    )
    return list(found.order_by("number"))


def _follow(review: Review, cast: Cast) -> None:
    """Quick wins, teams, a survey; then five are verified, and three told why they are open."""
    _stand_at(review, BEGUN)
    for win in review.quickwin_set.filter(key__in=["quick-win-1", "quick-win-5"]):
        do_quick_win(win, outcome="Illustrative: done in the summer.", by=cast.lead)
    _teams(review, cast)
    _survey(review, cast)
    shared = {9: DONE["2"]}
    done = {int(number): day for number, day in DONE.items()} | shared
    for number, day in sorted(done.items(), key=lambda pair: pair[1]):
        _stand_at(review, day)
        _verify(next(a for a in _actions(review) if a.number == number), cast)
    _stand_at(review, PUBLISHED)
    recommendations = {each.number: each for each in review.recommendation_set.all()}
    for number, (status, text) in OPEN.items():
        action = next(a for a in _actions(review) if str(a.number) == number)
        report(action, status=status, text=text, by=cast.people["officer"])
        tell_progress(recommendations[number], text=text, by=cast.lead)
    body = statement(review, PUBLISHED).body()
    publish_progress(review, body=body, as_at=PUBLISHED, by=cast.lead)


def _verify(action: Action, cast: Cast) -> None:
    minutes = f"Illustrative minutes: {action.title}\n".encode()
    add_files(action, [Upload(f"minutes-{action.number}.txt", minutes)], by=action.owner)
    action.refresh_from_db()
    close(action, outcome="Illustrative: done, and seen by scrutiny.", by=cast.lead)


def _teams(review: Review, cast: Cast) -> None:
    """Three teams have a part in recommendation 5; one has not said which."""
    five = review.recommendation_set.get(number="5")
    slugs = ("hdc-planning", "hdc-economic-development", "hdc-business-intelligence")
    teams = Partner.objects.filter(partnership=review.partnership, slug__in=slugs)
    roles = {role.partner.slug: role for role in name_teams(five, teams=teams, by=cast.lead)}
    for slug in slugs[:2]:
        text = "Illustrative: lists its projects with their priority."
        say_part(roles[slug], text=text, by=cast.people["officer"])


def _survey(review: Review, cast: Cast) -> None:
    survey = add_survey(
        partnership=review.partnership,
        title="Residents’ survey",
        measure="Illustrative: residents satisfied with the council, in percent",
        polarity="up",
        interval_months=24,
        by=cast.lead,
    )
    add_wave(
        survey,
        held_on=date(2017, 10, 31),
        share=Decimal(70),
        sample=1000,
        note="Illustrative figures, invented for the demonstration.",
        by=cast.lead,
    )
