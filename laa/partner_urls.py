"""The addresses of partners and services, under Set-up."""

from django.urls import path

from laa.views import partner, partner_join

urlpatterns = [
    path("", partner.partners, name="partners"),
    path("add/", partner.partner_add, name="partner-add"),
    path("alike/", partner_join.partners_alike, name="partners-alike"),
    path("joins/<uuid:join>/undo/", partner_join.partner_join_undo, name="partner-join-undo"),
    path("<slug:partner>/", partner.partner_detail, name="partner-detail"),
    path("<slug:partner>/edit/", partner.partner_edit, name="partner-edit"),
    path("<slug:partner>/change/", partner.partner_change, name="partner-change"),
    path("<slug:partner>/join/", partner_join.partner_join, name="partner-join"),
]
