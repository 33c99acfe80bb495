"""One client in two projects: proposed by one, answered by the other, with one lead person."""

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, hold, record
from laa.actions.refusals import NothingToDo, Refused
from laa.models import User
from projects.actions.records import keep
from projects.models import Client, JoinProposal

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
    return keep(row, "joinproposal.add", by=by)


@transaction.atomic
def answer_join(
    proposal: JoinProposal, *, is_same: bool, lead: User | None = None, by: User
) -> Client | None:
    """Make one client of the two, with one lead; or keep them apart. Gives the one kept."""
    proposal = as_seen(proposal, None)
    if proposal.answer != Answer.OPEN:
        raise NothingToDo("This was answered before.")
    if not is_same:
        proposal.answer = Answer.APART
        proposal.answered_at, proposal.answered_by = clock.now(proposal.partnership), by
        keep(proposal, "joinproposal.answer", by=by, note="Not the same")
        return None
    return _join(proposal.client, proposal.other, lead, by)


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
