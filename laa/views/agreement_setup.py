from functools import partial

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership, post_only
from laa.actions import agreement_setup as actions
from laa.exports.agreements import agreement_rows, promise_rows
from laa.exports.tables import asked_for
from laa.forms.agreement import AgreementForm, MergeForm, ThemeForm
from laa.models import Agreement, Theme
from laa.permissions import Member, Permission
from laa.queries.what_goes import with_agreement, with_merged
from laa.views.saving import done, saved
from laa.views.take_away import TakeAway

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def agreements(request, member: Member):
    """The partnership's agreements, the newest first."""
    kept = Count("commitments", filter=Q(commitments__withdrawn_on=None))
    found = Agreement.objects.visible_to(member).annotate(promises=kept)
    if file := asked_for(
        request, {"agreements": partial(agreement_rows, found)}, name="Agreements"
    ):
        return file
    return render(request, "laa/agreements.html", {"agreements": found})


@in_partnership(P.SET_UP)
def agreement_add(request, member: Member):
    form = AgreementForm(request.POST or None, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if agreement := saved(form, actions.add_agreement, **options):
            messages.success(request, f"{agreement} is there. Give it themes, then promises.")
            return redirect("laa:agreement-setup", member.partnership.slug, agreement.slug)
    back = reverse("laa:agreements", args=[member.partnership.slug])
    context = {"form": form, "title": "Add an agreement", "back_url": back, "back": "Agreements"}
    return render(request, "laa/setup_form.html", context)


def fetch_agreement(member: Member, slug: str) -> Agreement:
    found = (
        Agreement.objects.visible_to(member).with_rule().select_related("partnership", "follows")
    )
    return get_object_or_404(found, slug=slug)


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def agreement_setup(request, member: Member, agreement: str):
    """One agreement: its facts, its themes in their order, its promises."""
    agreement = fetch_agreement(member, agreement)
    promises = list(
        agreement.commitments.select_related("indicator", "theme", "lead").in_printed_order()
    )
    tables = {"promises": partial(promise_rows, promises)}
    if file := asked_for(request, tables, name=f"{agreement}"):
        return file
    form = ThemeForm(request.POST or None)
    if request.method == "POST":
        member.require(P.SET_UP)
    if request.method == "POST" and form.is_valid():
        options = {"agreement": agreement, "by": request.user, **form.cleaned_data}
        if theme := saved(form, actions.add_theme, **options):
            messages.success(request, f"{theme} is a theme of {agreement} now.")
            return redirect("laa:agreement-setup", member.partnership.slug, agreement.slug)
    context = {
        "agreement": agreement,
        "themes": agreement.themes.annotate(promises=Count("commitments")),
        "promises": promises,
        "form": form,
    }
    return render(request, "laa/agreement_setup.html", context)


@in_partnership(P.SET_UP)
def agreement_edit(request, member: Member, agreement: str):
    agreement = fetch_agreement(member, agreement)
    form = AgreementForm(request.POST or None, partnership=member.partnership, row=agreement)
    back = reverse("laa:agreement-setup", args=[member.partnership.slug, agreement.slug])
    if request.method == "POST" and form.is_valid():
        options = {"agreement": agreement, "by": request.user, **form.cleaned_data}
        if agreement_now := saved(form, actions.edit_agreement, **options):
            messages.success(request, f"{agreement_now} is saved.")
            return redirect(back)
    context = {"form": form, "title": f"Edit {agreement}", "back_url": back, "back": agreement}
    return render(request, "laa/setup_form.html", context)


@in_partnership(P.SET_UP)
def agreement_delete(request, member: Member, agreement: str):
    """What goes with an agreement that promises nothing, before it goes."""
    agreement = fetch_agreement(member, agreement)
    back = reverse("laa:agreement-setup", args=[member.partnership.slug, agreement.slug])
    has_promises = agreement.commitments.exists()
    page = TakeAway(
        title=f"Delete {agreement}?",
        button="Delete this agreement",
        goes=with_agreement(agreement),
        lead_in="It promises nothing. With it goes:",
        nothing="It promises nothing, and nothing hangs on it.",
        after="This cannot be taken back. The trail keeps that it was there.",
        refused=str(actions.HasPromises(agreement)) if has_promises else "",
        back=str(agreement),
        back_url=back,
    )
    said = f"{agreement} is gone."
    if page.is_agreed(request) and done(
        request, said, actions.delete_agreement, agreement, by=request.user
    ):
        return redirect("laa:agreements", member.partnership.slug)
    return page.shown(request)


def fetch_theme(member: Member, agreement: str, theme: str) -> Theme:
    found = Theme.objects.filter(partnership=member.partnership, agreement__slug=agreement)
    return get_object_or_404(found.select_related("agreement", "partnership"), slug=theme)


@in_partnership(P.SET_UP)
def theme_edit(request, member: Member, agreement: str, theme: str):
    """Rename a theme, or merge it into another: its promises and boards go with it."""
    theme = fetch_theme(member, agreement, theme)
    posted = {"into" in request.POST: request.POST} if request.method == "POST" else {}
    form = ThemeForm(posted.get(False), row=theme)
    merge = MergeForm(posted.get(True), row=theme, auto_id="merge_%s")
    chosen, action = (
        (merge, actions.merge_theme) if merge.is_bound else (form, actions.rename_theme)
    )
    if merge.is_bound and merge.is_valid():
        page = _merging(theme, merge)
        if not page.is_agreed(request):
            return page.shown(request)
    if chosen.is_bound and chosen.is_valid():
        options = {"theme": theme, "by": request.user, **chosen.cleaned_data}
        if theme_now := saved(chosen, action, **options):
            messages.success(request, f"{theme} is {theme_now} now.")
            return redirect("laa:agreement-setup", member.partnership.slug, agreement)
    context = {"theme": theme, "form": form, "merge": merge, "promises": theme.commitments.count()}
    return render(request, "laa/theme_edit.html", context)


def _merging(theme: Theme, merge: MergeForm) -> TakeAway:
    """What a merger moves, before anything is moved."""
    into = merge.cleaned_data["into"]
    return TakeAway(
        title=f"Merge {theme} into {into}?",
        button="Merge",
        goes=with_merged(theme),
        lead_in=f"To {into} goes:",
        nothing=f"Nothing is promised under {theme} and no board oversees it.",
        after=f"{theme} is gone then, and its page with it. This cannot be taken back in one step.",
        back=str(theme),
        back_url=reverse(
            "laa:theme-edit", args=[theme.partnership.slug, theme.agreement.slug, theme.slug]
        ),
        kept={"into": into.pk, "seen": merge.cleaned_data["seen"]},
    )


@post_only
@in_partnership(P.SET_UP)
def theme_change(request, member: Member, agreement: str, theme: str):
    """Up, down, or away where nothing is promised under it."""
    theme = fetch_theme(member, agreement, theme)
    asked = request.POST.get("do")
    if asked in ("up", "down"):
        said = f"{theme} has moved {asked}."
        done(request, said, actions.move_theme, theme, up=asked == "up", by=request.user)
    elif asked == "delete":
        done(request, f"{theme} is gone.", actions.delete_theme, theme, by=request.user)
    return redirect("laa:agreement-setup", member.partnership.slug, agreement)
