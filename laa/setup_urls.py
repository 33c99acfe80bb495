"""The addresses under Set-up: what a partnership measures, promises, and by which rules."""

from django.urls import include, path

from laa.views import (
    agreement_import,
    bundle,
    effort,
    national_indicator,
    past_figure,
    policy,
    proposal,
    round_calendar,
    setup,
)

of_an_import = [
    path("", agreement_import.import_detail, name="import-detail"),
    path("partners/", agreement_import.import_partners, name="import-partners"),
    path("promise/", agreement_import.import_promise, name="import-promise"),
    path("decisions/", agreement_import.import_decisions, name="import-decisions"),
    path("load/", agreement_import.import_load, name="import-load"),
    path("undo/", agreement_import.import_undo, name="import-undo"),
    path("discard/", agreement_import.import_discard, name="import-discard"),
    path("<slug:indicator>/", agreement_import.import_indicator, name="import-indicator"),
]

urlpatterns = [
    path("", setup.setup, name="setup"),
    path("effort/", effort.effort, name="effort"),
    path("indicators/", include("laa.indicator_urls")),
    path("partners/", include("laa.partner_urls")),
    path("", include("laa.agreement_urls")),
    path("baselines/", bundle.baselines, name="baselines"),
    path("baselines/<slug:name>/load/", bundle.baseline_load, name="baseline-load"),
    path("agreements/<slug:agreement>/export/", bundle.agreement_export, name="agreement-export"),
    path("history/", past_figure.history, name="history"),
    path("history/template/", past_figure.history_template, name="history-template"),
    path("history/<uuid:load>/", past_figure.history_detail, name="history-detail"),
    path("history/<uuid:load>/load/", past_figure.history_load, name="history-load"),
    path("history/<uuid:load>/undo/", past_figure.history_undo, name="history-undo"),
    path("history/<uuid:load>/discard/", past_figure.history_discard, name="history-discard"),
    path("comparators/", past_figure.history, {"kind": "comparators"}, name="comparators"),
    path(
        "comparators/template/",
        past_figure.history_template,
        {"kind": "comparators"},
        name="comparators-template",
    ),
    path("imports/", agreement_import.imports, name="imports"),
    path("imports/upload/", agreement_import.import_upload, name="import-upload"),
    path("imports/<uuid:started>/", include(of_an_import)),
    path("proposals/", proposal.proposals, name="proposals"),
    path("proposals/undo/", proposal.proposal_undo, name="proposal-undo"),
    path("proposals/<slug:indicator>/", proposal.proposal_detail, name="proposal-detail"),
    path(
        "national-indicators/", national_indicator.national_indicators, name="national-indicators"
    ),
    path(
        "national-indicators/<slug:national>/",
        national_indicator.national_indicator_detail,
        name="national-indicator-detail",
    ),
    path("returns/", policy.return_policy_edit, name="return-policy"),
    path("flags/", policy.flag_policy_edit, name="flag-policy"),
    path("calendar/", round_calendar.round_calendar, name="round-calendar"),
    path("calendar/closed-days/add/", round_calendar.closed_day_add, name="closed-day-add"),
    path(
        "calendar/closed-days/remove/", round_calendar.closed_day_remove, name="closed-day-remove"
    ),
    path("rating-rules/", include("laa.rating_rule_urls")),
    path("milestones/", include("laa.milestone_urls")),
]
