"""The actions that answer recommendations: added to the plan, and tied to what they answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from laa.access import in_partnership
from laa.models import Action
from laa.permissions import Member, Permission
from laa.views.saving import saved
from peer_reviews.actions import answering as actions
from peer_reviews.forms.recommendation import AnsweringActionForm, AnswersForm
from peer_reviews.models import Recommendation
from peer_reviews.views.review import address, fetch_review, must_plan, show_form

P = Permission


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def answering_action_add(request, member: Member, review: str):
    """Add an action that answers one recommendation or several."""
    review = fetch_review(member, review)
    must_plan(member, review)
    if review.plan is None:
        messages.error(request, "Start the action plan first; then add what will be done.")
        return redirect(address("review-detail", review))
    asked = Recommendation.objects.filter(review=review, key=request.GET.get("answers", ""))
    form = AnsweringActionForm(
        request.POST or None, review=review, initial={"recommendations": asked}
    )
    if request.method == "POST" and form.is_valid():
        options = {"review": review, "by": request.user, **form.cleaned_data}
        if made := saved(form, actions.add_answering_action, **options):
            messages.success(request, f"“{made.title}” is in the plan.")
            return redirect(address("review-detail", review))
    return show_form(request, form, "Add an action", address("review-detail", review))


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def answers_set(request, member: Member, review: str, action):
    """Say which recommendations an action answers."""
    review = fetch_review(member, review)
    must_plan(member, review)
    if review.plan is None:
        raise Http404("The review has no action plan yet.")
    found = Action.objects.visible_to(member).select_related("partnership", "plan")
    action = get_object_or_404(found.filter(plan=review.plan), uuid=action)
    form = AnswersForm(request.POST or None, review=review, row=action)
    if request.method == "POST" and form.is_valid():
        options = {"review": review, "action": action, "by": request.user, **form.cleaned_data}
        if saved(form, actions.set_answers, **options):
            messages.success(request, f"Saved what {action} answers.")
            return redirect(address("review-detail", review))
    back = address("review-detail", review)
    return show_form(request, form, "What the action answers", back, caption=str(action))
