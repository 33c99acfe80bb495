"""A project with one of everything, for tests that go to every table and every address."""

from datetime import UTC, date, datetime

from laa.models import Agreement, Indicator
from projects import models
from projects.actions.client_joins import MOVED, ONCE, SHARED
from projects.actions.projects import add_programme, add_project
from projects.actions.records import add_record

NOTHING_MOVED = {
    **{name: [] for name in (*MOVED, *ONCE, "join_set")},
    "dropped": "[]",
    "groups": {"theirs": [], "gained": []},
    "kept": [dict.fromkeys(SHARED), dict.fromkeys(SHARED)],
}
AT = datetime(2009, 4, 20, tzinfo=UTC)


def a_project(partnership, partner, *, by, **facts):
    """Running over the tests' own day, with the person as its owner and so one of its people."""
    options = {
        "name": f"Project of {partnership.slug}",
        "managing_body": partner,
        "owner": by,
        "starts": date(2006, 12, 1),
        "ends": date(2010, 3, 31),
        "purpose": "To advise clients.",
    }
    return add_project(partnership=partnership, by=by, **{**options, **facts})


def a_client(project, *, name="Seaside Crafts", part="client", **facts):
    """A client as it stands in the tables, without a meeting."""
    last = models.Client.objects.filter(partnership=project.partnership).count()
    client = models.Client.objects.create(
        partnership=project.partnership,
        number=last + 1,
        name=name,
        **{"keep_until": date(2011, 3, 31), **facts},
    )
    models.Involvement.objects.create(
        partnership=project.partnership, project=project, client=client, part=part
    )
    return client


def everything_of_a_project(partnership, partner, *, by):
    """A row in every table of the app."""
    programme = add_programme(
        partnership=partnership, name=f"Programme of {partnership.slug}", by=by
    )
    agreement = Agreement.objects.filter(partnership=partnership).order_by("pk").last()
    project = a_project(partnership, partner, by=by, programme=programme, agreement=agreement)
    client, other = a_client(project), a_client(project, name="Seaside Craft")

    def add(model, **facts):
        return add_record(model, project=project, by=by, **facts)

    funding = add(models.Funding, source="The programme", amount=190000)
    add(models.Spend, funding=funding, period="2008/09-Q1", planned=100)
    add(models.Milestone, title="Hub", is_site=True, paid_from=funding)
    risk = add(models.Risk, title="Nobody comes", likelihood=3, impact=4)
    add(models.Decision, text="Go on.", decided_on=date(2008, 4, 1))
    add(models.Event, title="Workshop", places=20, attended=21)
    add(models.Cohort, title="Course", target=10)
    add(models.Support, title="Training", value=2000)
    add(models.Bid, fund="Awards for All", client=client)
    add(models.Referral, to="Another", client=client)
    add(models.Outcome, kind="job", on=date(2008, 5, 1), client=client)
    pipeline = add(models.Pipeline, name="Company", stages=["To submit", "Formed"])
    add(models.PipelineEntry, pipeline=pipeline, client=client, stage="To submit")
    add(models.Lesson, text="Tax incentives", kind="gap")
    add(models.CaseStudy, title="A story", client=client)
    add(models.Passage, part="summary", heading="Where it stands", text="On track.")
    indicator = Indicator.objects.filter(commitments__agreement=agreement).first()
    add(models.TargetComment, indicator=indicator, text="Late start.")
    group = add(models.Group, name="Learning group", first="2006-12", last="2009-03")
    add(models.GroupMonth, group=group, month="2007-01")
    add(models.PrintedFigure, topic="clients", value=85, qualifier="in_excess_of")
    reach = add(models.ReachGroup, dimension="area", name="Central ward")
    client.groups.add(reach)
    contact = models.Contact.objects.create(
        partnership=partnership,
        project=project,
        client=client,
        met_on=date(2008, 1, 10),
        entered_at=AT,
        entered_by=by,
    )
    own = {"partnership": partnership, "project": project}
    models.DiaryEntry.objects.create(**own, day=contact.met_on, who=by, contact=contact)
    waiting = models.DiaryEntry.objects.create(**own, day=contact.met_on, who=by)
    models.AgreedAction.objects.create(**own, contact=contact, text="Look at the web site")
    proposal = models.JoinProposal.objects.create(
        partnership=partnership, client=client, other=other, proposed_at=AT, proposed_by=by
    )
    join = models.ClientJoin.objects.create(
        partnership=partnership,
        kept=client,
        number=9,
        was={"name": "Sea-side Crafts", "keep_until": "2011-03-31", "lead_id": None},
        moved=NOTHING_MOVED,
        joined_at=AT,
        joined_by=by,
    )
    issued, _ = (
        models.IssuedReport.objects.create(
            **own,
            quarter=quarter,
            as_at=AT.date(),
            body='{"cover":{"title":"Report","period_said":"","as_at_said":""},"sections":[]}',
            sha256="0",
            issued_at=AT,
            issued_by=by,
        )
        for quarter in ("", "2008/09-Q3")
    )
    return {
        "issued_report": issued.uuid,
        "project": project.slug,
        "project_quarter": "2008/09-Q3",
        "programme": programme.slug,
        "project_person": project.projectperson_set.get().uuid,
        "record_kind": "risks",
        "record": risk.uuid,
        "client": client.uuid,
        "contact": contact.uuid,
        "proposal": proposal.uuid,
        "client_join": join.uuid,
        "diary_entry": waiting.uuid,
        "output": indicator.slug,
    }
