"""The same client in two projects: offered where the names, or the e-mail addresses, are the same.

Only spellings of one name are offered, so that nothing is told of another project's clients but
that it has this one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from laa.rules.partner_names import KnownPartner, Relation, Sureness, propose
from projects.models import Client, Involvement, JoinProposal, Project

SURE = (Sureness.KNOWN, Sureness.SURE)


@dataclass(frozen=True)
class Match:
    client: Client
    other: Client
    projects: str
    why: str
    is_asked: bool = False


def matches_of(project: Project) -> list[Match]:
    """Each client of the project with whom of another it may be one; answered ones are left out."""
    own = _clients(Client.objects.known_to(project))
    ids = {client.pk for client in own}
    others = {c.pk: c for c in _clients(Client.objects.filter(partnership=project.partnership))}
    others = {pk: client for pk, client in others.items() if pk not in ids}
    if not others:
        return []
    known = [KnownPartner(str(pk), (client.name,)) for pk, client in others.items()]
    answers = _answers(project)
    projects = _projects(others)
    found = []
    for client in own:
        for pk, why in _same(client, others, known):
            answer = answers.get((client.pk, pk)) or answers.get((pk, client.pk))
            if answer != JoinProposal.Answer.APART:
                found.append(Match(client, others[pk], projects[pk], why, bool(answer)))
    return found


def _same(client: Client, others: dict[int, Client], known: Iterable[KnownPartner]):
    by_name = propose(client.name, known).proposals if client.is_group else ()
    names = {
        int(one.slug): "The names are spelt alike."
        for one in by_name
        if one.relation == Relation.SAME and one.sureness in SURE and others[int(one.slug)].is_group
    }
    email = client.email.casefold()
    emails = {
        pk: "The e-mail addresses are the same."
        for pk, other in others.items()
        if email and other.email.casefold() == email
    }
    return {**names, **emails}.items()


def _clients(rows) -> list[Client]:
    rows = rows.filter(erased_at=None).exclude(name="")
    return list(rows.select_related("lead").order_by("number"))


def _projects(others: dict[int, Client]) -> dict[int, str]:
    found: dict[int, list[str]] = {pk: [] for pk in others}
    rows = Involvement.objects.filter(client__in=others).select_related("project")
    for row in rows.order_by("project__name"):
        found[row.client_id].append(row.project.name)
    return {pk: ", ".join(names) for pk, names in found.items()}


def _answers(project: Project) -> dict[tuple[int, int], str]:
    rows = JoinProposal.objects.filter(partnership=project.partnership)
    return {(row.client_id, row.other_id): row.answer for row in rows}


def asked_of(project: Project) -> list[JoinProposal]:
    """What other projects ask this one, and is not answered."""
    rows = JoinProposal.objects.filter(
        other__in=Client.objects.known_to(project), answer=JoinProposal.Answer.OPEN
    ).exclude(client__in=Client.objects.known_to(project))
    rows = rows.select_related("client__lead", "other__lead", "proposed_by")
    return list(rows.order_by("proposed_at", "pk"))
