"""Partners and services: added, renamed, moved, known by other names, retired."""

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, hold, make, record
from laa.actions.refusals import NothingToDo, Refused, StillInUse
from laa.actions.slugs import free_slug
from laa.models import Partner, PartnerAlias, PartnerDistinction, Partnership, User
from laa.rules.partner_names import key
from laa.rules.reserved import RESERVED


@transaction.atomic
def add_partner(
    *,
    partnership: Partnership,
    name: str,
    abbreviation: str = "",
    part_of: Partner | None = None,
    by: User | None,
) -> Partner:
    hold(partnership)
    _must_be_free(partnership, name, abbreviation)
    return make(
        Partner(
            partnership=partnership,
            slug=free_slug(partnership.partners, name, reserved=RESERVED["partner"]),
            name=name,
            abbreviation=abbreviation,
            part_of=part_of,
        ),
        action="partner.add",
        by=by,
    )


@transaction.atomic
def edit_partner(
    partner: Partner,
    *,
    name: str,
    abbreviation: str,
    part_of: Partner | None,
    by: User,
    seen: str | None = None,
) -> Partner:
    """Rename, abbreviate or move. The old name goes on standing for it; its address stays."""
    partner = as_seen(partner, seen)
    _must_be_free(partner.partnership, name, abbreviation, but_for=partner)
    _must_not_go_round(partner, part_of)
    old = [partner.name, partner.abbreviation]
    values = {"name": name, "abbreviation": abbreviation, "part_of": part_of}
    change(partner, values, action="partner.edit", by=by)
    for former in old:
        if former and key(former) not in (key(name), key(abbreviation)):
            _call(partner, former)
    return partner


@transaction.atomic
def add_name(partner: Partner, *, name: str, by: User) -> PartnerAlias:
    """Another name under which documents print the partner."""
    hold(partner.partnership)
    _must_be_free(partner.partnership, name)
    alias = _call(partner, name)
    record(partner, "partner.add_name", by=by, after={"name": name})
    return alias


@transaction.atomic
def remove_name(partner: Partner, *, name: str, by: User) -> None:
    hold(partner.partnership)
    gone, _ = partner.aliases.filter(name=name).delete()
    if not gone:
        raise NothingToDo(f"“{name}” is not among the other names of {partner} any more.")
    record(partner, "partner.remove_name", by=by, before={"name": name})


@transaction.atomic
def keep_apart(partner: Partner, *, name: str, by: User) -> PartnerDistinction:
    """Remember that a name is not this partner's, so that nothing proposes it again."""
    distinction, is_new = PartnerDistinction.objects.get_or_create(
        partnership=partner.partnership,
        partner=partner,
        name=key(name)[:200],
        defaults={"decided_at": clock.now(partner.partnership), "decided_by": by},
    )
    if is_new:
        record(partner, "partner.keep_apart", by=by, after={"is_not": name})
    return distinction


@transaction.atomic
def let_propose(distinction: PartnerDistinction, *, by: User) -> None:
    """Take “not the same” back."""
    partner, name = distinction.partner, distinction.name
    distinction.delete()
    record(partner, "partner.let_propose", by=by, before={"is_not": name})


@transaction.atomic
def retire_partner(partner: Partner, *, by: User, seen: str | None = None) -> Partner:
    """No more part in anything new. Refused while figures, promises or people hang on it."""
    partner = as_seen(partner, seen)
    if partner.retired_on:
        raise NothingToDo(f"{partner} is retired already.")
    if reasons := list(_hangs_on(partner)):
        raise StillInUse(partner, reasons)
    values = {"retired_on": clock.today(partner.partnership)}
    return change(partner, values, action="partner.retire", by=by)


@transaction.atomic
def bring_back_partner(partner: Partner, *, by: User, seen: str | None = None) -> Partner:
    partner = as_seen(partner, seen)
    return change(partner, {"retired_on": None}, action="partner.bring_back", by=by)


def _hangs_on(partner: Partner):
    today = clock.today(partner.partnership)
    for rows, said in (
        (partner.supplies.in_use(), "owes the figures of {}; give them to somebody else"),
        (
            partner.supplies_strands.filter(retired_on__isnull=True),
            "owes the figures of the strand {}; give them to somebody else",
        ),
        (
            partner.leads.kept().filter(agreement__ends__gte=today),
            "leads on {}; choose another lead",
        ),
        (partner.services.in_use(), "{} is part of it; move it or retire it first"),
        (partner.memberships.not_over(), "{} acts for it; end the role or give another"),
    ):
        found = [str(row) for row in rows[:4]]
        if found:
            more = " and more" if len(found) > 3 else ""
            yield said.format("; ".join(found[:3]) + more)


def _must_be_free(partnership: Partnership, *names: str, but_for: Partner | None = None) -> None:
    """A name stands for one partner, or nobody could be found by it."""
    wanted = {key(name): name for name in names if name}
    for other in partnership.partners.prefetch_related("aliases"):
        if but_for is None or other.pk != but_for.pk:
            for name in other.all_names:
                if key(name) in wanted:
                    raise Refused(
                        f"“{wanted[key(name)]}” stands for {other} already. Choose another name, "
                        f"or join the two if they are one."
                    )


def _must_not_go_round(partner: Partner, part_of: Partner | None) -> None:
    above, passed = part_of, set()
    while above and above.pk not in passed:
        if above.pk == partner.pk:
            raise Refused(f"{part_of} is within {partner}, so {partner} cannot be part of it.")
        passed.add(above.pk)
        above = above.part_of


def _call(partner: Partner, name: str) -> PartnerAlias:
    alias, _ = PartnerAlias.objects.get_or_create(
        partnership=partner.partnership, name=name, defaults={"partner": partner}
    )
    return alias
