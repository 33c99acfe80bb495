"""The partners of a partnership as a tree, with what hangs on each; and those that look alike."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from laa.models import Commitment, Indicator, Membership, Partner, Partnership, Strand
from laa.rules.partner_names import Proposal, Relation, Sureness, key, propose


@dataclass(frozen=True)
class PartnerRow:
    """A partner in the tree. `depth` is 0 for an organisation, 1 for a service within it."""

    partner: Partner
    depth: int
    leads: int
    supplies: int
    people: int

    @property
    def indent(self) -> str:
        """For the page and for files: services stand behind a dash."""
        return "– " * self.depth


def partner_tree(partnership: Partnership) -> list[PartnerRow]:
    """Every partner, each followed by its services, in seven queries however many there are."""
    within = defaultdict(list)
    for partner in partnership.partners.select_related("part_of").prefetch_related("aliases"):
        within[partner.part_of_id].append(partner)
    leads = _counted(Commitment.objects.kept().filter(partnership=partnership), "lead")
    supplies = _counted(Indicator.objects.in_use().filter(partnership=partnership), "supplier")
    strands = Strand.objects.filter(partnership=partnership, retired_on__isnull=True)
    supplies += _counted(strands.filter(supplier__isnull=False), "supplier")
    people = _counted(Membership.objects.live().filter(partnership=partnership), "partner")

    def walk(above: int | None, depth: int) -> Iterator[PartnerRow]:
        for partner in within[above]:
            pk = partner.pk
            yield PartnerRow(partner, depth, leads[pk], supplies[pk], people[pk])
            yield from walk(pk, depth + 1)

    return list(walk(None, 0))


def _counted(rows, field: str) -> Counter:
    counts = rows.order_by().values(field).annotate(count=Count("pk"))
    return Counter({each[field]: each["count"] for each in counts})


@dataclass(frozen=True)
class Pair:
    """Two partners that may be one."""

    partner: Partner
    other: Partner
    proposal: Proposal


def alike(partnership: Partnership) -> list[Pair]:
    """Pairs of partners whose names are surely or likely one body's, but for those kept apart."""
    partners = {partner.slug: partner for partner in partnership.partners.all()}
    known, apart = partnership.known_partners(), partnership.distinctions()
    # Who is not the other's is not the other, whichever of the two it was said of.
    apart |= {
        (key(partners[b].name), a) for a in partners for n, b in apart if n == key(partners[a].name)
    }
    found: dict[frozenset[str], Pair] = {}
    for each in known:
        others = [other for other in known if other.slug != each.slug]
        for proposal in propose(each.name, others, distinct=apart).proposals:
            is_sure = proposal.sureness != Sureness.POSSIBLE
            pair = frozenset((each.slug, proposal.slug))
            if proposal.relation == Relation.SAME and is_sure and pair not in found:
                found[pair] = Pair(partners[each.slug], partners[proposal.slug], proposal)
    return list(found.values())
