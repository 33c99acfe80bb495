"""Files of whatever holds a folder: listed, taken in, handed out and withdrawn in one way."""

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from laa.actions import evidence as actions
from laa.actions.refusals import Refused
from laa.models import EvidenceFile
from laa.views.saving import done


def files_of(owner: models.Model):
    if not owner.evidence_id:
        return EvidenceFile.objects.none()
    return owner.evidence.files.select_related("uploaded_by", "withdrawn_by")


def added(request: HttpRequest, owner: models.Model) -> bool:
    """Keep the files that were sent along: all of them or none."""
    uploads = [actions.Upload(f.name, f.read()) for f in request.FILES.getlist("files")]
    try:
        kept = actions.add_files(owner, uploads, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"{len(kept)} file{'' if len(kept) == 1 else 's'} kept.")
    return True


def as_it_came(owner: models.Model, uuid) -> HttpResponse:
    """One file: always saved, never opened in the page."""
    kept = get_object_or_404(files_of(owner), uuid=uuid)
    try:
        with kept.file.open("rb") as stored:
            body = stored.read()
    except FileNotFoundError:
        raise Http404(f"“{kept}” is on record, but its file is gone from the store.") from None
    response = HttpResponse(body, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, kept.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def turn(request: HttpRequest, owner: models.Model, uuid) -> None:
    """Mark a file as not to be relied on, or take that back."""
    kept = get_object_or_404(files_of(owner), uuid=uuid)
    action, said = (
        (actions.restore, f"{kept} counts again.")
        if kept.withdrawn_at
        else (actions.withdraw, f"{kept} is withdrawn. You can take that back.")
    )
    done(request, said, action, kept, owner=owner, by=request.user)
