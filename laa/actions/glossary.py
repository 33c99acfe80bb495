"""The glossary: terms are added and defined; a definition is changed with a trail."""

from django.db import transaction

from laa import audit
from laa.actions.refusals import NothingToDo, TermIsDefined
from laa.models import Partnership, Term, User


@transaction.atomic
def define_term(
    *, partnership: Partnership, name: str, meaning: str, by: User, seen: str = ""
) -> Term:
    """Add a term, or say anew what it means: only where `seen` is what it was said to mean."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    name, meaning = " ".join(name.split()), " ".join(meaning.split())
    term = Term.objects.filter(partnership=partnership, name=name).first()
    before = term.meaning if term else None
    if term and before == meaning:
        raise NothingToDo(f"“{name}” says that already.")
    if before and before != seen:
        raise TermIsDefined(name, before)
    term = term or Term(partnership=partnership, name=name)
    term.meaning = meaning
    term.save()
    audit.record(
        "term.define",
        subject=term,
        by=by,
        partnership=partnership,
        before={} if before is None else {"meaning": before},
        after={"meaning": meaning},
    )
    return term
