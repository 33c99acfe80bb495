"""Every address there is, and what is particular about some: read by tests/test_access.py."""

from laa.permissions import Permission

P = Permission

A_DOCUMENT = {"started": "document"}
A_RETURN = {"period": "period", "partner": "partner"}
A_PARTNER = {"partner": "partner"}
AN_AGREEMENT = {"agreement": "agreement"}
AN_INDICATOR = {"indicator": "measured"}
A_PROMISE = {**AN_AGREEMENT, "indicator": "indicator"}
A_THEME = {"agreement": "agreement", "theme": "theme"}
PLACES = {
    "laa:work": {},
    "laa:dashboard": {},
    "laa:agreement-dashboard": {"agreement": "agreement"},
    "laa:agreement-waiting": {"agreement": "agreement"},
    "laa:glossary": {},
    "laa:waiting": {},
    "laa:partner-lists": {},
    "laa:partner-list": A_PARTNER,
    "laa:target-refresh": {"agreement": "agreement"},
    "laa:target-history": {"agreement": "agreement", "indicator": "indicator"},
    "laa:target-set": {"agreement": "agreement", "indicator": "indicator"},
    "laa:theme-dashboard": {"agreement": "agreement", "theme": "theme"},
    "laa:indicator-detail": {"agreement": "agreement", "indicator": "indicator"},
    "laa:board-dashboard": {"board": "board"},
    "laa:indicators": {},
    "laa:rounds": {},
    "laa:round-open": {},
    "laa:round-detail": {"period": "period"},
    "laa:round-close": {"period": "period"},
    "laa:return-detail": A_RETURN,
    "laa:return-review": A_RETURN,
    "laa:return-submit": A_RETURN,
    "laa:return-certify": A_RETURN,
    "laa:return-sign-off": A_RETURN,
    "laa:line-reopen": {"line": "line"},
    "laa:setup": {},
    "laa:agreements": {},
    "laa:agreement-add": {},
    "laa:agreement-setup": AN_AGREEMENT,
    "laa:agreement-edit": AN_AGREEMENT,
    "laa:agreement-delete": AN_AGREEMENT,
    "laa:theme-edit": A_THEME,
    "laa:theme-change": A_THEME,
    "laa:next-plan": AN_AGREEMENT,
    "laa:next-plan-undo": AN_AGREEMENT,
    "laa:commitment-add": AN_AGREEMENT,
    "laa:commitment-edit": A_PROMISE,
    "laa:commitment-withdraw": A_PROMISE,
    "laa:commitment-restore": A_PROMISE,
    "laa:entering": {},
    "laa:indicator-register": {},
    "laa:indicator-add": {},
    "laa:indicator-setup": AN_INDICATOR,
    "laa:indicator-edit": AN_INDICATOR,
    "laa:indicator-change": AN_INDICATOR,
    "laa:strand-edit": {**AN_INDICATOR, "strand": "strand"},
    "laa:boards": {},
    "laa:board-add": {},
    "laa:board-edit": {"board": "board"},
    "laa:board-change": {"board": "board"},
    "laa:partners": {},
    "laa:partner-add": {},
    "laa:partners-alike": {},
    "laa:partner-join-undo": {"join": "join"},
    "laa:partner-detail": A_PARTNER,
    "laa:partner-edit": A_PARTNER,
    "laa:partner-change": A_PARTNER,
    "laa:partner-join": A_PARTNER,
    "laa:baselines": {},
    "laa:history": {},
    "laa:history-template": {},
    "laa:history-detail": {"load": "load"},
    "laa:history-load": {"load": "load"},
    "laa:history-undo": {"load": "load"},
    "laa:history-discard": {"load": "load"},
    "laa:baseline-load": {"name": "bundle"},
    "laa:agreement-export": {"agreement": "agreement"},
    "laa:imports": {},
    "laa:import-upload": {},
    "laa:import-detail": A_DOCUMENT,
    "laa:import-partners": A_DOCUMENT,
    "laa:import-decisions": A_DOCUMENT,
    "laa:import-indicator": {**A_DOCUMENT, "indicator": "printed_indicator"},
    "laa:import-load": A_DOCUMENT,
    "laa:import-undo": A_DOCUMENT,
    "laa:import-discard": A_DOCUMENT,
    "laa:proposals": {},
    "laa:proposal-detail": {"indicator": "proposed"},
    "laa:proposal-undo": {},
    "laa:national-indicators": {},
    "laa:national-indicator-detail": {"national": "national"},
    "laa:milestones": {},
    "laa:agreement-milestones": {"agreement": "agreement"},
    "laa:milestone-year": {
        "agreement": "agreement",
        "indicator": "indicator",
        "strand": "strand",
        "period": "year",
    },
    "laa:rating-rules": {},
    "laa:rating-rule-presets": {},
    "laa:rating-rule-make": {},
    "laa:rating-rule-detail": {"rule": "rule"},
    "laa:rating-rule-change": {"rule": "rule"},
    "laa:rule-try": {"rule": "rule", "agreement": "agreement"},
    "laa:rules-in-force": {"agreement": "agreement"},
    "laa:rule-override": {"agreement": "agreement", "indicator": "indicator"},
    "laa:people": {},
    "laa:person-invite": {},
    "laa:person-detail": {"person": "person"},
    "laa:person-switch": {"person": "person"},
    "laa:membership-end": {"membership": "membership"},
    "laa:notices": {},
    "laa:notices-read": {},
    "laa:permissions": {},
    "laa:audit": {},
    "laa:jobs": {},
}
"""For each address of a partnership: its words, by their name in tests/world.py."""

ONLY_POST = {
    "laa:round-close",
    "laa:agreement-delete",
    "laa:theme-change",
    "laa:board-change",
    "laa:commitment-restore",
    "laa:next-plan-undo",
    "laa:indicator-change",
    "laa:partner-change",
    "laa:partner-join-undo",
    "laa:baseline-load",
    "laa:history-load",
    "laa:history-undo",
    "laa:history-discard",
    "laa:import-load",
    "laa:import-undo",
    "laa:import-discard",
    "laa:return-submit",
    "laa:person-switch",
    "laa:membership-end",
    "laa:notices-read",
    "laa:proposal-undo",
}
OF_NO_PARTNERSHIP = {
    "laa:baseline-load": "names what comes with the service",
    "laa:national-indicator-detail": "the set is the same for all",
}
"""Addresses whose words name no row of a partnership's."""

GOES_ON = {"laa:dashboard"}
"""With one agreement, straight to its dashboard."""

POST_NEEDS = {
    "laa:entering": {P.SET_UP},
    "laa:glossary": {P.SET_UP},
    "laa:return-detail": {P.ENTER_RETURN},
    "laa:proposals": {P.SET_UP},
    "laa:proposal-detail": {P.SET_UP},
}
"""Where changing needs more than reading."""

OF_ONE_PARTNER = {"laa:return-detail", "laa:return-review", "laa:return-submit"}

FOR_ANYBODY_SIGNED_IN = {
    "laa:home": "leads to one's first partnership",
    "laa:partnerships": "lists one's own partnerships only",
    "account_reauthenticate": "asks for one's own password again",
    "account_change_password": "one's own password",
    "account_set_password": "one's own password",
}
FOR_EVERYBODY = {
    "account_login": "signing in",
    "account_logout": "signing out",
    "account_inactive": "says that the account is closed",
    "account_signup": "says that people are invited",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "the link in a message",
    "account_reset_password_from_key_done": "the link in a message",
    "admin:login": "the same sign-in",
}
