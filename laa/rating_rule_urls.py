"""The addresses under Set-up that are about rating rules."""

from django.urls import path

from laa.views import rating_rule, rule_adoption

urlpatterns = [
    path("", rating_rule.rating_rules, name="rating-rules"),
    path("new/", rating_rule.rating_rule_presets, name="rating-rule-presets"),
    path("make/", rating_rule.rating_rule_make, name="rating-rule-make"),
    path("agreements/<slug:agreement>/", rule_adoption.rules_in_force, name="rules-in-force"),
    path(
        "agreements/<slug:agreement>/<slug:indicator>/",
        rule_adoption.rule_override,
        name="rule-override",
    ),
    path("<slug:rule>/", rating_rule.rating_rule_detail, name="rating-rule-detail"),
    path("<slug:rule>/change/", rating_rule.rating_rule_change, name="rating-rule-change"),
    path("<slug:rule>/try/<slug:agreement>/", rule_adoption.rule_try, name="rule-try"),
]
