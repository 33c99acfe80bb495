"""How a view gets its partnership and its member: asked once, here, before anything is fetched."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.views.decorators.http import require_POST

from laa.models import Partnership
from laa.permissions import Member, Permission, member_of


def in_partnership(*permissions: Permission) -> Callable:
    """The view takes `member` in place of the partnership's slug, if any of these is theirs.

    A partnership in which somebody plays no part is a 404; what they may not do there a 403. The
    permissions stay on the view, so that a test can compare every address with the matrix.
    """

    def decorate(view: Callable[..., HttpResponse]):
        @wraps(view)
        def wrapped(request: HttpRequest, partnership: str, **kwargs) -> HttpResponse:
            request.member = member = fetch_member(request, partnership)
            if not member.permissions.intersection(permissions):
                raise PermissionDenied(f"This page is for: {permissions[0].value.lower()}.")
            return view(request, member, **kwargs)

        wrapped.permissions = permissions
        return wrapped

    return decorate


def lets_in(href: str, member: Member) -> bool:
    """Whether a page of the member's partnership is for them, by what its view declares."""
    return bool(member.permissions.intersection(resolve(href).func.permissions))


def post_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view without a page of its own: after signing in again there is nothing here to go to."""
    guarded = require_POST(view)
    guarded.is_post_only = True
    return guarded


def fetch_member(request: HttpRequest, slug: str) -> Member:
    partnership = Partnership.objects.filter(slug=slug).select_related("demonstration").first()
    member = partnership and member_of(request.user, partnership)
    if not member:
        raise Http404("No partnership of yours is at this address.")
    return member
