"""A return's spreadsheet: kept while it is looked at, saved line by line once confirmed."""

import hashlib
from collections.abc import Iterable, Mapping

from django.db import transaction

from laa import audit, clock
from laa.actions.refusals import ChangedSinceSeen, LineChanged, NothingToDo
from laa.actions.return_lines import save_line
from laa.actions.round_locks import must_be_open
from laa.models import QuarterlyReturn, ReturnLine, ReturnUpload, User


@transaction.atomic
def start_upload(
    *, quarterly_return: QuarterlyReturn, name: str, data: bytes, by: User
) -> ReturnUpload:
    """Keep the file for a week; whatever of this return is older goes."""
    must_be_open(quarterly_return.round)
    now = clock.now(quarterly_return.partnership)
    old = now - ReturnUpload.KEPT_FOR
    ReturnUpload.objects.filter(quarterly_return=quarterly_return, uploaded_at__lte=old).delete()
    upload = ReturnUpload.objects.create(
        partnership=quarterly_return.partnership,
        quarterly_return=quarterly_return,
        document_name=name[-200:],
        document_sha256=hashlib.sha256(data).hexdigest(),
        document=data,
        uploaded_at=now,
        uploaded_by=by,
    )
    _audit("upload.start", upload, by=by)
    return upload


@transaction.atomic
def save_upload(
    upload: ReturnUpload,
    entered: Iterable[tuple[ReturnLine, int, Mapping[str, object]]],
    *,
    by: User,
    is_on_behalf: bool = False,
) -> list[ReturnLine]:
    """Save lines from the sheet, all of them or none: each with the version that was on the page.

    Raises ChangedSinceSeen if somebody saved one of them meanwhile.
    """
    entered = list(entered)
    if not entered:
        raise NothingToDo("There is no row to save. Correct the file and upload it again.")
    try:
        saved = [
            save_line(line, version=version, by=by, entered=values, is_on_behalf=is_on_behalf)
            for line, version, values in entered
        ]
    except LineChanged as conflict:
        raise ChangedSinceSeen([conflict.current]) from conflict
    _audit("upload.save", upload, by=by, lines=len(saved))
    return saved


@transaction.atomic
def discard_upload(upload: ReturnUpload, *, by: User) -> None:
    _audit("upload.discard", upload, by=by)
    upload.delete()


def _audit(action: str, upload: ReturnUpload, *, by: User, **more) -> None:
    audit.record(
        action,
        subject=upload,
        by=by,
        partnership=upload.partnership,
        after={"sha256": upload.document_sha256, **more},
    )
