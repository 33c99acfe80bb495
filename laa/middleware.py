"""Sign-in is required everywhere, and what somebody typed survives a lost session."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse

from laa.typed_text import keep_typed_text


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in, and keeps a posted form so that its page can show it again after."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST":
            keep_typed_text(request)
        if getattr(view_func, "is_post_only", False):
            partnership = request.resolver_match.kwargs["partnership"]
            return redirect_to_login(reverse("laa:work", args=[partnership]))
        return super().handle_no_permission(request, view_func)
