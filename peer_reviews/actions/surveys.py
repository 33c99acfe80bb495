"""Surveys that come again, and their waves."""

from datetime import date

from django.db import transaction

from laa import clock
from laa.actions.changes import hold, make, record
from laa.actions.refusals import Refused
from laa.actions.slugs import free_slug
from laa.models import Partnership, User
from laa.rules.reserved import RESERVED
from peer_reviews.models import Survey, SurveyWave


@transaction.atomic
def add_survey(*, partnership: Partnership, title: str, by: User | None, **facts) -> Survey:
    hold(partnership)
    rows = Survey.objects.filter(partnership=partnership)
    slug = free_slug(rows, title, reserved=RESERVED["survey"])
    row = Survey(partnership=partnership, slug=slug, title=title.strip(), **facts)
    return make(row, action="survey.add", by=by)


@transaction.atomic
def add_wave(survey: Survey, *, held_on: date, by: User | None, **facts) -> SurveyWave:
    """Record that the survey was held, with what it found and how many answered."""
    hold(survey.partnership)
    if held_on > clock.today(survey.partnership):
        raise Refused(f"{held_on:%-d %B %Y} is still to come. Record a wave once it was held.")
    row = SurveyWave(
        partnership=survey.partnership,
        survey=survey,
        held_on=held_on,
        recorded_at=clock.now(survey.partnership),
        recorded_by=by,
        **facts,
    )
    return make(row, action="surveywave.add", by=by)


@transaction.atomic
def remove_wave(wave: SurveyWave, *, by: User) -> None:
    """Take off a wave that was recorded by mistake; what it said stays in the trail."""
    hold(wave.partnership)
    said = {"share": wave.share, "sample": wave.sample}
    record(wave, "surveywave.remove", by=by, before=said)
    wave.delete()
