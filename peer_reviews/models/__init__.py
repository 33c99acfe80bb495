from peer_reviews.models.finding import Finding, Practice, QuickWin
from peer_reviews.models.progress import ProgressPublication, ReportLoad
from peer_reviews.models.recommendation import (
    AnsweringAction,
    Recommendation,
    RecommendationNote,
    TeamRole,
)
from peer_reviews.models.report import Component, EvidenceCount, Section, TeamPost
from peer_reviews.models.review import Review, ReviewStep
from peer_reviews.models.survey import Survey, SurveyWave

__all__ = [
    "AnsweringAction",
    "Component",
    "EvidenceCount",
    "Finding",
    "Practice",
    "ProgressPublication",
    "QuickWin",
    "Recommendation",
    "RecommendationNote",
    "ReportLoad",
    "Review",
    "ReviewStep",
    "Section",
    "Survey",
    "SurveyWave",
    "TeamPost",
    "TeamRole",
]
