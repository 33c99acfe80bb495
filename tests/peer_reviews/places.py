"""The addresses of peer reviews, and what is particular about some: read by tests/places.py."""

from laa.permissions import Permission

P = Permission

A_REVIEW = {"review": "review"}
A_RECOMMENDATION = {**A_REVIEW, "recommendation": "recommendation"}
A_QUICK_WIN = {**A_REVIEW, "part": "quick_win"}
A_SURVEY = {"survey": "survey"}
PLACES = {
    "peer_reviews:reviews": {},
    "peer_reviews:review-add": {},
    "peer_reviews:practice": {},
    "peer_reviews:surveys": {},
    "peer_reviews:survey-add": {},
    "peer_reviews:survey-detail": A_SURVEY,
    "peer_reviews:wave-remove": {**A_SURVEY, "wave": "wave"},
    "peer_reviews:review-detail": A_REVIEW,
    "peer_reviews:review-edit": A_REVIEW,
    "peer_reviews:findings": A_REVIEW,
    "peer_reviews:step-record": {**A_REVIEW, "step": "step"},
    "peer_reviews:plan-start": A_REVIEW,
    "peer_reviews:answering-action-add": A_REVIEW,
    "peer_reviews:answers-set": {**A_REVIEW, "action": "review_action"},
    "peer_reviews:part-add": {**A_REVIEW, "kind": "part_kind"},
    "peer_reviews:part-edit": {**A_REVIEW, "kind": "part_kind", "part": "part"},
    "peer_reviews:recommendation-detail": A_RECOMMENDATION,
    "peer_reviews:recommendation-answer": A_RECOMMENDATION,
    "peer_reviews:recommendation-progress": A_RECOMMENDATION,
    "peer_reviews:recommendation-teams": A_RECOMMENDATION,
    "peer_reviews:team-part": {**A_RECOMMENDATION, "partner": "named_team"},
    "peer_reviews:quick-win-do": A_QUICK_WIN,
    "peer_reviews:quick-win-undo": A_QUICK_WIN,
    "peer_reviews:progress": A_REVIEW,
    "peer_reviews:progress-report": A_REVIEW,
    "peer_reviews:progress-publish": A_REVIEW,
    "peer_reviews:report-load": A_REVIEW,
    "peer_reviews:report-undo": {**A_REVIEW, "load": "report_load"},
}
ONLY_POST = {
    "peer_reviews:plan-start",
    "peer_reviews:quick-win-undo",
    "peer_reviews:report-undo",
    "peer_reviews:wave-remove",
}
POST_NEEDS = {
    "peer_reviews:survey-detail": {P.AGREE_PLANS},
}
OF_THE_PLANS_PARTNER = {
    "peer_reviews:answering-action-add",
    "peer_reviews:answers-set",
    "peer_reviews:team-part",
    "peer_reviews:quick-win-do",
    "peer_reviews:quick-win-undo",
}
