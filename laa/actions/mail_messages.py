"""A mail as it goes out: plain text and HTML, of the partnership's name, with its way back."""

from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from laa.models import Delivery
from laa.rules.notices import kind_named, one_line

PARTNERSHIP_HEADER = "X-Laa-Partnership"
"""By it the demonstration finds its own mails among the files."""


def message_of(delivery: Delivery, connection=None) -> EmailMultiAlternatives:
    """The mail of a row. Its Message-ID is the row's, however often it is tried."""
    partnership, kind = delivery.partnership, kind_named(delivery.kind)
    choices = absolute(reverse("laa:notice-choices", args=[partnership.slug]))
    context = {
        "delivery": delivery,
        "partnership": partnership,
        "kind": kind,
        "link": absolute(delivery.path) if delivery.path else "",
        "parts": [_with_links(part) for part in delivery.parts],
        "choices": choices,
    }
    message = EmailMultiAlternatives(
        subject=one_line(f"{partnership.name}: {delivery.title}", longest=200),
        body=render_to_string("laa/mail/message.txt", context),
        from_email=_from(partnership.name),
        to=[delivery.recipient.email],
        headers=_headers(delivery),
        connection=connection,
    )
    message.attach_alternative(render_to_string("laa/mail/message.html", context), "text/html")
    return message


def absolute(path: str) -> str:
    """A path of ours as people open it from a mail."""
    return f"{settings.SERVICE_URL}{path}"


def _headers(delivery: Delivery) -> dict[str, str]:
    host = urlsplit(settings.SERVICE_URL).hostname or "localhost"
    return {
        "Message-ID": f"<{delivery.uuid}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        PARTNERSHIP_HEADER: delivery.partnership.slug,
    }


def _from(name: str) -> str:
    """The service's address under the partnership's name."""
    return formataddr((one_line(name), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _with_links(part: dict) -> dict:
    items = [{**item, "link": absolute(item["path"])} for item in part["items"]]
    return {**part, "items": items}
