"""allauth's forms in our words. Their rules and their guards stay as they are."""

from copy import copy
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

EMAIL_FORMAT = "Enter your email address in the correct format, like name@example.com"
NEW_PASSWORD_HINT = (
    "At least 8 characters. Not a common password, not only numbers, and not like your name or "
    "email address."
)
PASSWORDS_DIFFER = "The two passwords are not the same. Type both again."


def word_email(field: forms.Field) -> None:
    """“Enter your email address in the correct format”, and the browser's help to fill it in."""
    field.label = "Email address"
    field.error_messages |= {"required": "Enter your email address", "invalid": EMAIL_FORMAT}
    # Copies: Django's check of addresses is one object for all forms of the process.
    field.validators = [copy(validator) for validator in field.validators]
    for validator in field.validators:
        if getattr(validator, "code", None) == "invalid":
            validator.message = EMAIL_FORMAT
    field.widget.attrs |= {"autocomplete": "username", "spellcheck": False}


def word_password(field: forms.Field, label: str, hint: str = "") -> None:
    field.label = label
    field.help_text = hint
    field.error_messages["required"] = f"Enter your {label[:1].lower()}{label[1:]}"


class SignInForm(allauth_forms.LoginForm):
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self.fields["login"])
        word_password(self.fields["password"], "Password")


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Asks for a link; the answer is the same whether or not there is such an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"])


class NewPasswordMixin:
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_password(self.fields["password1"], "New password", NEW_PASSWORD_HINT)
        word_password(self.fields["password2"], "New password again")
        self.fields["password2"].error_messages["required"] = "Enter your new password again"

    def add_error(self, field: str | None, error: Any) -> None:
        if field == "password2" and "same password each time" in str(error):
            error = PASSWORDS_DIFFER
        super().add_error(field, error)


class SetPasswordForm(NewPasswordMixin, allauth_forms.ResetPasswordKeyForm):
    """Reached by the link in an email: a first password or a forgotten one."""


class ChangePasswordForm(NewPasswordMixin, allauth_forms.ChangePasswordForm):
    """For someone who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_password(self.fields["oldpassword"], "Current password")
