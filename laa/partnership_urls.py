"""The addresses of the core app: everything of a partnership starts with its slug."""

from django.urls import include, path, register_converter

from laa.converters import PeriodConverter
from laa.views import (
    audit_event,
    dashboard,
    home,
    indicator,
    job_run,
    notice,
    partner_list,
    permission,
    person,
    quarterly_return,
    return_steps,
    round,
    target,
    term,
    waiting,
    work,
)

register_converter(PeriodConverter, "period")

app_name = "laa"

returns = [
    path("", quarterly_return.return_detail, name="return-detail"),
    path("review/", return_steps.return_review, name="return-review"),
    path("submit/", return_steps.return_submit, name="return-submit"),
    path("certify/", return_steps.return_certify, name="return-certify"),
    path("sign-off/", return_steps.return_sign_off, name="return-sign-off"),
]

agreements = [
    path("", dashboard.agreement_dashboard, name="agreement-dashboard"),
    path("waiting/", dashboard.agreement_waiting, name="agreement-waiting"),
    path("themes/<slug:theme>/", dashboard.theme_dashboard, name="theme-dashboard"),
    path("refresh/", target.target_refresh, name="target-refresh"),
    path("indicators/<slug:indicator>/", indicator.indicator_detail, name="indicator-detail"),
    path("indicators/<slug:indicator>/targets/", target.target_history, name="target-history"),
    path("indicators/<slug:indicator>/targets/change/", target.target_set, name="target-set"),
]

of_a_partnership = [
    path("", work.work, name="work"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("agreements/<slug:agreement>/", include(agreements)),
    path("boards/<slug:board>/", dashboard.board_dashboard, name="board-dashboard"),
    path("glossary/", term.glossary, name="glossary"),
    path("partners/", partner_list.partner_lists, name="partner-lists"),
    path("partners/<slug:partner>/", partner_list.partner_list, name="partner-list"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("indicators/", indicator.indicators, name="indicators"),
    path("rounds/", round.rounds, name="rounds"),
    path("rounds/open/", round.round_open, name="round-open"),
    path("rounds/<period:period>/", round.round_detail, name="round-detail"),
    path("rounds/<period:period>/close/", round.round_close, name="round-close"),
    path("returns/<period:period>/<slug:partner>/", include(returns)),
    path("lines/<uuid:line>/reopen/", return_steps.line_reopen, name="line-reopen"),
    path("set-up/", include("laa.setup_urls")),
    path("people/", person.people, name="people"),
    path("people/invite/", person.person_invite, name="person-invite"),
    path("people/<uuid:person>/", person.person_detail, name="person-detail"),
    path("people/<uuid:person>/switch/", person.person_switch, name="person-switch"),
    path("roles/<uuid:membership>/end/", person.membership_end, name="membership-end"),
    path("notices/", notice.notices, name="notices"),
    path("notices/read/", notice.notices_read, name="notices-read"),
    path("permissions/", permission.permissions, name="permissions"),
    path("audit/", audit_event.audit, name="audit"),
    path("jobs/", job_run.jobs, name="jobs"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("partnerships/", home.partnerships, name="partnerships"),
    path("<slug:partnership>/", include(of_a_partnership)),
]
