from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.actions.bundles import difference, load_bundle
from laa.actions.refusals import Refused
from laa.exports.fixture import fixture_of
from laa.imports.bundles import bundle, bundles
from laa.models import Agreement
from laa.permissions import Member, Permission

P = Permission


@in_partnership(P.LOAD_BASELINES, P.SEE_AUDIT)
def baselines(request, member: Member):
    """The bundled agreements: what each contains, and what loading it here would change."""
    found = [(each, difference(each, member.partnership)) for each in bundles()]
    agreements = Agreement.objects.visible_to(member)
    return render(request, "laa/baselines.html", {"found": found, "agreements": agreements})


@post_only
@in_partnership(P.LOAD_BASELINES)
def baseline_load(request, member: Member, name: str):
    found = bundle(name)
    if found is None:
        raise Http404("No such agreement comes with the service.")
    try:
        done = load_bundle(found, partnership=member.partnership, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{found.title} is loaded: {done.total} rows were added.")
    return redirect("laa:baselines", member.partnership.slug)


@in_partnership(P.LOAD_BASELINES, P.SEE_AUDIT)
def agreement_export(request, member: Member, agreement: str):
    """An agreement as a fixture, for another installation."""
    found = get_object_or_404(Agreement.objects.visible_to(member), slug=agreement)
    response = HttpResponse(fixture_of(found), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.json"'
    return response
