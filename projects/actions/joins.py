"""One client in two projects: proposed by one, answered by the other, with one lead person."""

from django.db import transaction
from django.urls import reverse

from laa import clock
from laa.actions.changes import as_seen, hold
from laa.actions.refusals import NothingToDo
from laa.models import User
from laa.notices import notify
from laa.rules.notices import QUESTION
from projects.actions.client_joins import join_clients
from projects.actions.records import keep
from projects.models import Client, JoinProposal, Project

Answer = JoinProposal.Answer


@transaction.atomic
def propose_join(client: Client, other: Client, *, by: User) -> JoinProposal:
    """Ask the other project's people whether their client is the same as ours."""
    hold(client.partnership)
    if JoinProposal.objects.filter(client=other, other=client).exists():
        raise NothingToDo("The other project has asked that already. Answer it below.")
    row = JoinProposal(
        partnership=client.partnership,
        client=client,
        other=other,
        lead=client.lead,
        proposed_at=clock.now(client.partnership),
        proposed_by=by,
    )
    keep(row, "joinproposal.add", by=by)
    _ask(row)
    return row


def _ask(proposal: JoinProposal) -> None:
    """Tell the other project's people; the notice names no client, for mails are read by others."""
    ours = Project.objects.filter(involvement_set__client=proposal.client).order_by("pk").first()
    for theirs in Project.objects.filter(involvement_set__client=proposal.other).order_by("pk"):
        _tell(
            theirs,
            theirs.people_on(clock.today(proposal.partnership)),
            key=f"join:{proposal.uuid}:{theirs.slug}",
            text=f"{ours} asks whether a client of {theirs} is the same as one of its own.",
        )


def _tell(project: Project, people, *, key: str, text: str) -> None:
    path = reverse("projects:matches", args=[project.partnership.slug, project.slug])
    notify(people, partnership=project.partnership, kind=QUESTION, key=key, text=text, path=path)


@transaction.atomic
def answer_join(
    proposal: JoinProposal, *, is_same: bool, lead: User | None = None, by: User
) -> Client | None:
    """Make one client of the two, with one lead; or keep them apart. Gives the one kept."""
    proposal = as_seen(proposal, None)
    if proposal.answer != Answer.OPEN:
        raise NothingToDo("This was answered before.")
    _tell_who_asked(proposal, is_same)
    if not is_same:
        proposal.answer = Answer.APART
        proposal.answered_at, proposal.answered_by = clock.now(proposal.partnership), by
        keep(proposal, "joinproposal.answer", by=by, note="Not the same")
        return None
    return join_clients(proposal.client, proposal.other, lead=lead, by=by)


def _tell_who_asked(proposal: JoinProposal, is_same: bool) -> None:
    asking = Project.objects.filter(involvement_set__client=proposal.client).order_by("pk").first()
    said = "the two are one client now" if is_same else "they are not the same"
    text = f"{asking} asked whether two clients are the same. The answer: {said}."
    _tell(asking, [proposal.proposed_by], key=f"join-answer:{proposal.uuid}", text=text)
