"""Doing what a form asks, and saying on the form why it was not done."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from laa.actions.refusals import Refused


def saved(form: forms.Form, action: Callable, /, **options):
    """What the action gives back; None where it was refused, with the reason on the form."""
    try:
        return action(**options)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def done(request: HttpRequest, said: str, action: Callable, *args, **options) -> bool:
    """For a button without boxes: what was done, or why not, is said on the next page."""
    try:
        action(*args, **options)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, said)
    return True
