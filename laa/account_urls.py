"""Of allauth's addresses, those that an invited person needs: nobody signs up, nobody renames."""

from allauth.account.urls import urlpatterns as all_of_them

NEEDED = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",  # Says that people are invited; the sign-in view asks for its address.
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}

urlpatterns = [pattern for pattern in all_of_them if pattern.name in NEEDED]
