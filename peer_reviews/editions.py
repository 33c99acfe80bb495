"""What an edition of the peer challenge offer asks for: its components, and by when what happens.

Data, not code: a new edition is a new entry, and a review keeps the edition it was held under.
Months count from the last day on site.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Component:
    """One of the questions that every review of the edition looks at."""

    title: str
    question: str = ""


@dataclass(frozen=True)
class Step:
    """Something that follows a review.

    `within` is the latest month; `opens`, where there is one, the month from which it may happen;
    `about` the month about which it is meant to. `before_year` moves the end to 31 December before
    the year in which `within` falls: “before 2023”. `remind` are days before the end, `ahead` days
    before it opens, on which people are reminded.
    """

    key: str
    title: str
    within: int
    opens: int | None = None
    about: int | None = None
    before_year: bool = False
    remind: tuple[int, ...] = (30, 7)
    ahead: tuple[int, ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class Edition:
    key: str
    title: str
    components: tuple[Component, ...] = ()
    steps: tuple[Step, ...] = ()


PUBLISH_REPORT = "publish-report"
PUBLISH_PLAN = "publish-plan"
NEXT_REVIEW = "next-review"

OF_2018 = Edition(
    "2018",
    "Corporate peer challenge, 2018 wording",
    (
        Component(
            "Understanding of the local place and priority setting",
            "Is the place understood, and does that inform a clear vision and priorities?",
        ),
        Component(
            "Leadership of place",
            "Is the place led well through members, officers and relationships with partners?",
        ),
        Component(
            "Organisational leadership and governance",
            "Is leadership effective, and do governance and decisions enable change?",
        ),
        Component(
            "Financial planning and viability",
            "Is there a financial plan for long-term viability, and is it put into practice?",
        ),
        Component(
            "Capacity to deliver",
            "Is capacity aligned with priorities, and is outside capacity drawn in?",
        ),
    ),
    (
        Step(
            "follow-up",
            "Follow-up visit",
            within=24,
            remind=(180, 90, 30),
            basis="Expected within 2 years of the visit.",
        ),
        Step(
            NEXT_REVIEW,
            "Next peer challenge or finance review",
            opens=48,
            within=60,
            before_year=True,
            ahead=(180, 30),
            remind=(180, 90),
            basis="Expected every 4 to 5 years; for a visit in 2018, before 2023.",
        ),
    ),
)

CURRENT = Edition(
    "current",
    "Corporate peer challenge, current wording",
    (
        Component("Local priorities and outcomes"),
        Component("Organisational and place leadership"),
        Component("Governance and culture"),
        Component("Financial planning and management"),
        Component("Capacity for improvement"),
    ),
    (
        Step(
            PUBLISH_REPORT,
            "Report published",
            within=3,
            basis="Within 3 months, with the action plan if it is ready.",
        ),
        Step(
            PUBLISH_PLAN,
            "Action plan published",
            within=5,
            basis="With the report, and at the latest 5 months after the visit.",
        ),
        Step(
            "progress-review",
            "Progress review",
            about=10,
            within=12,
            ahead=(60, 14),
            basis="About 10 months after the visit.",
        ),
        Step(
            "progress-report",
            "Progress review’s report published",
            within=12,
            basis="At the latest 12 months after the visit.",
        ),
        Step(
            NEXT_REVIEW,
            "Next peer challenge",
            within=60,
            remind=(365, 180, 90),
            basis="Expected every 5 years.",
        ),
    ),
)

OTHER = Edition("other", "Another review: its own questions, no timetable of ours")

EDITIONS = {edition.key: edition for edition in (OF_2018, CURRENT, OTHER)}
CHOICES = [(edition.key, edition.title) for edition in EDITIONS.values()]
