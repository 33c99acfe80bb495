"""E-mails that were written to files, for the demonstration: nobody there has a mail program."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

from laa.actions.mail_messages import PARTNERSHIP_HEADER
from laa.permissions import Member

FILES = "django.core.mail.backends.filebased.EmailBackend"
BETWEEN = b"\n" + b"-" * 79 + b"\n"
"""What Django's file backend writes after each mail."""

MOST_FILES = 500
MOST_MAILS = 50


@dataclass(frozen=True)
class Mail:
    subject: str
    sender: str
    at: datetime | None
    text: str


def is_kept() -> bool:
    """Whether e-mails are files here; never where people's real mail may be."""
    return settings.EMAIL_BACKEND == FILES and not settings.IS_PRODUCTION


def mails_to(member: Member) -> list[Mail]:
    """The latest that the service sent somebody about their partnership, newest first.

    Their own only: another's may speak of figures that are not theirs to see yet. Letters about
    passwords and invitations are not among them.
    """
    found = []
    for message in _messages():
        if (
            message[PARTNERSHIP_HEADER] == member.partnership.slug
            and message["To"] == member.user.email
        ):
            found.append(_read(message))
            if len(found) == MOST_MAILS:
                break
    return found


def _messages() -> Iterator[EmailMessage]:
    folder = Path(settings.EMAIL_FILE_PATH)
    if not is_kept() or not folder.is_dir():
        return
    newest_first = sorted(folder.glob("*.log"), key=_written, reverse=True)
    for path in newest_first[:MOST_FILES]:
        for mail in reversed(path.read_bytes().split(BETWEEN)):
            if mail.strip():
                yield message_from_bytes(mail, policy=policy.default)


def _written(path: Path) -> int:
    """Their names tell the second only."""
    return path.stat().st_mtime_ns


def _read(message: EmailMessage) -> Mail:
    body = message.get_body(preferencelist=("plain",))
    at = parsedate_to_datetime(message["Date"]) if message["Date"] else None
    return Mail(message["Subject"], message["From"], at, body.get_content() if body else "")
