"""The projects of the demonstration: the document's, and one that is invented from end to end.

The document names no client, so none is made up for its project: the pages of clients have their
rows in the second one, all of it marked illustrative.
"""

from datetime import date
from decimal import Decimal

from django.core.management import call_command

from laa.models import User
from projects.actions.contacts import note_in_diary, record_contact
from projects.actions.projects import add_person, add_project, edit_project
from projects.actions.records import add_record
from projects.models import Funding, Milestone, Project, ReachGroup, Risk, Spend

SPEND = (
    ("2008/09-Q1", 4000, 4000, 2600),
    ("2008/09-Q2", 5000, 4500, 4700),
    ("2008/09-Q3", 5000, 4800, 4200),
    ("2008/09-Q4", 5000, 4800, None),
    ("2009/10-Q1", 5000, 5600, None),
)
"""Invented, by quarter: planned, forecast and actual in £; None is not known yet."""


def demonstrate() -> None:
    """Called once, after the partnerships of the demonstration are there."""
    call_command("loaddata", "hastings-project", verbosity=0)
    project = Project.objects.get(slug="promoting-social-enterprise")
    officer, lead = _person("officer"), _person("lead")
    edit_project(project, owner=officer, by=lead)
    add_person(project, _person("certifier"), by=lead)
    _delivery(_illustrative(project, officer, lead), officer)


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


def _illustrative(beside: Project, officer: User, lead: User) -> Project:
    project = add_project(
        partnership=beside.partnership,
        name="Start-up advice (illustrative)",
        programme=beside.programme,
        managing_body=beside.partnership.partners.get(slug="1066-enterprise"),
        owner=officer,
        starts=date(2008, 4, 1),
        ends=date(2010, 3, 31),
        objectives="Illustrative: help people to start a business.",
        geography="Hastings",
        purpose="To advise the client and to count, without names, whom the project reached.",
        by=lead,
    )
    _clients(project, officer)
    return project


def _clients(project: Project, officer: User) -> None:
    def meet(name: str, day: date, note: str, **facts):
        new = {"name": f"{name} (illustrative)", "part": facts.pop("part", "client")}
        return record_contact(
            project, new_client=new, met_on=day, note=note, by=officer, place="Hastings", **facts
        )

    first = meet(
        "Harbour crafts",
        date(2009, 3, 2),
        "Illustrative: wants to sell what its members make.",
        miles=Decimal(6),
        next="agreed",
        next_on=date(2009, 4, 6),
        agreed=[{"text": "Write down the idea", "doer": "client"}, {"text": "Look for a grant"}],
    )
    meet("Old town café", date(2009, 3, 10), "Illustrative: has premises and no plan.")
    meet("A buyer", date(2009, 3, 12), "Illustrative: local procurement.", part="procurer")
    record_contact(
        project,
        client=first.client,
        met_on=date(2009, 4, 6),
        note="Illustrative: the idea is written down.",
        reviewed={first.action_set.first(): "done"},
        next="none_needed",
        by=officer,
    )
    note_in_diary(
        project, day=date(2009, 4, 14), who=officer, what="Illustrative visit", by=officer
    )


def _delivery(project: Project, officer: User) -> None:
    def add(model, **facts):
        return add_record(model, project=project, by=officer, **facts)

    money = add(Funding, source="Illustrative grant", amount=Decimal(40000), is_secured=True)
    match = add(Funding, source="Illustrative match funding", amount=Decimal(8000))
    for quarter, planned, forecast, actual in SPEND:
        add(Spend, funding=money, period=quarter, planned=planned, forecast=forecast, actual=actual)
    for quarter, actual in (("2008/09-Q4", Decimal(900)), ("2009/10-Q1", None)):
        add(Spend, funding=match, period=quarter, planned=2000, forecast=1500, actual=actual)
    add(
        Milestone,
        title="Advice desk opens (illustrative)",
        is_site=True,
        due=date(2009, 3, 31),
        delay=Milestone.Delay.PLANNING,
        paid_from=money,
    )
    add(
        Risk,
        title="Too few advisers (illustrative)",
        likelihood=4,
        impact=3,
        mitigation="Share advisers with the next project.",
        likelihood_after=2,
        impact_after=3,
    )
    add(ReachGroup, dimension="area", name="Central ward (illustrative)", is_priority=True)
