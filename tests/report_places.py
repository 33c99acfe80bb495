"""The addresses of boards, of what reports compare with, and of reports, for tests/places.py."""

from laa.permissions import Permission

AN_AGREEMENT = {"agreement": "agreement"}
A_RISK = {**AN_AGREEMENT, "risk": "risk"}
A_REPORT = {"report": "report"}
PLACES = {
    "laa:board-members": {"board": "board"},
    "laa:comparators": {},
    "laa:comparators-template": {},
    "laa:report-calendar": AN_AGREEMENT,
    "laa:indicator-files": {**AN_AGREEMENT, "indicator": "indicator"},
    "laa:risks": AN_AGREEMENT,
    "laa:risk-add": AN_AGREEMENT,
    "laa:risk-edit": A_RISK,
    "laa:risk-close": A_RISK,
    "laa:risk-open-again": A_RISK,
    "laa:reports": {},
    "laa:report-make": {},
    "laa:report-route": {},
    "laa:report-route-remove": {},
    "laa:report-detail": A_REPORT,
    "laa:report-read": A_REPORT,
    "laa:report-edit": A_REPORT,
    "laa:report-change": A_REPORT,
    "laa:report-step": A_REPORT,
    "laa:report-publish": A_REPORT,
    "laa:report-considered": A_REPORT,
    "laa:report-decide": {**A_REPORT, "cover": "cover", "on": "considered_on"},
    "laa:report-file": {**A_REPORT, "cover": "cover", "format": "format"},
}
POST_NEEDS = {
    "laa:report-publish": {Permission.PUBLISH},
    "laa:board-members": {Permission.SET_UP},
    "laa:comparators": {Permission.SET_UP},
}
ONLY_POST = {"laa:risk-open-again", "laa:report-route-remove", "laa:report-change"}
FOR_EVERYBODY = {
    "laa:public-report": "an issued report, once it is published",
    "laa:public-report-file": "an issued report, once it is published",
}
