from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse

from laa.access import in_partnership
from laa.permissions import Member, Permission


@dataclass(frozen=True)
class Task:
    """Something that can be set up: its page, and what one does there."""

    text: str
    name: str
    hint: str
    permission: Permission = Permission.SET_UP


TASKS: tuple[Task, ...] = (
    Task(
        "Agreements and themes",
        "laa:agreements",
        "What was promised, for which term, under which themes.",
    ),
    Task(
        "Indicator register",
        "laa:indicator-register",
        "What is measured, which way is good, how often there is a figure.",
    ),
    Task(
        "Who enters what",
        "laa:entering",
        "Suppliers, officers and deputies of every indicator, changed for many at once.",
    ),
    Task(
        "Boards",
        "laa:boards",
        "Who oversees which agreements and themes, and how deeply.",
    ),
    Task(
        "Partners and services",
        "laa:partners",
        "Who signed up, what they are called, what each leads on and supplies.",
    ),
    Task(
        "Load an agreement from a document",
        "laa:imports",
        "Excel, Word, CSV or the published text: look at every reading, then load it.",
        Permission.LOAD_BASELINES,
    ),
    Task(
        "Bundled baselines",
        "laa:baselines",
        "Agreements that come with the service; take one of yours elsewhere.",
        Permission.LOAD_BASELINES,
    ),
    Task(
        "Proposed facts",
        "laa:proposals",
        "Confirm or set right what a document or the national set only suggested.",
    ),
    Task(
        "National Indicator Set",
        "laa:national-indicators",
        "What is known of NI 001 to NI 199, and how surely.",
        Permission.LOAD_BASELINES,
    ),
    Task(
        "Waiting list",
        "laa:waiting",
        "Targets and baselines that are still to come: what, for whom, until when.",
        Permission.SEE_SIGNED_OFF,
    ),
    Task(
        "Glossary",
        "laa:glossary",
        "What abbreviations stand for, and which are used without being listed.",
        Permission.SEE_SIGNED_OFF,
    ),
    Task(
        "Past figures",
        "laa:history",
        "Load history from Excel or CSV, so that trends exist from the first day.",
    ),
    Task("Rating rules", "laa:rating-rules", "What counts as on track, and since when."),
    Task("Milestones", "laa:milestones", "What a quarter should be on the way to a year’s target."),
)
"""In the order in which a new partnership needs them."""


@in_partnership(Permission.SET_UP, Permission.LOAD_BASELINES)
def setup(request, member: Member):
    """What can be set up, for those who may."""
    tasks = [
        {"task": task, "href": reverse(task.name, args=[member.partnership.slug])}
        for task in TASKS
        if member.may(task.permission)
    ]
    return render(request, "laa/setup.html", {"tasks": tasks})
