"""A document's way to an agreement: uploaded, decided upon, loaded, undone."""

import hashlib
import json

from django.core.cache import cache
from django.db import transaction

from laa import audit, clock
from laa.actions.agreements import import_agreement
from laa.actions.refusals import ImportChanged, NothingToDo, Refused
from laa.actions.undo_import import undo_import
from laa.imports.agreement import PrintedAgreement, read_agreement
from laa.imports.decisions import Decisions, read_decisions
from laa.imports.files import open_document
from laa.imports.plan import Plan, make_plan
from laa.imports.problems import Unreadable
from laa.models import AgreementImport, Partnership, User

State = AgreementImport.State


@transaction.atomic
def start_import(
    *,
    partnership: Partnership,
    title: str,
    first_year: int,
    name: str,
    data: bytes,
    decisions: str,
    by: User,
) -> AgreementImport:
    """Keep a document that can be read; Unreadable, and nothing kept, if it cannot."""
    document = open_document(name, data)
    decided = read_decisions(decisions or "{}")
    printed = read_agreement(document, first_year, promise=decided.promise)
    make_plan(printed, decided, title=title, first_year=first_year, known=partnership.known_names())
    started = AgreementImport.objects.create(
        partnership=partnership,
        title=title,
        first_year=first_year,
        document_name=name[-200:],
        document_sha256=hashlib.sha256(data).hexdigest(),
        document=data,
        decisions=json.loads(decisions or "{}"),
        uploaded_at=clock.now(partnership),
        uploaded_by=by,
    )
    audit.record(
        "import.start",
        subject=started,
        by=by,
        partnership=partnership,
        after={"document": name, "sha256": started.document_sha256},
    )
    return started


def printed(started: AgreementImport, decisions: Decisions | None = None) -> PrintedAgreement:
    """The document as it is read today, by its own decisions or by others that are tried."""
    promise = (decisions or decided(started)).promise
    document = open_document(started.document_name, bytes(started.document))
    return read_agreement(document, started.first_year, promise=promise)


def decided(started: AgreementImport) -> Decisions:
    return read_decisions(json.dumps(started.decisions))


def plan_of(started: AgreementImport) -> Plan:
    """What would be written if it were loaded now."""
    return make_plan(
        printed(started),
        decided(started),
        title=started.title,
        first_year=started.first_year,
        known=started.partnership.known_names(),
    )


@transaction.atomic
def decide(started: AgreementImport, *, decisions: dict, seen: int, by: User) -> AgreementImport:
    """Replace the decisions, unless somebody else changed them since they were `seen`.

    Unreadable, and nothing kept, where they do not fit the document.
    """
    text = json.dumps(decisions, ensure_ascii=False)
    tried = read_decisions(text)
    make_plan(
        printed(started, tried),
        tried,
        title=started.title,
        first_year=started.first_year,
        known=started.partnership.known_names(),
    )
    changed = AgreementImport.objects.filter(
        pk=started.pk, version=seen, state__in=(State.DRAFT, State.FAILED)
    ).update(decisions=decisions, version=seen + 1, state=State.DRAFT, failure="")
    if not changed:
        started.refresh_from_db()
        raise ImportChanged(started)
    audit.record(
        "import.decide",
        subject=started,
        by=by,
        partnership=started.partnership,
        before=_changes(started.decisions, decisions),
        after=_changes(decisions, started.decisions),
    )
    started.refresh_from_db()
    return started


def _changes(one: dict, other: dict) -> dict:
    """The parts of one that differ from the other's."""
    return {part: value for part, value in one.items() if other.get(part) != value}


@transaction.atomic
def queue_import(started: AgreementImport, *, seen: int, by: User) -> AgreementImport:
    """Hand the document to a worker, as the person saw it."""
    changed = AgreementImport.objects.filter(
        pk=started.pk, version=seen, state__in=(State.DRAFT, State.FAILED)
    ).update(
        state=State.QUEUED,
        version=seen + 1,
        failure="",
        queued_by=by,
        queued_at=clock.now(started.partnership),
    )
    if not changed:
        started.refresh_from_db()
        raise ImportChanged(started)
    cache.delete(progress_key(started))
    started.refresh_from_db()
    return started


def run_import(started: AgreementImport) -> AgreementImport:
    """Load what was queued: all of it, or nothing and the reason why."""
    try:
        with transaction.atomic():
            waiting = AgreementImport.objects.select_for_update().filter(
                pk=started.pk, state=State.QUEUED
            )
            started = waiting.select_related("partnership").first() or started
            if started.state != State.QUEUED:
                raise NothingToDo(f"{started} is not waiting to be loaded.")
            agreement, made = import_agreement(
                plan_of(started),
                partnership=started.partnership,
                by=started.queued_by,
                tell=lambda done, of: told(started, done, of),
            )
            AgreementImport.objects.filter(pk=started.pk).update(
                state=State.IMPORTED, agreement=agreement, made=made
            )
    except NothingToDo:
        raise
    except (Refused, Unreadable) as error:
        AgreementImport.objects.filter(pk=started.pk, state=State.QUEUED).update(
            state=State.FAILED, failure=str(error)
        )
    started.refresh_from_db()
    return started


def told(started: AgreementImport, done: int, of: int) -> None:
    """Outside the transaction, so that the page sees it while nothing is written yet."""
    cache.set(progress_key(started), (done, of), 3600)


def progress_key(started: AgreementImport) -> str:
    return f"import:{started.uuid}"


def progress(started: AgreementImport) -> tuple[int, int]:
    """How many indicators are written, of how many; (0, 0) before it begins."""
    return cache.get(progress_key(started)) or (0, 0)


@transaction.atomic
def undo(started: AgreementImport, *, by: User) -> AgreementImport:
    """Take the agreement away again; the document and its decisions stay, to be used once more."""
    if started.state != State.IMPORTED or started.agreement is None:
        raise NothingToDo(f"{started} is not loaded; there is nothing to undo.")
    undo_import(started.agreement, started.made, partnership=started.partnership, by=by)
    AgreementImport.objects.filter(pk=started.pk).update(
        state=State.DRAFT, made={}, version=started.version + 1
    )
    started.refresh_from_db()
    return started


@transaction.atomic
def discard(started: AgreementImport, *, by: User) -> None:
    """Throw a document away that was never loaded."""
    if started.state not in (State.DRAFT, State.FAILED):
        raise NothingToDo(f"{started} is {started.get_state_display().lower()}.")
    audit.record(
        "import.discard",
        subject=started,
        by=by,
        partnership=started.partnership,
        before={"decisions": started.decisions},
    )
    started.delete()
