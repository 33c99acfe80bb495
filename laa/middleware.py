"""Sign-in is required everywhere, and what somebody typed survives a lost session."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse

from laa.typed_text import keep_typed_text


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in, and keeps a posted form so that its page can show it again after."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """What is public asks nobody who they are, so that one answer is kept for all."""
        if getattr(view_func, "is_public", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if request.method == "POST":
            keep_typed_text(request)
        if getattr(view_func, "is_post_only", False):
            partnership = request.resolver_match.kwargs["partnership"]
            return redirect_to_login(reverse("laa:work", args=[partnership]))
        return super().handle_no_permission(request, view_func)


class CacheMiddleware:
    """Says of every answer who may keep it; a page that says so itself is left alone.

    What one person reads is never another's: no cache between keeps it, and a browser asks again
    before it shows it anew. Not `no-store`: that would lose what somebody typed when they go back.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response
