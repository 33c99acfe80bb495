"""The addresses of peer reviews, below a partnership's peer-reviews/."""

from django.urls import include, path

from peer_reviews.views import (
    answering,
    part,
    practice,
    progress,
    recommendation,
    report_load,
    review,
    survey,
)

app_name = "peer_reviews"

of_a_recommendation = [
    path("", recommendation.recommendation_detail, name="recommendation-detail"),
    path("answer/", recommendation.recommendation_answer, name="recommendation-answer"),
    path("progress/", recommendation.recommendation_progress, name="recommendation-progress"),
    path("teams/", recommendation.recommendation_teams, name="recommendation-teams"),
    path("teams/<slug:partner>/", recommendation.team_part, name="team-part"),
]

of_a_review = [
    path("", review.review_detail, name="review-detail"),
    path("edit/", review.review_edit, name="review-edit"),
    path("findings/", review.findings, name="findings"),
    path("steps/<slug:step>/", review.step_record, name="step-record"),
    path("plan/start/", review.plan_start, name="plan-start"),
    path("plan/add/", answering.answering_action_add, name="answering-action-add"),
    path("plan/<uuid:action>/answers/", answering.answers_set, name="answers-set"),
    path("parts/<slug:kind>/add/", part.part_add, name="part-add"),
    path("parts/<slug:kind>/<slug:part>/", part.part_edit, name="part-edit"),
    path("recommendations/<slug:recommendation>/", include(of_a_recommendation)),
    path("quick-wins/<slug:part>/done/", recommendation.quick_win_do, name="quick-win-do"),
    path("quick-wins/<slug:part>/undo/", recommendation.quick_win_undo, name="quick-win-undo"),
    path("progress/", progress.progress, name="progress"),
    path("progress/report/", progress.progress_report_file, name="progress-report"),
    path("progress/publish/", progress.progress_publish, name="progress-publish"),
    path("public/", progress.public_progress, name="public-progress"),
    path("load/", report_load.report_load, name="report-load"),
    path("load/<uuid:load>/undo/", report_load.report_undo, name="report-undo"),
]

of_a_survey = [
    path("", survey.survey_detail, name="survey-detail"),
    path("waves/<uuid:wave>/remove/", survey.wave_remove, name="wave-remove"),
]

urlpatterns = [
    path("", review.reviews, name="reviews"),
    path("add/", review.review_add, name="review-add"),
    path("practice/", practice.practice, name="practice"),
    path("surveys/", survey.surveys, name="surveys"),
    path("surveys/add/", survey.survey_add, name="survey-add"),
    path("surveys/<slug:survey>/", include(of_a_survey)),
    path("<slug:review>/", include(of_a_review)),
]
