"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """People are invited, so nobody signs up; errors say what to do and give nothing away."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account has been closed. Ask an administrator to open it again.",
        "email_password_mismatch": (
            "The email address and password do not match an account. Check both and try again."
        ),
        "enter_current_password": "Your current password is not right. Type it again.",
        "incorrect_password": "Your password is not right. Type it again.",
        "too_many_login_attempts": (
            "There were too many attempts to sign in. Wait five minutes, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
