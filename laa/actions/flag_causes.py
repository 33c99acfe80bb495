"""What of a partnership must be looked at, from signed-off ratings and from late actions."""

import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import InterfaceError, OperationalError

from laa.actions.cells import Cells
from laa.actions.flag_changes import Draft, Subject
from laa.actions.flag_stories import Story, stories
from laa.actions.projections import led_to
from laa.models import Agreement, Commitment, Flag, Rating, Strand
from laa.rules import figures, periods
from laa.rules.flagging import GOOD, Cause, causes, is_hidden, is_late_under_green
from laa.rules.load import overdue_said
from laa.rules.outlook import FEWEST_POINTS
from laa.rules.vocabulary import Outlook

log = logging.getLogger(__name__)

LATE = Cause.OVERDUE_ACTIONS


@dataclass
class Found:
    """The causes by subject, the stories they came from, and the promises they are of."""

    commitments: dict[int, Commitment]
    wanted: dict[Subject, Story] = field(default_factory=dict)
    told: dict[str, Story] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    """Why a subject could not be looked at; its flags stay as they are."""

    @contextmanager
    def looking_at(self, about: str) -> Iterator[None]:
        """If it fails it is noted and the rest goes on; a database that went away ends the run."""
        try:
            yield
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            log.exception("flags of %s", about)
            self.problems[about] = f"{type(error).__name__}: {error}"

    def drafts(self, wanted: Collection[Subject]) -> Iterable[Draft]:
        """The flags to open, worded; one query for all of their ratings."""
        rows = {pk for subject in wanted if (pk := _row(self.wanted[subject], subject[1]))}
        ratings = Rating.objects.select_related("strand__indicator").in_bulk(rows)
        for about, cause in sorted(wanted):
            story = self.wanted[about, cause]
            commitment = self.commitments[story.commitment]
            with self.looking_at(about):
                yield _draft(about, cause, commitment, ratings[_row(story, cause)])

    def answer(self, flag: Flag) -> str | None:
        """Why an open flag has no cause any more; None where nothing was said of it."""
        if flag.commitment_id not in self.commitments or flag.subject in self.problems:
            return None
        if flag.reason == LATE:
            return "No action of its plan is overdue under a green figure any more."
        story = self.told.get(flag.subject)
        if story is None or flag.reason not in ANSWERED_BY:
            return None
        return ANSWERED_BY[flag.reason](story)


def found_causes(agreement: Agreement, as_at: date, *, running: int) -> Found:
    """Every cause in an agreement, as signed off by the end of a day, in two queries.

    `running` is how many periods one after another the partnership flags as such.
    """
    found = Found(_commitments(agreement, as_at))
    told = list(stories(agreement, as_at))
    totals = {story.commitment: story for story in told if story.strand_key == Strand.ALL}
    by_strand = {(story.commitment, story.strand): story for story in told}
    for story in told:
        if commitment := found.commitments.get(story.commitment):
            about = f"{subject_of(commitment)}:{story.strand_key}"
            found.told[about] = story
            own = by_strand.get((story.commitment, story.part_of))
            with found.looking_at(about):
                for cause in _causes(story, own or totals.get(story.commitment), running):
                    found.wanted[about, cause] = story
    _add_late_plans(found, told)
    _add_projected_misses(found, told)
    return found


def subject_of(commitment: Commitment) -> str:
    return f"commitment:{commitment.agreement.slug}:{commitment.indicator.slug}"


def _commitments(agreement: Agreement, as_at: date) -> dict[int, Commitment]:
    rows = agreement.commitments.kept().filter(indicator__discontinued_because="")
    rows = rows.select_related("agreement", "indicator", "lead").with_plan_counts(as_at)
    return {commitment.pk: commitment for commitment in rows}


def _causes(story: Story, total: Story | None, running: int) -> set[Cause]:
    found = causes(story.words, running=running)
    if total and total is not story and is_hidden(story.rating, total.rating):
        found.add(Cause.RED_STRAND)
    return found


def _add_late_plans(found: Found, told: list[Story]) -> None:
    """One for a promise: its plan is late while every strand of it is green."""
    of_promise: dict[int, list[Story]] = {}
    for story in told:
        of_promise.setdefault(story.commitment, []).append(story)
    for pk, strands in of_promise.items():
        commitment = found.commitments.get(pk)
        rated = [story for story in strands if story.rating]
        if (
            commitment
            and rated
            and all(is_late_under_green(s.rating, commitment.plan_overdue) for s in rated)
        ):
            found.wanted[f"{subject_of(commitment)}:{rated[0].strand_key}", LATE] = rated[0]


def _add_projected_misses(found: Found, told: list[Story]) -> None:
    """Where a straight line can be drawn and all of its interval misses the next target."""
    drawn = {
        story: found.commitments[story.commitment]
        for story in told
        if story.commitment in found.commitments and len(story.values) >= FEWEST_POINTS
    }
    if not drawn:
        return
    cells = Cells(drawn.values())
    for story, commitment in drawn.items():
        about = f"{subject_of(commitment)}:{story.strand_key}"
        with found.looking_at(about):
            if story.newest_rated and _leads_to_a_miss(story, commitment, cells):
                found.wanted[about, Cause.PROJECTED_MISS] = story


def _leads_to_a_miss(story: Story, commitment: Commitment, cells: Cells) -> bool:
    targets = sorted(
        cells.targets[commitment.pk, story.strand], key=lambda target: target.period_start
    )
    resolved = [(target, cells.resolved(target)) for target in targets]
    projected = led_to(commitment.indicator, story.values, resolved)
    return projected is not None and projected[2] == Outlook.WONT


def _row(story: Story, cause: str) -> int | None:
    """The rating that a flag stands on: the newest that is one, or the newest word."""
    return story.newest if cause == Cause.OUTLOOK_WONT else story.newest_rated


def _draft(about: str, cause: str, commitment: Commitment, rating: Rating) -> Draft:
    rating.commitment = commitment
    return Draft(
        subject=about,
        reason=cause,
        period=rating.period,
        text=WORDED[cause](rating),
        keys={"commitment": commitment, "strand": rating.strand, "rating": rating},
    )


def _says(rating: Rating) -> str:
    unit = rating.commitment.indicator.unit
    figure = figures.with_unit(rating.figure_value, unit)
    target = figures.target_said(
        rating.target_value,
        rating.target_text,
        unit,
        rating.target_state,
        upper=rating.target_upper,
    )
    return (
        f"{rating.strand}: {figures.marked(figure, rating.is_illustrative)} for "
        f"{rating.when.short_label} against a target of {target}"
    )


def _says_twice(rating: Rating) -> str:
    before = periods.before(rating.when).short_label
    return f"{_says(rating)}; it was no better for {before}"


def _says_of_outlook(rating: Rating) -> str:
    return f"{rating.strand}: its owner said for {rating.when.short_label} that it won’t be met"


def _says_of_plan(rating: Rating) -> str:
    commitment = rating.commitment
    late = overdue_said(commitment.plan_overdue, commitment.plan_actions)
    word = rating.get_rating_display().lower()
    return f"{commitment.indicator.reference}: {late} while the figure is {word}"


WORDED = {
    Cause.OFF_TRACK: _says,
    Cause.OFF_TRACK_TWICE: _says_twice,
    Cause.AT_RISK_TWICE: _says_twice,
    Cause.OUTLOOK_WONT: _says_of_outlook,
    Cause.PROJECTED_MISS: lambda rating: f"{_says(rating)}; where it leads misses the next target",
    Cause.RED_STRAND: lambda rating: f"{_says(rating)}, while the total is not off track",
    Cause.OVERDUE_ACTIONS: _says_of_plan,
}


def _rated_now(story: Story) -> str | None:
    """ "Q4 2008/09 was signed off on track."; None where nothing of it is rated."""
    if story.newest_rated is None:
        return None
    rating = Rating.objects.get(pk=story.newest_rated)
    word = rating.get_rating_display().lower()
    return f"{rating.when.short_label} was signed off {word}."


def _no_longer_running(story: Story) -> str | None:
    """It may be no better, but not for so long: after a correction, or under another number."""
    said = _rated_now(story)
    if said and story.rating not in GOOD:
        return f"{said[:-1]}, and not for as many periods running as are flagged."
    return said


def _expected_now(story: Story) -> str:
    when = periods.period(story.words[-1].period).short_label
    return f"Its owner no longer says that it won’t be met ({when})."


def _led_elsewhere(story: Story) -> str:
    return "A straight line through its figures no longer misses the target for certain."


ANSWERED_BY = {
    Cause.PROJECTED_MISS: _led_elsewhere,
    Cause.OFF_TRACK: _rated_now,
    Cause.OFF_TRACK_TWICE: _no_longer_running,
    Cause.AT_RISK_TWICE: _no_longer_running,
    Cause.RED_STRAND: _rated_now,
    Cause.OUTLOOK_WONT: _expected_now,
}
