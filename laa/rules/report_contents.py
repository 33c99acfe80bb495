"""What a report can hold, and what each of its covers asks of its readers."""

from laa.rules.vocabulary import Cover, ReportPart

WHOLE = tuple(part.value for part in ReportPart)
"""All the parts a body can have."""

ASKED = {
    Cover.PRE_EXECUTIVE: "To comment before the report goes to the executive.",
    Cover.EXECUTIVE: "To note performance, and to decide what is asked under “Decisions wanted”.",
    Cover.PRE_SCRUTINY: "To choose what scrutiny looks into.",
    Cover.SCRUTINY: "To challenge what is off track and what is done about it.",
    Cover.FULL_COUNCIL: "To note performance against the agreement.",
    Cover.THEME_BOARD: "To agree what partners do about what is off track.",
    Cover.PUBLIC: "For information.",
}
"""What each audience is asked to do, as its cover says."""

USUAL_COVERS = tuple(cover.value for cover in Cover if cover != Cover.PUBLIC)
"""The covers of a report unless others are chosen; nothing is public unless somebody says so."""


def report_title(agreement: str, period_said: str, board: str = "") -> str:
    """What a report is called; `board` "" where it is for no board in particular.

    >>> report_title("LAA", "Q1 2008/09", "Luton Forum")
    'Performance report to Luton Forum, Q1 2008/09: LAA'
    """
    to = f" to {board}" if board else ""
    return f"Performance report{to}, {period_said}: {agreement}"
