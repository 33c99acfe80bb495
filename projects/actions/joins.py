"""One client in two projects: proposed by one, answered by the other, with one lead person."""

from django.db import transaction
from django.urls import reverse

from laa import clock
from laa.actions.changes import as_seen, hold, record
from laa.actions.refusals import NothingToDo, Refused
from laa.models import User
from laa.notices import notify
from laa.rules.notices import QUESTION
from projects.actions.records import keep
from projects.models import Client, JoinProposal, Project

Answer = JoinProposal.Answer
MOVED = ("contact_set", "bid_set", "referral_set", "outcome_set", "casestudy_set")


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
    return _join(proposal.client, proposal.other, lead, by)


def _tell_who_asked(proposal: JoinProposal, is_same: bool) -> None:
    asking = Project.objects.filter(involvement_set__client=proposal.client).order_by("pk").first()
    said = "the two are one client now" if is_same else "they are not the same"
    text = f"{asking} asked whether two clients are the same. The answer: {said}."
    _tell(asking, [proposal.proposed_by], key=f"join-answer:{proposal.uuid}", text=text)


def _join(kept: Client, gone: Client, lead: User | None, by: User) -> Client:
    if kept.erased_at or gone.erased_at:
        raise Refused("One of the two has been erased, so nothing was joined.")
    for name in MOVED:
        getattr(gone, name).update(client=kept)
    _move_where_free(gone.involvement_set, kept, "project")
    _move_where_free(gone.pipelineentry_set, kept, "pipeline")
    kept.groups.add(*gone.groups.all())
    kept.lead = lead or kept.lead
    kept.email, kept.phone = kept.email or gone.email, kept.phone or gone.phone
    kept.keep_until = max(kept.keep_until, gone.keep_until)
    keep(kept, "client.join", by=by, note=f"{gone} was the same.")
    record(gone, "client.joined", by=by, note=f"Kept as {kept}.")
    gone.delete()
    return kept


def _move_where_free(rows, kept: Client, place: str) -> None:
    """What both have in one place stays as the one kept has it."""
    for row in rows.all():
        taken = type(row).objects.filter(client=kept, **{place: getattr(row, place)})
        if not taken.exists():
            type(row).objects.filter(pk=row.pk).update(client=kept)
