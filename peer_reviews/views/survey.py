"""Surveys that come again: their waves, what changed between them, when the next is due."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership, post_only
from laa.exports.tables import asked_for
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from peer_reviews.actions import surveys as actions
from peer_reviews.exports.reviews import wave_rows
from peer_reviews.forms.survey import SurveyForm, WaveForm
from peer_reviews.models import Survey
from peer_reviews.queries.surveys import SurveyPage, surveys_of
from peer_reviews.views.review import show_form

P = Permission


def fetch_survey(member: Member, slug: str) -> Survey:
    found = Survey.objects.visible_to(member).select_related(
        "partnership__demonstration", "recommendation__review"
    )
    return get_object_or_404(found, slug=slug)


@in_partnership(P.SEE_SIGNED_OFF)
def surveys(request, member: Member):
    """Every survey with its newest wave and when the next is due."""
    context = {"pages": surveys_of(member.partnership), "may_lead": member.may(P.AGREE_PLANS)}
    return render(request, "peer_reviews/surveys.html", context)


@in_partnership(P.AGREE_PLANS)
def survey_add(request, member: Member):
    form = SurveyForm(request.POST or None, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if survey := saved(form, actions.add_survey, **options):
            messages.success(request, f"{survey} is added. Record its first wave.")
            return redirect("peer_reviews:survey-detail", member.partnership.slug, survey.slug)
    back = reverse("peer_reviews:surveys", args=[member.partnership.slug])
    return show_form(request, form, "Add a survey", back)


@in_partnership(P.SEE_SIGNED_OFF)
def survey_detail(request, member: Member, survey: str):
    """One survey: its waves with their samples; the lead records another."""
    survey = fetch_survey(member, survey)
    page = SurveyPage(survey, list(survey.waves.all()), clock.today(member.partnership))
    if file := asked_for(request, {"waves": partial(wave_rows, page)}, name=str(survey)):
        return file
    form = WaveForm(request.POST or None)
    if request.method == "POST":
        member.require(P.AGREE_PLANS)
        options = {"survey": survey, "by": request.user}
        if form.is_valid() and saved(form, actions.add_wave, **form.cleaned_data, **options):
            messages.success(request, "The wave is recorded.")
            return redirect("peer_reviews:survey-detail", member.partnership.slug, survey.slug)
    context = {"page": page, "form": form, "may_lead": member.may(P.AGREE_PLANS)}
    return render(request, "peer_reviews/survey_detail.html", context)


@post_only
@in_partnership(P.AGREE_PLANS)
def wave_remove(request, member: Member, survey: str, wave):
    """Take off a wave that was recorded by mistake."""
    survey = fetch_survey(member, survey)
    wave = get_object_or_404(survey.waves.select_related("partnership", "survey"), uuid=wave)
    done(request, "The wave is taken off.", actions.remove_wave, wave, by=request.user)
    return redirect("peer_reviews:survey-detail", member.partnership.slug, survey.slug)
