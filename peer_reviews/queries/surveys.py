"""Surveys with their waves, what changed and when the next is due."""

from dataclasses import dataclass
from datetime import date

from laa import clock
from laa.models import Partnership
from laa.rules.vocabulary import Polarity
from peer_reviews import waves
from peer_reviews.models import Survey, SurveyWave


@dataclass(frozen=True)
class SurveyPage:
    survey: Survey
    rows: list[SurveyWave]
    today: date

    @property
    def changes(self) -> list[waves.Change]:
        return waves.changes(self.rows, Polarity(self.survey.polarity))

    @property
    def table(self) -> list[tuple[SurveyWave, waves.Change | None]]:
        """Each wave with its change against the one before, in order of time."""
        return list(zip(self.rows, [None, *self.changes], strict=True)) if self.rows else []

    @property
    def newest(self) -> SurveyWave | None:
        return self.rows[-1] if self.rows else None

    @property
    def next_due(self) -> date | None:
        return waves.next_due(self.rows, self.survey.interval_months)

    @property
    def is_due(self) -> bool:
        return self.next_due is not None and self.next_due <= self.today


def surveys_of(partnership: Partnership) -> list[SurveyPage]:
    today = clock.today(partnership)
    found = Survey.objects.filter(partnership=partnership).prefetch_related("waves")
    return [SurveyPage(survey, list(survey.waves.all()), today) for survey in found]
