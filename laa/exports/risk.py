"""Risks as rows."""

from collections.abc import Iterable

from laa.models import Risk

HEAD = [
    "Risk",
    "Theme",
    "Likelihood",
    "Impact",
    "Score",
    "What is done about it",
    "Likelihood after",
    "Impact after",
    "Score after",
    "Owner",
    "Closed on",
    "Why it was closed",
]


def risk_rows(risks: Iterable[Risk]) -> list[list]:
    return [HEAD, *(_row(risk) for risk in risks)]


def _row(risk: Risk) -> list:
    return [
        risk.title,
        risk.theme.name if risk.theme else "",
        risk.likelihood,
        risk.impact,
        risk.score,
        risk.mitigation,
        risk.likelihood_after,
        risk.impact_after,
        risk.score_after,
        risk.owner.name if risk.owner else "",
        risk.closed_on,
        risk.closed_because,
    ]
