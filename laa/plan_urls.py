"""The addresses of plans, below plans/."""

from django.urls import path

from laa.views import action, action_list, action_plan, plan_sheet, team_plan

urlpatterns = [
    path("", action_plan.plans, name="plans"),
    path("agreements/<slug:agreement>/", action_plan.agreement_plans, name="agreement-plans"),
    path(
        "agreements/<slug:agreement>/<slug:indicator>/start/",
        action_plan.plan_start,
        name="plan-start",
    ),
    path("actions/", action_list.actions, name="actions"),
    path("teams/", team_plan.team_plans, name="team-plans"),
    path("teams/<slug:partner>/<period:period>/start/", team_plan.start, name="team-plan-start"),
    path("<uuid:plan>/", action_plan.plan_detail, name="plan-detail"),
    path("<uuid:plan>/spreadsheet/", plan_sheet.plan_sheet, name="plan-sheet"),
    path(
        "<uuid:plan>/spreadsheet/download/",
        plan_sheet.plan_sheet_download,
        name="plan-sheet-download",
    ),
    path("<uuid:plan>/edit/", action_plan.plan_edit, name="plan-edit"),
    path("<uuid:plan>/status/", action_plan.plan_status, name="plan-status"),
    path("<uuid:plan>/impact/", action_plan.plan_impact, name="plan-impact"),
    path("<uuid:plan>/remove/", action_plan.plan_remove, name="plan-remove"),
    path("<uuid:plan>/actions/add/", action.action_add, name="action-add"),
]
