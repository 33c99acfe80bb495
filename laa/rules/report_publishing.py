"""What keeps a report from the public: figures that do not stand, numbers that are too small."""

from laa.rules.report_counts import promises_of, unsure_references
from laa.rules.vocabulary import FigureState


def why_report_is_not_public(body: dict) -> str:
    """Why the public may not read a report, in a sentence; "" where it may.

    A suppressed figure beside others of its indicator could be worked out from them: as what is
    missing of a total, or of a year. So a report that holds both does not go out.
    """
    if unsure := unsure_references(body):
        return f"Not final yet: {', '.join(unsure)}. Confirm them, and issue the next report."
    if small := _given_away(body):
        return (
            f"{', '.join(small)} has figures that are suppressed beside others from which they "
            "could be worked out. Publish the figures one by one instead; that guards them."
        )
    return ""


def _given_away(body: dict) -> list[str]:
    """The references of indicators with both suppressed figures and numbers."""
    found = []
    for promise in promises_of(body["themes"]):
        told = [each for line in promise["lines"] for each in line["history"]]
        is_hidden = any(each["state"] == FigureState.SUPPRESSED for each in told)
        if is_hidden and any(each["value"] for each in told):
            found.append(promise["reference"])
    return found
