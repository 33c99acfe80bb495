"""The addresses of boards and reports, for tests/places.py."""

from laa.permissions import Permission

A_REPORT = {"report": "report"}
PLACES = {
    "laa:board-members": {"board": "board"},
    "laa:reports": {},
    "laa:report-make": {},
    "laa:report-route": {},
    "laa:report-route-remove": {},
    "laa:report-detail": A_REPORT,
    "laa:report-read": A_REPORT,
    "laa:report-edit": A_REPORT,
    "laa:report-change": A_REPORT,
    "laa:report-step": A_REPORT,
    "laa:report-considered": A_REPORT,
    "laa:report-decide": {**A_REPORT, "cover": "cover", "on": "considered_on"},
    "laa:report-file": {**A_REPORT, "cover": "cover", "format": "format"},
}
POST_NEEDS = {"laa:board-members": {Permission.SET_UP}}
ONLY_POST = {"laa:report-route-remove", "laa:report-change"}
