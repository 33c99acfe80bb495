"""Adding, changing and taking off the parts of a review; the address names the kind."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from laa.access import in_partnership
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from peer_reviews.actions import parts as actions
from peer_reviews.forms.part import FORMS
from peer_reviews.models import Review
from peer_reviews.views.review import address, fetch_review, show_form

P = Permission

NAMES = {
    "recommendation": "a recommendation",
    "component": "what the review looked at",
    "finding": "a finding",
    "quick-win": "a quick win",
    "practice": "notable practice or a signpost",
    "team": "a post of the peer team",
    "evidence": "what the findings rest on",
    "section": "a section of the report",
}
SHOWN_ON = dict.fromkeys(
    ("component", "finding", "practice", "section", "team", "evidence"), "findings"
)
"""The page on which a kind is listed, where it is not the review's own."""


@in_partnership(P.AGREE_PLANS)
def part_add(request, member: Member, review: str, kind: str):
    review = fetch_review(member, review)
    _must_be_known(kind)
    form = FORMS[kind](request.POST or None, review=review)
    if request.method == "POST" and form.is_valid():
        options = {"review": review, "kind": kind, "by": request.user, **_facts(form)}
        if part := saved(form, _add, **options):
            messages.success(request, f"Added: {part}")
            return redirect(_back(review, kind))
    return show_form(request, form, f"Add {NAMES[kind]}", _back(review, kind))


def _add(*, review: Review, kind: str, by, facts: dict):
    return actions.add_part(review, kind, by=by, **facts)


def _facts(form) -> dict:
    """The boxes as the action takes them; a finding's own `kind` is not the part's."""
    return {"facts": form.cleaned_data}


def _must_be_known(kind: str) -> None:
    if kind not in FORMS:
        raise Http404("A review has no such parts.")


def _back(review: Review, kind: str) -> str:
    return address(SHOWN_ON.get(kind, "review-detail"), review)


@in_partnership(P.AGREE_PLANS)
def part_edit(request, member: Member, review: str, kind: str, part: str):
    review = fetch_review(member, review)
    _must_be_known(kind)
    found = actions.KINDS[kind].objects.visible_to(member).filter(review=review)
    part = get_object_or_404(found.select_related("partnership"), key=part)
    back = _back(review, kind)
    if request.POST.get("do") == "remove":
        options = {"by": request.user, "seen": request.POST.get("seen")}
        done(request, f"Taken off: {part}", actions.remove_part, part, **options)
        return redirect(back)
    form = FORMS[kind](request.POST or None, review=review, row=part)
    if request.method == "POST" and form.is_valid():
        options = {"part": part, "by": request.user, **form.cleaned_data}
        if saved(form, actions.edit_part, **options):
            messages.success(request, "Saved.")
            return redirect(back)
    return show_form(request, form, f"Edit {NAMES[kind]}", back, undo="Take it off")
