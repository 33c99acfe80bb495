"""Rows of the tables that no action of the core's own cycle fills, for tests of every table."""

from datetime import UTC, datetime

from laa.actions.publications import publish
from laa.actions.return_uploads import start_upload
from laa.models import (
    ActionPlan,
    CollectionEffort,
    Consideration,
    Contribution,
    Decision,
    Delivery,
    EvidenceFolder,
    FlagPolicy,
    ImprovementPlan,
    Meeting,
    NoticeChoice,
    Report,
    ReportFile,
    ReportPublication,
    ReturnPolicy,
    Risk,
    RoundCalendar,
    RouteStep,
    Seat,
    Submission,
    TeamPlan,
    Thread,
)
from tests.projects.rows import everything_of_a_project


def add_what_hangs_on_a_return(line, cast, luton):
    """Calendar, policy, thread, evidence, answers, receipt, effort and uses."""
    at = datetime(2009, 4, 20, tzinfo=UTC)
    indicator = line.strand.indicator
    RoundCalendar.objects.create(partnership=luton)
    luton.closed_days.create(day=at, name="Stocktaking")
    ReturnPolicy.objects.create(partnership=luton)
    thread = Thread.objects.create(partnership=luton)
    thread.comments.create(partnership=luton, text="Why?", written_at=at, written_by=cast.lead)
    folder = EvidenceFolder.objects.create(partnership=luton)
    folder.files.create(
        partnership=luton, name="a.csv", size=1, sha256="0", uploaded_at=at, uploaded_by=cast.lead
    )
    line.answers.create(
        partnership=luton, check_key="swing", answered_at=at, answered_by=cast.officer
    )
    Submission.objects.create(
        partnership=luton,
        quarterly_return=line.quarterly_return,
        reference="R-1",
        body={},
        submitted_at=at,
        submitted_by=cast.officer,
    )
    line.strand.breaks.create(
        partnership=luton,
        period="2008/09-Q1",
        reason="New definition.",
        recorded_at=at,
        recorded_by=cast.lead,
    )
    start_upload(
        quarterly_return=line.quarterly_return, name="return.csv", data=b"-", by=cast.officer
    )
    CollectionEffort.objects.create(
        partnership=luton, indicator=indicator, hours=2, told_at=at, told_by=cast.officer
    )
    line.strand.comparators.create(
        partnership=luton, area="England", kind="england", period="2008/09", value=40, source="DWP"
    )
    indicator.uses.create(partnership=luton, kind="opened", month=at)


def add_what_is_done(commitment, cast, luton):
    """A plan with an action and all that hangs on it, and what is told about it."""
    at = datetime(2009, 4, 20, tzinfo=UTC)
    plan = ActionPlan.objects.create(
        partnership=luton, partner=commitment.lead, title="Faster benefits", status_at=at
    )
    ImprovementPlan.objects.create(partnership=luton, commitment=commitment, plan=plan)
    TeamPlan.objects.create(partnership=luton, partner=commitment.lead, year="2008/09")
    action = plan.actions.create(partnership=luton, number=1, title="Train the assessors")
    action.updates.create(partnership=luton, made_at=at, made_by=cast.officer)
    action.milestones.create(partnership=luton, title="Half are trained")
    action.inputs.create(partnership=luton, kind="money", planned=5000)
    Contribution.objects.create(
        partnership=luton,
        commitment=plan.improvement_plan.commitment,
        partner=plan.improvement_plan.commitment.lead,
        text="Twelve beds.",
        said_at=at,
        said_by=cast.lead,
    )
    plan.impacts.create(
        partnership=luton,
        aspect="equality",
        effect="positive",
        assessed_at=at,
        assessed_by=cast.lead,
    )
    rating = commitment.ratings.filter(superseded_by=None).first()
    publish([rating], partnership=luton, public_from=at.date(), by=cast.lead)
    FlagPolicy.objects.create(partnership=luton)
    NoticeChoice.objects.create(
        partnership=luton, user=cast.officer, kind="reminder", by_email=False
    )
    Delivery.objects.create(
        partnership=luton, recipient=cast.officer, key="a", title="Due", created_at=at, due_at=at
    )
    everything_of_a_project(luton, commitment.lead, by=cast.lead)


def add_what_is_reported(agreement, cast, luton):
    """A board with its line and meeting, a risk, and a report on its way with what came of it."""
    at = datetime(2009, 4, 20, tzinfo=UTC)
    board = luton.boards.get()
    Seat.objects.create(partnership=luton, board=board, position=1, name="Luton Assembly", seats=14)
    meeting = Meeting.objects.create(partnership=luton, board=board, held_on=at, papers_due=at)
    Risk.objects.create(
        partnership=luton, agreement=agreement, title="Fewer staff", likelihood=3, impact=4
    )
    step = {"partnership": luton, "position": 1, "name": "Proof-reading", "person": cast.officer}
    RouteStep.objects.create(**step)
    report = Report.objects.create(
        partnership=luton,
        agreement=agreement,
        board=board,
        period="2008/09-Q4",
        as_at=at,
        body="{}",
        made_at=at,
        made_by=cast.lead,
    )
    report.steps.create(**step, attempt=1)
    ReportFile.objects.create(
        partnership=luton,
        report=report,
        cover="executive",
        format="json",
        content=b"{}",
        size=2,
        rendered_at=at,
    )
    ReportPublication.objects.create(
        partnership=luton, report=report, public_from=at, published_at=at, published_by=cast.lead
    )
    considered = Consideration.objects.create(
        partnership=luton,
        report=report,
        meeting=meeting,
        cover="executive",
        considered_on=at,
        recorded_at=at,
        recorded_by=cast.lead,
    )
    Decision.objects.create(
        partnership=luton,
        consideration=considered,
        meeting=meeting,
        text="Look at it again in July.",
        decided_on=at,
        recorded_at=at,
        recorded_by=cast.lead,
    )
