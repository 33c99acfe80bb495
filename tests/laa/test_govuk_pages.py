"""Words people meet before they are signed in, and when something fails."""

import pytest
from django import forms
from django.template.loader import render_to_string

from laa.adapters import AccountAdapter
from laa.forms import sign_in
from laa.templatetags.govuk import wraps_at_slashes


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html"])
def test_an_error_page_needs_nothing(template: str) -> None:
    html = render_to_string(template)

    assert "built/laa.css" in html
    assert "<h1" in html


@pytest.mark.parametrize("template", ["403.html", "404.html", "429.html"])
def test_a_page_without_a_partnership_still_has_a_name(template: str, rf, settings) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}

    html = render_to_string(template, {}, rf.get("/"))

    assert " - Local partnership performance</title>" in html
    assert "not a GOV.UK service" in html


def test_signing_in_asks_for_email_address_and_password(rf) -> None:
    form = sign_in.SignInForm(request=rf.get("/"))

    assert {field.label for field in form} == {"Email address", "Password"}


def test_an_email_address_that_is_none_is_told_so_in_a_sentence(rf) -> None:
    form = sign_in.SignInForm({"login": "nobody", "password": "x"}, request=rf.get("/"))

    assert form.errors["login"] == [sign_in.EMAIL_FORMAT]


def test_what_is_missing_is_named(rf) -> None:
    form = sign_in.SignInForm({}, request=rf.get("/"))

    assert form.errors["login"] == ["Enter your email address"]
    assert form.errors["password"] == ["Enter your password"]


def test_two_new_passwords_must_be_the_same() -> None:
    class NewPassword(sign_in.NewPasswordMixin, forms.Form):
        password1 = forms.CharField()
        password2 = forms.CharField()

    form = NewPassword({"password1": "a", "password2": "b"})
    form.full_clean()
    form.add_error("password2", "You must type the same password each time.")

    assert form.errors["password2"] == [sign_in.PASSWORDS_DIFFER]
    assert form.fields["password1"].help_text == sign_in.NEW_PASSWORD_HINT


def test_nobody_signs_up(rf) -> None:
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))


def test_a_title_breaks_behind_a_slash_and_stays_escaped() -> None:
    said = wraps_at_slashes("rehabilitation/intermediate <care>")

    assert said == "rehabilitation/<wbr>intermediate &lt;care&gt;"
