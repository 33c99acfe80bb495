"""The addresses of the indicator register, under Set-up."""

from django.urls import path

from laa.views import discontinue, entering, indicator_setup, shared_setup

urlpatterns = [
    path("", indicator_setup.indicator_register, name="indicator-register"),
    path("entering/", entering.entering, name="entering"),
    path("add/", indicator_setup.indicator_add, name="indicator-add"),
    path("<slug:indicator>/", indicator_setup.indicator_setup, name="indicator-setup"),
    path("<slug:indicator>/edit/", indicator_setup.indicator_edit, name="indicator-edit"),
    path(
        "<slug:indicator>/discontinue/",
        discontinue.indicator_discontinue,
        name="indicator-discontinue",
    ),
    path("<slug:indicator>/change/", indicator_setup.indicator_change, name="indicator-change"),
    path(
        "<slug:indicator>/strands/<slug:strand>/", indicator_setup.strand_edit, name="strand-edit"
    ),
    path(
        "<slug:indicator>/strands/<slug:strand>/parts/",
        shared_setup.strand_parts,
        name="strand-parts",
    ),
]
