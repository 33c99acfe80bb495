"""Reviews: the list, one with everything in it, its timetable and the start of its plan."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership, post_only
from laa.exports.tables import asked_for
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from peer_reviews.actions import reviews as actions
from peer_reviews.exports.reviews import finding_rows, register_rows
from peer_reviews.forms.review import ReviewForm, StepForm
from peer_reviews.models import Review
from peer_reviews.queries.register import register
from peer_reviews.queries.review_page import (
    findings_of,
    reviews_of,
    team_plan_counts,
    timetable,
)

P = Permission


def fetch_review(member: Member, slug: str) -> Review:
    found = Review.objects.visible_to(member).select_related(
        "partnership__demonstration", "council", "lead", "plan", "previous", "following"
    )
    return get_object_or_404(found, slug=slug)


def may_plan(member: Member, review: Review) -> bool:
    """The people of the organisation that was reviewed, and the performance lead."""
    return member.may(P.AGREE_PLANS) or member.may(P.PLAN_ACTIONS, review.council_id)


def must_plan(member: Member, review: Review) -> None:
    if not may_plan(member, review):
        raise PermissionDenied("The organisation that was reviewed keeps up its plan.")


def show_form(request, form, title: str, back: str, **context):
    """A page that is all one form."""
    context = {"button": "Save", **context, "form": form, "title": title, "back_url": back}
    return render(request, "peer_reviews/form.html", context)


def address(name: str, review: Review, *more) -> str:
    return reverse(f"peer_reviews:{name}", args=[review.partnership.slug, review.slug, *more])


@in_partnership(P.SEE_SIGNED_OFF)
def reviews(request, member: Member):
    """Every review with what is due next."""
    context = {"rows": reviews_of(member.partnership), "may_add": member.may(P.AGREE_PLANS)}
    return render(request, "peer_reviews/reviews.html", context)


@in_partnership(P.AGREE_PLANS)
def review_add(request, member: Member):
    form = ReviewForm(request.POST or None, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user}
        if review := saved(form, actions.add_review, **form.cleaned_data, **options):
            messages.success(request, f"{review} is added.")
            return redirect(address("review-detail", review))
    back = reverse("peer_reviews:reviews", args=[member.partnership.slug])
    return show_form(request, form, "Add a review", back)


@in_partnership(P.SEE_SIGNED_OFF)
def review_detail(request, member: Member, review: str):
    """One review: what is due, what was recommended, what is still missing, who came."""
    review = fetch_review(member, review)
    found = register(review)
    if file := asked_for(request, {"plan": partial(register_rows, found)}, name=str(review)):
        return file
    context = {
        "review": review,
        "register": found,
        "timetable": timetable(review),
        "quick_wins": review.quickwin_set.prefetch_related("recommendations"),
        "team_plans": team_plan_counts(member.partnership),
        "may_plan": may_plan(member, review),
        "may_lead": member.may(P.AGREE_PLANS),
    }
    return render(request, "peer_reviews/review_detail.html", context)


@in_partnership(P.AGREE_PLANS)
def review_edit(request, member: Member, review: str):
    review = fetch_review(member, review)
    form = ReviewForm(request.POST or None, partnership=member.partnership, row=review)
    if request.method == "POST" and form.is_valid():
        options = {"review": review, "by": request.user, **form.cleaned_data}
        if saved(form, actions.edit_review, **options):
            messages.success(request, "The review is saved.")
            return redirect(address("review-detail", review))
    return show_form(request, form, f"Edit {review}", address("review-detail", review))


@in_partnership(P.SEE_SIGNED_OFF)
def findings(request, member: Member, review: str):
    """What the team found, by component, and what that rests on."""
    review = fetch_review(member, review)
    found = findings_of(review)
    if file := asked_for(
        request, {"findings": partial(finding_rows, found)}, name=f"{review} findings"
    ):
        return file
    context = {
        "review": review,
        "found": found,
        "practice": review.practice_set.select_related("part_of"),
        "team": review.teampost_set.all(),
        "evidence": review.evidencecount_set.all(),
        "components": [each.component for each in found],
        "has_own_components": not review.offer.components,
        "sections": review.section_set.annotate(count=Count("findings")),
        "may_lead": member.may(P.AGREE_PLANS),
    }
    return render(request, "peer_reviews/findings.html", context)


@in_partnership(P.AGREE_PLANS)
def step_record(request, member: Member, review: str, step: str):
    """Say on which day a step of the timetable happened, or take that back."""
    review = fetch_review(member, review)
    row = next((r for r in timetable(review) if r.deadline.step.key == step), None)
    if row is None:
        raise Http404("The timetable has no such step.")
    back = address("review-detail", review)
    if request.POST.get("do") == "take-back":
        said = f"{row.deadline.step.title} is open again."
        done(request, said, actions.take_back_step, review, step=step, by=request.user)
        return redirect(back)
    initial = {"happened_on": row.deadline.done_on, "note": row.note}
    form = StepForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        options = {"review": review, "step": step, "by": request.user, **form.cleaned_data}
        if saved(form, actions.record_step, **options):
            messages.success(request, f"{row.deadline.step.title} is recorded as done.")
            return redirect(back)
    undo = "It did not happen" if row.deadline.done_on else ""
    said = f"{row.deadline.step.basis} Due {row.window_said}."
    title = row.deadline.step.title
    return show_form(request, form, title, back, text=said, undo=undo, undo_value="take-back")


@post_only
@in_partnership(P.AGREE_PLANS)
def plan_start(request, member: Member, review: str):
    """Start the action plan with an action for each recommendation that stands."""
    review = fetch_review(member, review)
    said = "The plan is started. Give each action its owner and date."
    done(request, said, actions.start_plan, review, by=request.user)
    return redirect(address("review-detail", review))
