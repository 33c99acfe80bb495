"""What is only proposed, as rows."""

from laa.queries.proposals import FACTS, Proposal


def proposal_rows(found: list[Proposal]) -> list[list]:
    """One row an indicator: every fact, and by name those that nobody has confirmed."""
    return [
        ["Reference", "Title", *FACTS.values(), "Still proposed", "Who says which way is good"],
        *(
            [
                proposal.indicator.reference,
                proposal.indicator.title,
                *(
                    proposal.indicator.lag_days if fact.name == "lag_days" else fact.said
                    for fact in proposal.facts
                ),
                proposal.indicator.proposed_said,
                proposal.indicator.polarity_basis,
            ]
            for proposal in found
        ),
    ]
