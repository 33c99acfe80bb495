"""What every page of a partnership shows round its own content."""

from django.urls import reverse

from laa import clock
from laa.access import lets_in
from laa.areas import areas
from laa.exports.tables import FORMATS
from laa.models import Notice
from laa.permissions import Member, Permission

READ = (
    ("Your work", "laa:work"),
    ("Dashboard", "laa:dashboard"),
    ("Indicators", "laa:indicators"),
    ("Reports", "laa:reports"),
    ("Plans", "laa:plans"),
)
RUN = (
    ("Rounds", "laa:rounds"),
    ("Set-up", "laa:setup"),
    ("People", "laa:people"),
    ("Jobs", "laa:jobs"),
    ("Audit trail", "laa:audit"),
)
"""Each is shown to whom its page lets in; the areas beside the core stand between the two."""


PARTS_OF = {
    "laa:dashboard": ("agreements", "boards", "partners", "waiting"),
    "laa:plans": ("actions",),
}
"""Addresses that belong to an area though they do not begin with its own."""


def member(request) -> dict:
    """Navigation, names and notices of a member; nothing on pages outside a partnership."""
    found: Member | None = getattr(request, "member", None)
    if found is None:
        return {}
    partnership = found.partnership
    return {
        "member": found,
        "may_set_up": found.may(Permission.SET_UP),
        "partnership": partnership,
        "home_url": reverse("laa:work", args=[partnership.slug]),
        "navigation": list(_navigation(request, found)),
        "account_links": list(_account_links(found)),
        "export_formats": FORMATS,
        "footer_links": list(_footer_links(found)),
        "demonstration_date": (
            clock.today(partnership) if getattr(partnership, "demonstration", None) else None
        ),
    }


def _navigation(request, found: Member):
    home = reverse("laa:work", args=[found.partnership.slug])
    beside = [(area.text, area.home) for area in areas()]
    for text, name in (*READ, *beside, *RUN):
        href = reverse(name, args=[found.partnership.slug])
        if lets_in(href, found):
            begins = (href, *(f"{home}{part}/" for part in PARTS_OF.get(name, ())))
            is_here = request.path == href or (
                name != "laa:work" and request.path.startswith(begins)
            )
            yield {"text": text, "href": href, "active": is_here, "current": request.path == href}


def _account_links(found: Member):
    unread = Notice.objects.visible_to(found).unread().count()
    text = f"Notices ({unread} new)" if unread else "Notices"
    yield {"text": text, "href": reverse("laa:notices", args=[found.partnership.slug])}
    yield {"text": "Change partnership", "href": reverse("laa:partnerships")}


def _footer_links(found: Member):
    glossary = reverse("laa:glossary", args=[found.partnership.slug])
    yield {"text": "Glossary", "href": glossary}
    yield {"text": "Change your password", "href": reverse("account_change_password")}
    if found.may(Permission.SEE_PERMISSIONS):
        href = reverse("laa:permissions", args=[found.partnership.slug])
        yield {"text": "Who may do what", "href": href}
