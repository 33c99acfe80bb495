"""A review with one of everything in it, for tests of every address and of every table."""

from datetime import date

from laa import clock
from laa.actions.evidence import Upload, add_files
from laa.actions.plan_actions import close
from laa.models import Membership
from peer_reviews.actions.loads import Chosen, load_report
from peer_reviews.actions.parts import add_part
from peer_reviews.actions.publications import publish_progress
from peer_reviews.actions.recommendations import answer, name_teams, tell_progress
from peer_reviews.actions.reviews import add_review, record_step, start_plan
from peer_reviews.actions.surveys import add_survey, add_wave
from peer_reviews.models import Finding, Practice
from peer_reviews.queries.progress import statement
from peer_reviews.reading.items import QUICK_WIN, Item

VISIT = {"starts": date(2008, 3, 14), "ends": date(2008, 3, 16), "edition": "2018"}


def a_review(partnership, council, *, by, title="", **facts):
    """A review of 14 to 16 March 2008 in the wording of 2018."""
    title = title or f"Peer challenge of {partnership.slug}"
    facts = {**VISIT, **facts}
    return add_review(partnership=partnership, council=council, title=title, by=by, **facts)


def with_recommendations(review, count, *, by):
    """So many recommendations, numbered from 1."""
    return [
        add_part(review, "recommendation", number=str(n), title=f"Recommendation no. {n}", by=by)
        for n in range(1, count + 1)
    ]


def verified(action, *, by):
    """Close an action with evidence, by somebody who does not own it."""
    add_files(action, [Upload(f"{action.uuid}.csv", f"{action.uuid}\n".encode())], by=by)
    action.refresh_from_db()
    return close(action, outcome="Done.", by=by)


def a_world_of_reviews(partnership, partner, *, by):
    """The words by which addresses name a review and what is in it."""
    review = a_review(partnership, partner, by=by)
    (recommendation,) = with_recommendations(review, 1, by=by)
    component = review.component_set.first()
    section = add_part(review, "section", number="4.1", title="Feedback", by=by)
    finding = add_part(
        review,
        "finding",
        component=component,
        kind=Finding.Kind.STRENGTH,
        text="The place is known well.",
        section=section,
        by=by,
    )
    finding.recommendations.add(recommendation)
    add_part(review, "practice", kind=Practice.Kind.SIGNPOST, topic="Report templates", by=by)
    add_part(review, "team", post="Leader", organisation="Another council", by=by)
    add_part(review, "evidence", what="people", number=80, qualifier="around", by=by)
    load = load_report(review, [Chosen(Item(QUICK_WIN, "Move an office."))], name="a.txt", by=by)
    plan = start_plan(review, by=by)
    answer(recommendation, answer="accepted", by=by)
    tell_progress(recommendation, text="Begun.", by=by)
    name_teams(recommendation, teams=[partner], by=by)
    record_step(review, step="follow-up", happened_on=date(2009, 3, 2), by=by)
    today = clock.today(partnership)
    publish_progress(review, body=statement(review, today).body(), as_at=today, by=by)
    survey = add_survey(
        partnership=partnership,
        title=f"Residents of {partnership.slug}",
        measure="Satisfied residents",
        polarity="up",
        interval_months=24,
        by=by,
    )
    wave = add_wave(survey, held_on=date(2008, 2, 1), share=70, sample=1000, by=by)
    return {
        "review": review.slug,
        "step": "follow-up",
        "part_kind": "recommendation",
        "part": recommendation.key,
        "recommendation": recommendation.key,
        "named_team": partner.slug,
        "review_action": plan.actions.get().uuid,
        "quick_win": review.quickwin_set.get().key,
        "report_load": load.uuid,
        "survey": survey.slug,
        "wave": wave.uuid,
    }


def leaves(user, partnership):
    Membership.objects.filter(user=user, partnership=partnership).update(ends=date(2009, 1, 1))
