"""Messages to people, in the service itself. The row with its unique key is the truth."""

from collections.abc import Iterable

from laa import clock
from laa.models import Notice, Partnership, User


def notify(
    recipients: Iterable[User], *, partnership: Partnership, key: str, text: str, path: str = ""
) -> None:
    """Tell each person once per key; telling them again does nothing."""
    Notice.objects.bulk_create(
        [
            Notice(
                partnership=partnership,
                recipient=recipient,
                key=key,
                text=text,
                path=path,
                created_at=clock.now(partnership),
            )
            for recipient in recipients
        ],
        ignore_conflicts=True,
    )
