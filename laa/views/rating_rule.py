"""Rating rules: what there are, made from a preset, changed by a new version."""

from dataclasses import asdict
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.rating_rules import change_rule, make_rule
from laa.actions.refusals import Refused
from laa.exports.rating_rules import rule_rows
from laa.exports.tables import asked_for
from laa.forms.rating_rule import RuleForm
from laa.models import Agreement, RatingRule
from laa.permissions import Member, Permission
from laa.queries.rating_rules import rules_in_use
from laa.rules.presets import PRESETS

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def rating_rules(request, member: Member):
    """The partnership's rules, each with its terms and what is rated by it."""
    found = rules_in_use(member)
    if file := asked_for(request, {"rules": partial(rule_rows, found)}, name="Rating rules"):
        return file
    agreements = Agreement.objects.visible_to(member).with_rule()
    return render(request, "laa/rating_rules.html", {"rules": found, "agreements": agreements})


@in_partnership(P.SET_UP)
def rating_rule_presets(request, member: Member):
    """Rules that councils published, to start from."""
    return render(request, "laa/rating_rule_presets.html", {"presets": PRESETS})


@in_partnership(P.SET_UP)
def rating_rule_make(request, member: Member):
    """A rule of one's own, started from the preset that the address names."""
    wanted = request.GET.get("from", PRESETS[0].slug)
    found = next((preset for preset in PRESETS if preset.slug == wanted), None)
    if found is None:
        raise Http404("There is no such rule to start from.")
    initial = {**asdict(found.rule), "source": found.source}
    form = RuleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            rule = make_rule(partnership=member.partnership, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{rule} is made. It rates nothing until it is adopted.")
            return redirect("laa:rating-rule-detail", member.partnership.slug, rule.slug)
    context = {"form": form, "preset": found}
    return render(request, "laa/rating_rule_form.html", context)


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def rating_rule_detail(request, member: Member, rule: str):
    """A rule's terms, all its versions, and where to try it."""
    versions = list(
        RatingRule.objects.visible_to(member)
        .filter(slug=rule)
        .select_related("recorded_by")
        .order_by("-version")
    )
    if not versions:
        raise Http404("There is no rule of that name.")
    context = {
        "rule": versions[0],
        "versions": versions,
        "agreements": Agreement.objects.visible_to(member).with_rule(),
    }
    return render(request, "laa/rating_rule_detail.html", context)


@in_partnership(P.SET_UP)
def rating_rule_change(request, member: Member, rule: str):
    """The next version of a rule, on the version that was on the page."""
    current = fetch_rule(member, rule)
    seen = request.POST.get("version", current.version)
    older = get_object_or_404(
        RatingRule.objects.visible_to(member), slug=rule, version=seen if str(seen).isdigit() else 0
    )
    form = RuleForm(request.POST or None, initial=vars(older) | {"reason": ""}, named=True)
    if request.method == "POST" and form.is_valid():
        try:
            newer = change_rule(older, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{newer} is made. What adopted the older goes on with it.")
            return redirect("laa:rating-rule-detail", member.partnership.slug, newer.slug)
    return render(request, "laa/rating_rule_form.html", {"form": form, "rule": older})


def fetch_rule(member: Member, slug: str) -> RatingRule:
    return get_object_or_404(RatingRule.objects.visible_to(member).current(), slug=slug)
