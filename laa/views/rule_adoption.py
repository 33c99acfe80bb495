"""Which rule rates what: tried on the figures on record, adopted, overridden for one promise."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.rating_rules import adopt_rule, override_rule
from laa.actions.refusals import Refused
from laa.exports.rating_rules import in_force_rows, trial_rows
from laa.exports.tables import asked_for
from laa.forms.rating_rule import AdoptForm, OverrideForm
from laa.models import Agreement, Commitment
from laa.permissions import Member, Permission
from laa.queries.rule_trial import try_for_one, try_rule
from laa.views.rating_rule import fetch_rule

P = Permission


@in_partnership(P.SET_UP)
def rule_try(request, member: Member, rule: str, agreement: str):
    """The figures on record rated by the rule in force and by this one; then adopt it, or not."""
    agreement = _fetch_agreement(member, agreement)
    rule, in_force = fetch_rule(member, rule), agreement.rule_in_force
    form = AdoptForm(
        request.POST or None, initial={"seen": in_force.pk}, partnership=member.partnership
    )
    if request.method == "POST" and form.is_valid():
        try:
            adopt_rule(agreement, rule, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{agreement} is rated by {rule} from now on.")
            return redirect("laa:rules-in-force", member.partnership.slug, agreement.slug)
    found = try_rule(agreement, rule, with_entered=member.reads_all_returns)
    if file := asked_for(
        request, {"trial": partial(trial_rows, found)}, name=f"{rule.name} tried on {agreement}"
    ):
        return file
    context = {
        "agreement": agreement,
        "rule": rule,
        "in_force": in_force,
        "comparison": found,
        "form": form,
    }
    return render(request, "laa/rule_try.html", context)


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def rules_in_force(request, member: Member, agreement: str):
    """The rule of an agreement and of each of its promises."""
    agreement = _fetch_agreement(member, agreement)
    promises = (
        Commitment.objects.kept()
        .filter(agreement=agreement)
        .with_rules()
        .select_related("own_rule__adopted_by")
        .in_printed_order()
    )
    if file := asked_for(
        request, {"rules": partial(in_force_rows, promises)}, name=f"{agreement} rules"
    ):
        return file
    context = {"agreement": agreement, "promises": promises}
    return render(request, "laa/rules_in_force.html", context)


@in_partnership(P.SET_UP)
def rule_override(request, member: Member, agreement: str, indicator: str):
    """A rule of its own for one promise, tried before it is saved; or none, as its agreement."""
    promises = Commitment.objects.visible_to(member).with_rules()
    commitment = get_object_or_404(promises, agreement__slug=agreement, indicator__slug=indicator)
    own = getattr(commitment, "own_rule", None)
    initial = {"seen": commitment.rule_in_force.pk, "rule": own and own.rule_id}
    tries = request.POST.get("action") == "try"
    form = OverrideForm(
        request.POST or None, initial=initial, partnership=member.partnership, tries=tries
    )
    if request.method == "POST" and form.is_valid() and not tries:
        try:
            saved = override_rule(commitment, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{saved.indicator.reference}: {_now_rated_by(saved)}.")
            return redirect("laa:rules-in-force", member.partnership.slug, agreement)
    context = {"commitment": commitment, "form": form}
    if tries and "rule" in form.cleaned_data:
        rule = form.cleaned_data["rule"] or commitment.agreement.rule_in_force
        context["comparison"] = try_for_one(commitment, rule, with_entered=member.reads_all_returns)
    return render(request, "laa/rule_override.html", context)


def _now_rated_by(commitment: Commitment) -> str:
    fresh = Commitment.objects.with_rules().get(pk=commitment.pk)
    return f"rated by {fresh.rule_in_force} from now on"


def _fetch_agreement(member: Member, slug: str) -> Agreement:
    agreements = Agreement.objects.visible_to(member).with_rule()
    return get_object_or_404(agreements.select_related("partnership"), slug=slug)
