"""What somebody typed when their session had run out, kept until they have signed in again.

The form carries a signed mark of whose page it was, so that the next person at a shared computer
is not shown somebody else's text.
"""

from django.core import signing

SALT = "laa.typed-text"
KEY = "typed_text"
OWNER = "typed_by"
LARGEST = 2_000_000
"""Characters kept: a hundred lines with the longest commentary, twice for what stood there."""


def owner_mark(user) -> str:
    """The signed mark a form carries in its hidden field `typed_by`."""
    return signing.dumps(str(user.uuid), salt=SALT)


def keep_typed_text(request) -> None:
    """Store a posted form that carries a valid mark; anything else is let go."""
    owner = _owner(request.POST.get(OWNER, ""))
    fields = {name: request.POST.getlist(name) for name in request.POST}
    fields.pop("csrfmiddlewaretoken", None)
    size = sum(len(text) for values in fields.values() for text in values)
    if owner and size <= LARGEST:
        request.session[KEY] = {"path": request.path, "owner": owner, "fields": fields}


def take_typed_text(request) -> dict[str, list[str]] | None:
    """The kept form of this page and person, once; None where there is none."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    return kept["fields"] if kept["owner"] == str(request.user.uuid) else None


def _owner(mark: str) -> str | None:
    try:
        return signing.loads(mark, salt=SALT, max_age=7 * 24 * 60 * 60)
    except signing.BadSignature:
        return None
