"""What may be public at all: figures that stand, and reasons for there being none."""

from laa.rules.vocabulary import UNSURE_STATES, Because, FigureState


def why_not_public(state: FigureState, because: str = "") -> str:
    """Why a signed-off figure may not be published; "" where it may.

    An estimated or provisional figure is public when somebody has confirmed it as final, and no
    sooner: what was once read outside cannot be made unread.
    """
    if state in UNSURE_STATES:
        return f"{FigureState(state).label}: confirm it as final first"
    if state == FigureState.FORECAST:
        return "a forecast is no figure yet"
    if because == Because.NOT_DUE or state in (FigureState.NOT_DUE, FigureState.AWAITING_SOURCE):
        return "no figure yet"
    return ""
