"""What a person gets by e-mail: theirs to choose, but for what must reach them."""

from django.db import transaction

from laa import audit
from laa.actions.refusals import Refused
from laa.models import NoticeChoice, Partnership, User
from laa.rules.notices import TO_CHOOSE, goes_by_email, kind_named


def choices_of(*, user: User, partnership: Partnership) -> dict[str, bool]:
    """Each kind that may be turned off, and whether the person gets it by e-mail."""
    rows = NoticeChoice.objects.filter(user=user, partnership=partnership)
    chosen = dict(rows.values_list("kind", "by_email"))
    return {kind.slug: goes_by_email(kind, chosen.get(kind.slug)) for kind in TO_CHOOSE}


@transaction.atomic
def set_choices(
    *, user: User, partnership: Partnership, chosen: dict[str, bool]
) -> dict[str, bool]:
    """Keep what the person chose; what changed, by kind. What must reach them is refused."""
    before = choices_of(user=user, partnership=partnership)
    for slug in chosen:
        if slug not in before:
            raise Refused(f"{kind_named(slug).title}: this cannot be turned off.")
    changed = {slug: wanted for slug, wanted in chosen.items() if before[slug] != wanted}
    for slug, wanted in changed.items():
        NoticeChoice.objects.update_or_create(
            user=user, partnership=partnership, kind=slug, defaults={"by_email": wanted}
        )
    if changed:
        audit.record(
            "notices.choose",
            subject=user,
            by=user,
            partnership=partnership,
            before={slug: before[slug] for slug in changed},
            after=changed,
        )
    return changed
