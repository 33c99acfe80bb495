"""Why an action was refused, by name. Each message says what to do about it."""


class Refused(Exception):
    """An action that cannot be done as things stand; the message is for the person who tried."""


class RoundIsClosed(Refused):
    def __init__(self, round_):
        when = f" on {round_.closed_at:%-d %B %Y}" if round_.closed_at else ""
        super().__init__(
            f"{round_} closed{when}. Nothing was changed; ask the performance lead to reopen it."
        )


class RoundIsNotOpenYet(Refused):
    def __init__(self, round_):
        super().__init__(f"{round_} opens on {round_.opens:%-d %B %Y}. Come back then.")


class RoundIsOpenAlready(Refused):
    def __init__(self, period):
        super().__init__(f"The round for {period} was opened before. Look for it under Rounds.")


class LineIsBeyondEditing(Refused):
    def __init__(self, line):
        super().__init__(
            f"{line} is {line.get_state_display().lower()} and can no longer be changed. "
            "Ask the certifier to send it back, or the performance lead to reopen it."
        )


class LineChanged(Refused):
    """Somebody else saved the line first. `current` is the line as it stands now."""

    def __init__(self, current):
        self.current = current
        who = current.entered_by or "Somebody else"
        super().__init__(
            f"{who} changed {current} while you were typing. Both figures are shown below; "
            "choose one and save again."
        )


class ChangedSinceSeen(Refused):
    """A line is no longer what the person had on the page when they said yes to it."""

    def __init__(self, lines):
        names = ", ".join(str(line) for line in lines)
        super().__init__(
            f"Changed since you opened the page: {names}. Nothing was done; look at it again."
        )


class NotReady(Refused):
    def __init__(self, lines):
        names = ", ".join(str(line) for line in lines)
        super().__init__(
            f"{len(lines)} {'line is' if len(lines) == 1 else 'lines are'} not ready: {names}. "
            "Give a figure, or say why there is none."
        )


class NothingToDo(Refused):
    pass


class OwnEntry(Refused):
    def __init__(self, line):
        super().__init__(
            f"You entered {line} yourself. Somebody else has to certify it, "
            "so that two people have seen every figure."
        )


class ReasonMissing(Refused):
    pass


class AgreementIsThereAlready(Refused):
    def __init__(self, agreement):
        super().__init__(
            f"{agreement} is loaded already. Undo that first, or give this one another title; "
            "to change targets of the one that is there, use a refresh."
        )


class ImportChanged(Refused):
    def __init__(self, started):
        super().__init__(
            f"{started} changed since you opened the page (it is "
            f"{started.get_state_display().lower()}). Nothing was done; look at it again."
        )


class ImportCannotBeUndone(Refused):
    """Something was built on what the import made; each reason names what."""

    def __init__(self, reasons):
        super().__init__(f"It can no longer be undone: {'; '.join(reasons)}.")


class ChangedBySomebody(Refused):
    """A row is no longer what the person had on the page when they changed it."""

    def __init__(self, row, event):
        who = f"{event.actor.split(' <')[0]} changed" if event else "Somebody changed"
        super().__init__(
            f"{who} {row} since you opened the page. Nothing was saved; open it again, look at "
            "what it says now, and make your change once more."
        )


class StillInUse(Refused):
    """Something hangs on a row; each reason names what, so that it can be put right first."""

    def __init__(self, row, reasons):
        super().__init__(f"{row} cannot be retired yet: {'; '.join(reasons)}.")


class DateBeforeLastRun(Refused):
    def __init__(self, as_at, last):
        super().__init__(
            f"{as_at:%-d %B %Y} is before the last run, which was for {last:%-d %B %Y}. "
            "Flags follow what happened in order; give that date or a later one."
        )
