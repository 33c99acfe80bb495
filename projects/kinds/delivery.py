"""How a project is going, as lists."""

from projects import models
from projects.kinds.base import DELIVERY, Kind, choice, dated, money, plain, yes

DELIVERY_KINDS = (
    Kind(
        "milestones",
        models.Milestone,
        "Milestones and sites",
        "milestone or site",
        DELIVERY,
        ("title", "is_site", "due", "is_open", "reached_on", "delay", "detail", "paid_from"),
        (
            ("What", plain("title")),
            ("Site", yes("is_site")),
            ("Planned for", plain("due")),
            ("Reached", lambda row: row.reached_on or ("Yes" if row.is_open else "No")),
            ("Held up by", choice("delay")),
            ("Paid for by", plain("paid_from")),
        ),
        related=("paid_from",),
    ),
    Kind(
        "funding",
        models.Funding,
        "Sources of money",
        "source of money",
        DELIVERY,
        ("source", "amount", "is_secured"),
        (
            ("Source", plain("source")),
            ("Amount", money("amount")),
            ("Secured", yes("is_secured")),
        ),
    ),
    Kind(
        "spend",
        models.Spend,
        "Spend by quarter",
        "quarter’s spend",
        DELIVERY,
        ("funding", "period", "planned", "forecast", "actual"),
        (
            ("Source", plain("funding")),
            ("Quarter", plain("period")),
            ("Secured", lambda row: "Yes" if row.funding.is_secured else "No"),
            ("Planned", money("planned")),
            ("Forecast", money("forecast")),
            ("Actual", money("actual")),
        ),
        intro="First enter the source of the money.",
        related=("funding",),
    ),
    Kind(
        "risks",
        models.Risk,
        "Risks",
        "risk",
        DELIVERY,
        (
            *("title", "likelihood", "impact", "mitigation"),
            *("likelihood_after", "impact_after", "closed_on"),
        ),
        (
            ("What could go wrong", plain("title")),
            ("Before", lambda row: f"{row.likelihood} × {row.impact} = {row.before}"),
            ("What is done", plain("mitigation")),
            (
                "After",
                lambda row: (
                    None
                    if row.after is None
                    else f"{row.likelihood_after} × {row.impact_after} = {row.after}"
                ),
            ),
            ("Closed", plain("closed_on")),
        ),
    ),
    Kind(
        "decisions",
        models.Decision,
        "Decisions",
        "decision",
        DELIVERY,
        ("text", "decided_on", "date_text", "body", "reason"),
        (
            ("What was decided", plain("text")),
            ("When", dated("decided_on", "date_text")),
            ("By", plain("body")),
            ("Why", plain("reason")),
        ),
    ),
)
