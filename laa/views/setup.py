from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse

from laa.access import in_partnership, lets_in
from laa.permissions import Member, Permission


@dataclass(frozen=True)
class Task:
    """Something that can be set up: its page, and what one does there."""

    text: str
    name: str
    hint: str


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
        "Effort against value",
        "laa:effort",
        "What each figure costs to collect, and whether anybody looks at it.",
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
    ),
    Task(
        "Bundled baselines",
        "laa:baselines",
        "Agreements that come with the service; take one of yours elsewhere.",
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
    ),
    Task(
        "Waiting list",
        "laa:waiting",
        "Targets and baselines that are still to come: what, for whom, until when.",
    ),
    Task(
        "What the public may read",
        "laa:publishing",
        "Publish signed-off figures, from a day you choose, or take them back.",
    ),
    Task(
        "Glossary",
        "laa:glossary",
        "What abbreviations stand for, and which are used without being listed.",
    ),
    Task(
        "Past figures",
        "laa:history",
        "Load history from Excel or CSV, so that trends exist from the first day.",
    ),
    Task(
        "Comparator figures",
        "laa:comparators",
        "Load what England, the region and statistical neighbours have, from Excel or CSV.",
    ),
    Task(
        "What returns are asked for",
        "laa:return-policy",
        "Whether people may certify their own entry, and what must be explained.",
    ),
    Task(
        "Flags and reminders",
        "laa:flag-policy",
        "What the service looks for on its own, and whom it tells after how many days.",
    ),
    Task("Rating rules", "laa:rating-rules", "What counts as on track, and since when."),
    Task(
        "Calendar of rounds",
        "laa:round-calendar",
        "Quarters or months, due dates in working days, bank holidays and closed days.",
    ),
    Task("Milestones", "laa:milestones", "What a quarter should be on the way to a year’s target."),
)
"""In the order in which a new partnership needs them."""


@in_partnership(Permission.SET_UP, Permission.LOAD_BASELINES, Permission.SEE_AUDIT)
def setup(request, member: Member):
    """What can be set up, for those who may; for auditors, what they may read of it."""
    addresses = ((task, reverse(task.name, args=[member.partnership.slug])) for task in TASKS)
    tasks = [{"task": task, "href": href} for task, href in addresses if lets_in(href, member)]
    return render(request, "laa/setup.html", {"tasks": tasks})
