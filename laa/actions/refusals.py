"""Why an action was refused, by name. Each message says what to do about it."""

from laa import clock


class Refused(Exception):
    """An action that cannot be done as things stand; the message is for the person who tried."""


class RoundIsClosed(Refused):
    def __init__(self, round_):
        closed = round_.closed_at
        when = f" on {clock.day_of(closed):%-d %B %Y}" if closed else ""
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


class LineIsGone(Refused):
    """A line that nobody had begun was taken out of its round, because another asks for it."""

    def __init__(self, line):
        super().__init__(
            f"{line} is not asked for in {line.round} any more; another round asks for it. "
            "Nothing was saved; look for it under Your work."
        )


class LineIsBeyondSettingAside(Refused):
    def __init__(self, lines):
        names = ", ".join(f"{line} ({line.get_state_display().lower()})" for line in lines)
        super().__init__(
            f"Only what is not handed in yet can be set aside. Not so: {names}. Nothing was "
            "changed; have it sent back first, or leave it out."
        )


class UnderWayElsewhere(Refused):
    """A figure has one place where it is answered, and that is another round by now."""

    def __init__(self, line):
        super().__init__(
            f"{line} is asked for in {line.round} by now "
            f"({line.get_state_display().lower()}). Nothing was changed; return it there."
        )


class DueDateIsNoLater(Refused):
    def __init__(self, quarterly_return, until):
        super().__init__(
            f"{until:%-d %B %Y} is no later than the round’s due date, "
            f"{quarterly_return.round.due:%-d %B %Y}. Choose a day after that."
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


class Unexplained(Refused):
    """Lines beside which something is still to be said; `left` is what, by line."""

    def __init__(self, left):
        self.left = left
        super().__init__(" ".join(f"{line}: {said}" for line, said in left.items()))


class Unanswered(Refused):
    """Figures that were asked about and nobody said yet why they are right."""

    def __init__(self, asked):
        self.asked = asked
        lines = ", ".join(sorted({str(one.line) for one in asked}))
        noun = "question is" if len(asked) == 1 else "questions are"
        super().__init__(
            f"{len(asked)} {noun} not answered yet: {lines}. Change the figure, or say in a few "
            "words why it is right."
        )


class NothingToDo(Refused):
    pass


class OwnEntry(Refused):
    """Lines that the person saved or submitted, with somebody else or alone."""

    def __init__(self, lines):
        names = ", ".join(str(line) for line in lines)
        super().__init__(
            f"You entered or submitted {names} yourself. Somebody else has to certify "
            f"{'it' if len(lines) == 1 else 'them'}, so that two people have seen every figure."
        )


class ReasonMissing(Refused):
    pass


class PromiseNotChosen(Refused):
    """A document prints two targets for a year, and nobody has said which of them is promised."""

    def __init__(self, stretched: str, unstretched: str):
        super().__init__(
            f"“{stretched}” and “{unstretched}” are targets for the same year. Say which of them "
            "is the promise, on the document's page or in its decisions: "
            '{"agreement": {"promise": "stretched"}} or "unstretched".'
        )


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


class TermIsDefined(Refused):
    """Somebody gave the term a meaning that the person did not have before them."""

    def __init__(self, name, meaning):
        super().__init__(
            f"“{name}” is in the glossary already: {meaning}. Nothing was saved; to replace that, "
            "choose ‘Change’ beside the term."
        )


class DateBeforeLastRun(Refused):
    def __init__(self, as_at, last):
        super().__init__(
            f"{as_at:%-d %B %Y} is before the last run, which was for {last:%-d %B %Y}. "
            "Flags follow what happened in order; give that date or a later one."
        )
