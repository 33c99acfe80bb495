"""The addresses of flags, plans and their actions, for tests/places.py."""

from laa.permissions import Permission

P = Permission

AN_AGREEMENT = {"agreement": "agreement"}
A_PROMISE = {**AN_AGREEMENT, "indicator": "indicator"}
A_PLAN = {"plan": "plan"}
AN_ACTION = {"action": "action"}
PLACES = {
    "laa:flags": {},
    "laa:flag-detail": {"flag": "flag"},
    "laa:flag-wake": {"flag": "flag"},
    "laa:flag-recover": {"flag": "flag"},
    "laa:plans": {},
    "laa:actions": {},
    "laa:agreement-plans": AN_AGREEMENT,
    "laa:plan-start": A_PROMISE,
    "laa:team-plans": {},
    "laa:team-plan-start": {"partner": "partner", "period": "year"},
    "laa:plan-detail": A_PLAN,
    "laa:plan-edit": A_PLAN,
    "laa:plan-sheet": A_PLAN,
    "laa:plan-sheet-download": A_PLAN,
    "laa:plan-status": A_PLAN,
    "laa:plan-impact": A_PLAN,
    "laa:plan-remove": A_PLAN,
    "laa:action-add": A_PLAN,
    "laa:action-detail": AN_ACTION,
    "laa:action-edit": AN_ACTION,
    "laa:action-close": AN_ACTION,
    "laa:action-open-again": AN_ACTION,
    "laa:action-thread": AN_ACTION,
    "laa:action-evidence": AN_ACTION,
    "laa:action-file": {**AN_ACTION, "file": "action_file"},
    "laa:action-file-withdraw": {**AN_ACTION, "file": "action_file"},
    "laa:action-change": AN_ACTION,
}

ONLY_POST = {
    "laa:flag-wake",
    "laa:plan-start",
    "laa:plan-remove",
    "laa:team-plan-start",
    "laa:action-change",
    "laa:action-file-withdraw",
}
POST_NEEDS = {
    "laa:flag-detail": {P.AGREE_PLANS},
    "laa:agreement-plans": {P.AGREE_PLANS},
    "laa:team-plans": {P.AGREE_PLANS},
    "laa:action-detail": {P.PLAN_ACTIONS, P.AGREE_PLANS},
    "laa:action-thread": {P.REPORT_ON_OWN},
}

OF_THE_PLANS_PARTNER = {
    "laa:flag-recover",
    "laa:plan-start",
    "laa:team-plan-start",
    "laa:plan-edit",
    "laa:plan-sheet",
    "laa:plan-sheet-download",
    "laa:plan-impact",
    "laa:plan-remove",
    "laa:action-add",
    "laa:action-edit",
    "laa:action-close",
    "laa:action-open-again",
    "laa:action-evidence",
    "laa:action-file-withdraw",
    "laa:action-change",
}
"""For the people of the partner that answers for a plan; others may know of it."""

BY_ITS_OWNER = {
    "laa:action-close",
    "laa:action-open-again",
    "laa:action-evidence",
    "laa:action-file-withdraw",
    "laa:action-change",
}
"""And for whoever owns the action, which nobody in these tests does."""

OPERATIONAL = {"laa:action-thread", "laa:action-file"}
"""For those who work on returns, and an action's owner: a board member does not read them."""
