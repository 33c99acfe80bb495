"""Files that bear something out: kept as they came, outside what the web server serves."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction

from laa import audit, clock
from laa.actions.explanations import look_again
from laa.actions.refusals import NothingToDo, Refused
from laa.imports.file_kinds import NotAllowed, kind_of, safe_name
from laa.models import EvidenceFile, EvidenceFolder, ReturnLine, User


@dataclass(frozen=True)
class Upload:
    """A file as a browser gave it."""

    name: str
    data: bytes


@transaction.atomic
def add_files(owner: models.Model, uploads: list[Upload], *, by: User) -> list[EvidenceFile]:
    """Keep files for a line or an action: all of them, or none, with every problem named.

    `owner` holds a OneToOne `evidence` to a folder. The kind of a file is what its content is,
    whatever its name says.
    """
    if not uploads:
        raise NothingToDo("Choose at least one file.")
    standing = EvidenceFile.objects.filter(folder=owner.evidence_id or 0, withdrawn_at=None)
    known = set(standing.values_list("sha256", flat=True))
    problems = [said for upload in uploads if (said := _problem(upload, known))]
    if problems:
        raise Refused(" ".join(problems))
    folder = _folder(owner)
    kept = [_keep(owner, folder, upload, by) for upload in uploads]
    _settle(owner)
    return kept


@transaction.atomic
def withdraw(file: EvidenceFile, *, owner: models.Model, by: User) -> EvidenceFile:
    """Mark a file as not to be relied on. It stays where it is, for whoever saw it."""
    if file.withdrawn_at:
        raise NothingToDo(f"{file} was withdrawn already.")
    file.withdrawn_at, file.withdrawn_by = clock.now(file.partnership), by
    file.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record("evidence.withdraw", owner, file, by)
    _settle(owner)
    return file


@transaction.atomic
def restore(file: EvidenceFile, *, owner: models.Model, by: User) -> EvidenceFile:
    """Undo a withdrawal."""
    if not file.withdrawn_at:
        raise NothingToDo(f"{file} is not withdrawn.")
    file.withdrawn_at = file.withdrawn_by = None
    file.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record("evidence.restore", owner, file, by)
    _settle(owner)
    return file


def _settle(owner: models.Model) -> None:
    """A line may be ready with a file, and a draft without."""
    if isinstance(owner, ReturnLine):
        look_again(ReturnLine.objects.get(pk=owner.pk))


def _problem(upload: Upload, known: set[str]) -> str | None:
    name = safe_name(upload.name)
    if len(upload.data) > settings.EVIDENCE_MOST_BYTES:
        most = settings.EVIDENCE_MOST_BYTES // 1_000_000
        return f"“{name}” is larger than {most} MB. Make it smaller, or split it."
    try:
        kind_of(upload.name, upload.data)
    except NotAllowed as error:
        return str(error)
    if hashlib.sha256(upload.data).hexdigest() in known:
        return f"“{name}” is here already, byte for byte."
    return None


def _folder(owner: models.Model) -> EvidenceFolder:
    """The owner's folder, made with its first file."""
    locked = type(owner)._base_manager.select_for_update(of=("self",)).get(pk=owner.pk)
    if locked.evidence_id is None:
        locked.evidence = EvidenceFolder.objects.create(partnership_id=owner.partnership_id)
        locked.save(update_fields=["evidence"])
    owner.evidence_id = locked.evidence_id
    return locked.evidence


def _keep(owner, folder: EvidenceFolder, upload: Upload, by: User) -> EvidenceFile:
    row = EvidenceFile(
        partnership_id=owner.partnership_id,
        folder=folder,
        name=safe_name(upload.name),
        size=len(upload.data),
        sha256=hashlib.sha256(upload.data).hexdigest(),
        uploaded_at=clock.now(owner.partnership),
        uploaded_by=by,
    )
    # Stored under its own name of letters and digits: what a person called it is a word on a page.
    row.file.save(f"{row.uuid}.bin", ContentFile(upload.data), save=False)
    row.save(force_insert=True)
    _record("evidence.add", owner, row, by)
    return row


def _record(action: str, owner, file: EvidenceFile, by: User) -> None:
    audit.record(
        action,
        subject=owner,
        by=by,
        partnership=owner.partnership,
        after={"file": file.name, "sha256": file.sha256},
    )
