"""The addresses under Set-up: what a partnership measures, promises, and by which rules."""

from django.urls import path

from laa.views import setup

urlpatterns = [
    path("", setup.setup, name="setup"),
]
