import json
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import imports as actions
from laa.actions.refusals import Refused
from laa.exports.agreement_import import problem_rows, reading_rows
from laa.exports.tables import asked_for
from laa.forms.agreement_import import IndicatorDecisionForm, PromiseForm, UploadForm
from laa.forms.import_partners import PartnersForm
from laa.imports.chosen import with_chosen
from laa.imports.problems import Unreadable
from laa.models import AgreementImport
from laa.permissions import Member, Permission
from laa.queries.import_page import import_page
from laa.queries.import_written import written
from laa.queries.printed_names import with_sure_ones
from laa.tasks import import_document
from laa.views.uploads import read_upload

P = Permission
State = AgreementImport.State
ROWS = 100


@in_partnership(P.LOAD_BASELINES, P.SEE_AUDIT)
def imports(request, member: Member):
    """Every document that was uploaded, newest first."""
    found = AgreementImport.objects.visible_to(member).defer("document")
    found = found.select_related("agreement", "uploaded_by")
    return render(request, "laa/imports.html", {"imports": found})


@in_partnership(P.LOAD_BASELINES)
def import_upload(request, member: Member):
    """Choose a document. What cannot be read is listed whole, and nothing of it is kept."""
    today = clock.today(member.partnership)
    form = UploadForm(request.POST or None, request.FILES or None, today=today)
    problems = []
    if request.method == "POST" and form.is_valid():
        decisions = form.cleaned_data["decisions"]
        start = partial(
            actions.start_import,
            partnership=member.partnership,
            title=form.cleaned_data["title"],
            first_year=form.cleaned_data["first_year"],
            decisions=decisions.read().decode("utf-8", "replace") if decisions else "",
            by=request.user,
        )
        started, problems = read_upload(form, lambda name, data: start(name=name, data=data))
        if started:
            return redirect("laa:import-detail", member.partnership.slug, started.uuid)
    return render(request, "laa/import_upload.html", {"form": form, "problems": problems})


@in_partnership(P.LOAD_BASELINES, P.SEE_AUDIT)
def import_detail(request, member: Member, started: str):
    """The whole reading beside the print, and what still needs a person."""
    started = _fetch(member, started)
    if started.state == State.QUEUED:
        done, of = actions.progress(started)
        context = {"started": started, "done": done, "of": of}
        return render(request, "laa/import_progress.html", context)
    if request.headers.get("HX-Request"):
        # The page that waited asks how far it is; it is over, so the whole page is fetched anew.
        return HttpResponse(headers={"HX-Refresh": "true"})
    page = import_page(started)
    tables = {"reading": partial(reading_rows, page), "questions": partial(problem_rows, page)}
    if file := asked_for(request, tables, name=started.title):
        return file
    rows = Paginator(page.rows, ROWS).get_page(request.GET.get("page"))
    promise = PromiseForm(both=page.printed.both, initial={"promise": page.decisions.promise})
    context = {"page": page, "rows": rows, "promise": promise, "written": written(started)}
    return render(request, "laa/import_detail.html", context)


def _fetch(member: Member, uuid: str) -> AgreementImport:
    found = AgreementImport.objects.visible_to(member).select_related("agreement", "uploaded_by")
    started = get_object_or_404(found, uuid=uuid)
    started.partnership = member.partnership
    return started


@post_only
@in_partnership(P.LOAD_BASELINES)
def import_promise(request, member: Member, started: str):
    """Which of two targets for one year is the promise; the page that follows reads it so."""
    started = _fetch(member, started)
    form = PromiseForm(request.POST, both=import_page(started).printed.both)
    if not form.is_valid():
        messages.error(request, "Choose which of the two targets is the promise.")
    else:
        said = {**started.decisions.get("agreement", {}), **form.cleaned_data}
        if _decided(request, started, {**started.decisions, "agreement": said}):
            messages.success(request, "Saved which of the two targets is the promise.")
    return redirect("laa:import-detail", member.partnership.slug, started.uuid)


@in_partnership(P.LOAD_BASELINES)
def import_partners(request, member: Member, started: str):
    """Who the printed names are. Nobody is joined to anybody unless a person says so."""
    started = _fetch(member, started)
    page = import_page(started)
    partners = list(member.partnership.partners.prefetch_related("aliases").order_by("name"))
    form = PartnersForm(request.POST or None, names=page.new_names, partners=partners)
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        if request.POST.get("accept") == "sure":
            chosen = with_sure_ones(page.new_names, chosen)
        if _decided(request, started, with_chosen(started.decisions, chosen)):
            messages.success(request, "Saved who is who.")
            return redirect("laa:import-detail", member.partnership.slug, started.uuid)
    sure = sum(bool(name.sure and not name.is_decided) for name in page.new_names)
    many = "one that is" if sure == 1 else f"{sure} that are"
    context = {
        "form": form,
        "page": page,
        "sure": f"Save, and accept the {many} sure" if sure else "",
    }
    return render(request, "laa/import_partners.html", context)


@in_partnership(P.LOAD_BASELINES)
def import_indicator(request, member: Member, started: str, indicator: str):
    """One indicator: its facts and its cells, as a person decides them."""
    started = _fetch(member, started)
    page = import_page(started)
    planned = next((each for each in page.plan.indicators if each.slug == indicator), None)
    if planned is None:
        raise Http404("The document has no such indicator.")
    each = next(each for each in page.printed.indicators if each.ref == planned.ref)
    form = IndicatorDecisionForm(request.POST or None, each=each, page=page)
    if request.method == "POST" and form.is_valid():
        decisions = _with_indicator(started.decisions, each.ref, form)
        if _decided(request, started, decisions):
            messages.success(request, f"Saved what {each.ref} is.")
            return redirect(_next(member, started, page, each.ref, request))
    questions = [question for question in page.questions if question.ref == each.ref]
    context = {"form": form, "page": page, "each": each, "questions": questions}
    return render(request, "laa/import_indicator.html", context)


def _with_indicator(decisions: dict, ref: str, form: IndicatorDecisionForm) -> dict:
    indicators = decisions.get("indicators", {})
    others = [cell for cell in decisions.get("cells", []) if cell["ref"] != ref]
    facts = {**indicators.get(ref, {}), **form.facts()}
    facts = {name: value for name, value in facts.items() if value is not None}
    return {
        **decisions,
        "indicators": {**indicators, ref: facts},
        "cells": [*others, *form.decided_cells()],
    }


def _next(member: Member, started, page, ref: str, request) -> str:
    """The next indicator with an open question, if the person asked for it."""
    names = [member.partnership.slug, started.uuid]
    if request.POST.get("then") == "next":
        slugs = {planned.ref: planned.slug for planned in page.plan.indicators}
        order = [question.ref for question in page.open_questions]
        later = [r for r in order if r != ref and list(slugs).index(r) > list(slugs).index(ref)]
        if later:
            return reverse("laa:import-indicator", args=[*names, slugs[later[0]]])
    return reverse("laa:import-detail", args=names)


def _decided(request, started: AgreementImport, decisions: dict) -> bool:
    """Keep the decisions; say why where they were not kept."""
    try:
        seen = int(request.POST.get("seen", ""))
        actions.decide(started, decisions=decisions, seen=seen, by=request.user)
    except ValueError:
        messages.error(request, "The page was incomplete. Nothing was saved; open it again.")
    except (Refused, Unreadable) as error:
        messages.error(request, str(error))
    else:
        return True
    return False


@in_partnership(P.LOAD_BASELINES, P.SEE_AUDIT)
def import_decisions(request, member: Member, started: str):
    """The decisions as a file, to be kept and applied again."""
    started = _fetch(member, started)
    text = json.dumps(started.decisions, indent=2, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = f"{slugify(started.title)}-decisions.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@post_only
@in_partnership(P.LOAD_BASELINES)
def import_load(request, member: Member, started: str):
    """Hand it to a worker; the page that follows shows how far it is."""
    started = _fetch(member, started)
    try:
        actions.queue_import(started, seen=int(request.POST.get("seen") or -1), by=request.user)
        import_document.delay_on_commit(started.pk)
    except (Refused, ValueError) as error:
        messages.error(request, str(error))
    return redirect("laa:import-detail", member.partnership.slug, started.uuid)


@post_only
@in_partnership(P.LOAD_BASELINES)
def import_undo(request, member: Member, started: str):
    started = _fetch(member, started)
    try:
        actions.undo(started, by=request.user)
        messages.success(request, f"{started.title} was taken away again. The document is kept.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("laa:import-detail", member.partnership.slug, started.uuid)


@post_only
@in_partnership(P.LOAD_BASELINES)
def import_discard(request, member: Member, started: str):
    started = _fetch(member, started)
    try:
        actions.discard(started, by=request.user)
        messages.success(request, f"{started} was thrown away.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("laa:import-detail", member.partnership.slug, started.uuid)
    return redirect("laa:imports", member.partnership.slug)
