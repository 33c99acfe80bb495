"""Outputs counted from the records that prove them: `measures` of the AppConfig."""

from collections.abc import Callable
from datetime import date

from laa.measures import Counted, Proof
from laa.models import Strand
from laa.rules.periods import Period
from projects.models import Contact, Involvement, Outcome, Project, Referral, StageChange, Support


def surgeries(strand: Strand, period: Period, as_at: date) -> Counted:
    clients = Involvement.objects.filter(
        project__in=_projects(strand), part=Involvement.Part.CLIENT
    )
    rows = Contact.objects.filter(
        project__in=_projects(strand),
        client__in=clients.values("client"),
        how=Contact.How.FACE_TO_FACE,
        **_within("met_on", period, as_at),
    )
    rows = rows.select_related("client").order_by("met_on", "pk")
    proofs = (Proof(row.met_on, "Face-to-face meeting", row.client.said) for row in rows)
    return Counted("Face-to-face meetings with clients", tuple(proofs))


def jobs(strand: Strand, period: Period, as_at: date) -> Counted:
    return _outcomes(strand, period, as_at, Outcome.Kind.JOB, "Jobs entered as created")


def mentors(strand: Strand, period: Period, as_at: date) -> Counted:
    return _outcomes(strand, period, as_at, Outcome.Kind.MENTOR, "Mentors entered as recruited")


def companies(strand: Strand, period: Period, as_at: date) -> Counted:
    """Clients that reached the last stage of a pipeline, and stand there."""
    rows = StageChange.objects.filter(
        project__in=_projects(strand), **_within("on", period, as_at)
    ).select_related("entry__pipeline", "entry__client")
    proofs = {
        row.entry_id: Proof(row.on, row.stage, row.entry.client.said if row.entry.client else "")
        for row in rows.order_by("on", "pk")
        if row.stage == row.entry.stage == row.entry.pipeline.stages[-1]
    }
    return Counted("Clients at the last stage of a pipeline", tuple(proofs.values()))


def training(strand: Strand, period: Period, as_at: date) -> Counted:
    """Trainings in the ledger and referrals, each with a day."""
    given = Support.objects.filter(
        project__in=_projects(strand),
        kind=Support.Kind.TRAINING,
        may_be=None,
        **_within("given_on", period, as_at),
    )
    sent_on = Referral.objects.filter(
        project__in=_projects(strand), **_within("on", period, as_at)
    ).select_related("client")
    proofs = [Proof(row.given_on, row.title, row.beneficiaries_text) for row in given]
    proofs += [Proof(row.on, str(row), row.client.said if row.client else "") for row in sent_on]
    proofs.sort(key=lambda proof: proof.day)
    return Counted("Trainings and referrals that have a day", tuple(proofs))


def _outcomes(strand, period, as_at, kind: str, definition: str) -> Counted:
    rows = Outcome.objects.filter(
        project__in=_projects(strand), kind=kind, **_within("on", period, as_at)
    ).select_related("client")
    proofs = (
        Proof(row.on, row.evidence or str(row), row.client.said if row.client else "", row.number)
        for row in rows.order_by("on", "pk")
    )
    return Counted(definition, tuple(proofs))


def _projects(strand: Strand):
    return Project.objects.filter(agreement__commitments__indicator=strand.indicator_id)


def _within(name: str, period: Period, as_at: date) -> dict:
    return {f"{name}__gte": period.start, f"{name}__lte": min(period.end, as_at)}


MEASURES: dict[str, Callable] = {
    "projects.surgeries": surgeries,
    "projects.jobs": jobs,
    "projects.companies": companies,
    "projects.mentors": mentors,
    "projects.training": training,
}
SAID = {
    "projects.surgeries": "Face-to-face meetings with clients",
    "projects.jobs": "Jobs created",
    "projects.companies": "Clients at the last stage of a pipeline",
    "projects.mentors": "Mentors recruited",
    "projects.training": "Training and referrals",
}
