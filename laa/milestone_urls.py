"""The addresses under Set-up that are about milestones."""

from django.urls import path

from laa.views import milestone

urlpatterns = [
    path("", milestone.milestones, name="milestones"),
    path("<slug:agreement>/", milestone.agreement_milestones, name="agreement-milestones"),
    path(
        "<slug:agreement>/<slug:indicator>/<slug:strand>/<period:period>/",
        milestone.milestone_year,
        name="milestone-year",
    ),
]
