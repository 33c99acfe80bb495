"""One recommendation: what was answered, who does what, how far it is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership, post_only
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from peer_reviews.actions import recommendations as actions
from peer_reviews.as_at import recommendations_at
from peer_reviews.forms.recommendation import (
    AnswerForm,
    ProgressForm,
    QuickWinDoneForm,
    TeamPartForm,
    TeamsForm,
)
from peer_reviews.models import QuickWin, Recommendation, Review
from peer_reviews.queries.register import Row
from peer_reviews.views.review import address, fetch_review, may_plan, must_plan, show_form

P = Permission


def fetch_recommendation(review: Review, key: str) -> Recommendation:
    found = Recommendation.objects.filter(review=review).select_related("partnership")
    return get_object_or_404(found, key=key)


@in_partnership(P.SEE_SIGNED_OFF)
def recommendation_detail(request, member: Member, review: str, recommendation: str):
    review = fetch_review(member, review)
    today = clock.today(member.partnership)
    rows = (Row(each) for each in recommendations_at(review, today))
    row = next((r for r in rows if r.recommendation.key == recommendation), None)
    if row is None:
        raise Http404("The review has no such recommendation.")
    each = row.recommendation
    teams = list(each.teams.select_related("partner", "said_by"))
    context = {
        "review": review,
        "row": row,
        "recommendation": each,
        "teams": teams,
        "silent": [team for team in teams if not team.text],
        "said": f"{sum(bool(t.text) for t in teams)} of {len(teams)} say what they do",
        "plans_for": member.partner_ids_for(P.PLAN_ACTIONS),
        "findings": each.findings.select_related("section", "component"),
        "quick_wins": each.quick_wins.all(),
        "notes": each.notes.select_related("said_by").order_by("-said_at", "-pk"),
        "surveys": each.surveys.all(),
        "may_plan": may_plan(member, review),
        "may_lead": member.may(P.AGREE_PLANS),
    }
    return render(request, "peer_reviews/recommendation_detail.html", context)


@in_partnership(P.AGREE_PLANS)
def recommendation_answer(request, member: Member, review: str, recommendation: str):
    """Accept it, partly or not at all."""
    review = fetch_review(member, review)
    each = fetch_recommendation(review, recommendation)
    newest = each.notes.filter(kind="answer").order_by("-said_at", "-pk").first()
    initial = {"answer": newest.answer, "text": newest.text} if newest else {}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        options = {"recommendation": each, "by": request.user, **form.cleaned_data}
        if saved(form, actions.answer, **options):
            return _kept(request, review, each, "The answer is kept.")
    return _page(request, form, review, each, "Answer the recommendation")


@in_partnership(P.AGREE_PLANS)
def recommendation_progress(request, member: Member, review: str, recommendation: str):
    """Say how far it is."""
    review = fetch_review(member, review)
    each = fetch_recommendation(review, recommendation)
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        options = {"recommendation": each, "by": request.user, **form.cleaned_data}
        if saved(form, actions.tell_progress, **options):
            return _kept(request, review, each, "The progress is kept.")
    return _page(request, form, review, each, "Say how far it is")


@in_partnership(P.AGREE_PLANS)
def recommendation_teams(request, member: Member, review: str, recommendation: str):
    """Name the teams that have a part in it."""
    review = fetch_review(member, review)
    each = fetch_recommendation(review, recommendation)
    form = TeamsForm(request.POST or None, recommendation=each)
    if request.method == "POST" and form.is_valid():
        options = {"recommendation": each, "by": request.user, **form.cleaned_data}
        if saved(form, actions.name_teams, **options) is not None:
            return _kept(request, review, each, "The teams are named.")
    return _page(request, form, review, each, "Which teams have a part in it?")


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def team_part(request, member: Member, review: str, recommendation: str, partner: str):
    """A team says what it does for a recommendation."""
    review = fetch_review(member, review)
    each = fetch_recommendation(review, recommendation)
    found = each.teams.select_related("partner", "partnership")
    role = get_object_or_404(found, partner__slug=partner)
    if not (member.may(P.AGREE_PLANS) or member.may(P.PLAN_ACTIONS, role.partner_id)):
        raise PermissionDenied("A team’s own people say what it does.")
    form = TeamPartForm(request.POST or None, row=role)
    if request.method == "POST" and form.is_valid():
        options = {"role": role, "by": request.user, **form.cleaned_data}
        if saved(form, actions.say_part, **options):
            return _kept(request, review, each, f"What {role.partner} does is saved.")
    return _page(request, form, review, each, f"What does {role.partner} do for it?")


def _kept(request, review: Review, each: Recommendation, said: str):
    messages.success(request, said)
    return redirect(address("recommendation-detail", review, each.key))


def _page(request, form, review: Review, each: Recommendation, title: str):
    back = address("recommendation-detail", review, each.key)
    return show_form(request, form, title, back, caption=str(each))


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def quick_win_do(request, member: Member, review: str, part: str):
    """Say that a quick win is done, and what was done."""
    review = fetch_review(member, review)
    must_plan(member, review)
    quick_win = fetch_quick_win(review, part)
    form = QuickWinDoneForm(request.POST or None, row=quick_win)
    if request.method == "POST" and form.is_valid():
        options = {"quick_win": quick_win, "by": request.user, **form.cleaned_data}
        if saved(form, actions.do_quick_win, **options):
            messages.success(request, "The quick win is done. Its recommendation stays as it is.")
            return redirect(address("review-detail", review))
    back = address("review-detail", review)
    return show_form(request, form, "A quick win is done", back, caption=str(quick_win))


@post_only
@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def quick_win_undo(request, member: Member, review: str, part: str):
    review = fetch_review(member, review)
    must_plan(member, review)
    quick_win = fetch_quick_win(review, part)
    done(request, "It is open again.", actions.undo_quick_win, quick_win, by=request.user)
    return redirect(address("review-detail", review))


def fetch_quick_win(review: Review, key: str) -> QuickWin:
    return get_object_or_404(
        QuickWin.objects.filter(review=review).select_related("partnership"), key=key
    )
