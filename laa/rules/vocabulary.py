"""The field's words that both the rules and the tables use.

`TextChoices` is all that the rules take from Django: it touches no database and no clock.
"""

from enum import StrEnum

from django.db.models import TextChoices


class Polarity(TextChoices):
    """Which way is good. Stored, never inferred: a target may be worse than its baseline."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"
    STAY_CLOSE = "stay_close", "Stay close to the target"
    NONE = "none", "Neither: for information"


class Promise(TextChoices):
    """Which of two targets for one year is the promise: first agreements print both."""

    STRETCHED = "stretched", "With the stretch, for which there is a reward"
    UNSTRETCHED = "unstretched", "Without it, as it would have been without the agreement"


class Accumulation(TextChoices):
    """What a figure for part of the year says about the year."""

    SNAPSHOT = "snapshot", "Snapshot"
    PERIOD = "period", "Each period alone"
    YEAR_TO_DATE = "year_to_date", "Year to date"
    ROLLING_YEAR = "rolling_year", "Rolling 12 months"
    WHOLE_AGREEMENT = "whole_agreement", "Since the agreement began"

    @property
    def grows(self) -> bool:
        """Whether a part-year figure is only part of what the year's target asks for."""
        return self in (self.PERIOD, self.YEAR_TO_DATE, self.WHOLE_AGREEMENT)


class AreaKind(TextChoices):
    """Whose figures a partnership's own are compared with."""

    ENGLAND = "england", "England"
    REGION = "region", "Region"
    NEIGHBOUR = "neighbour", "Statistical neighbour"


class PeriodKind(StrEnum):
    """The kinds of period there are figures for, each with a form of key of its own."""

    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    MONTH = "month"
    ACADEMIC_YEAR = "academic_year"
    CALENDAR_YEAR = "calendar_year"
    SPAN = "span"
    WINDOW = "window"
    WAVE = "wave"


class Frequency(TextChoices):
    """How often a figure exists, and which kind of period it is about."""

    MONTH = "month", "Every month"
    QUARTER = "quarter", "Every quarter"
    FINANCIAL_YEAR = "financial_year", "Every financial year"
    ACADEMIC_YEAR = "academic_year", "Every academic year"
    CALENDAR_YEAR = "calendar_year", "Every calendar year"


class Unit(TextChoices):
    """What a figure counts in. A rate is so many to a thousand or so, as its title says."""

    PERCENT = "percent", "%"
    NUMBER = "number", "number"
    RATE = "rate", "rate"
    DAYS = "days", "days"
    LEVEL = "level", "level"


class FigureState(TextChoices):
    """What stands behind a value, or in its place. A zero is a figure; none of these is a zero."""

    MEASURED = "measured", "Measured"
    ESTIMATED = "estimated", "Estimated"
    PROVISIONAL = "provisional", "Provisional"
    FINAL = "final", "Final"
    REVISED = "revised", "Revised"
    LOADED = "loaded", "Loaded history"
    FORECAST = "forecast", "Forecast"
    NOT_DUE = "not_due", "Not due yet"
    AWAITING_SOURCE = "awaiting_source", "Awaiting the source"
    NOT_COLLECTED = "not_collected", "Not collected"
    NOT_KNOWN = "not_known", "Not known"
    SUPPRESSED = "suppressed", "Suppressed"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    DISCONTINUED = "discontinued", "Discontinued"

    @property
    def has_number(self) -> bool:
        return self in STATES_WITH_A_NUMBER

    @property
    def is_settled(self) -> bool:
        """Whether nobody waits for this period's figure any more."""
        return self in SETTLED_STATES


STATES_WITH_A_NUMBER = frozenset(
    {
        FigureState.MEASURED,
        FigureState.ESTIMATED,
        FigureState.PROVISIONAL,
        FigureState.FINAL,
        FigureState.REVISED,
        FigureState.LOADED,
        FigureState.FORECAST,
    }
)
UNSURE_STATES = frozenset({FigureState.ESTIMATED, FigureState.PROVISIONAL})
"""A number that somebody may yet confirm as final."""
SETTLED_STATES = frozenset(
    STATES_WITH_A_NUMBER - {FigureState.FORECAST}
    | {
        FigureState.NOT_COLLECTED,
        FigureState.NOT_KNOWN,
        FigureState.SUPPRESSED,
        FigureState.NOT_APPLICABLE,
        FigureState.DISCONTINUED,
    }
)


class CellKind(TextChoices):
    """What sort of thing a printed baseline or target asks for."""

    VALUE = "value", "A value"
    RANGE = "range", "A range"
    LEVEL = "level", "A level"
    PERCENT_CHANGE = "percent_change", "A change in percent"
    POINTS_CHANGE = "points_change", "A change in percentage points"
    SIGNIFICANT_CHANGE = "significant_change", "A statistically significant change"
    MEASURABLE_IMPROVEMENT = "measurable_improvement", "A measurable improvement"
    OUTPUT = "output", "An output"
    NONE = "none", "Nothing yet"


class CellState(TextChoices):
    """How far a printed baseline or target can be used as it stands."""

    NUMERIC = "numeric", "A number"
    PROVISIONAL = "provisional", "Provisional"
    PROXY = "proxy", "A proxy"
    PLACEHOLDER_ZERO = "placeholder_zero", "Probably a placeholder"
    RELATIVE = "relative", "Relative to a base"
    TEST = "test", "A test"
    PENDING = "pending", "Pending"
    DEFERRED = "deferred", "Deferred"
    DELAYED = "delayed", "Indicator delayed"
    TO_BE_SET = "to_be_set", "To be set"
    NOT_SET = "not_set", "Not set"
    NEW_COLLECTION = "new_collection", "New collection"
    BLANK = "blank", "Blank"
    NOT_AVAILABLE = "na", "Not available"
    UNREAD = "unread", "Not read"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to say what this is: never red, green or zero till then."""
        return self in WAITING_STATES


WAITING_STATES = frozenset(
    {
        CellState.PLACEHOLDER_ZERO,
        CellState.PENDING,
        CellState.DEFERRED,
        CellState.DELAYED,
        CellState.TO_BE_SET,
        CellState.NOT_SET,
        CellState.NEW_COLLECTION,
    }
)


class Rating(TextChoices):
    """What a figure means for a promise. Once a period is over it is said as met or missed."""

    BETTER = "better", "Better than target"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    NOT_RATED = "not_rated", "Not rated"


class Because(TextChoices):
    """Why there is no rating."""

    NO_FIGURE = "no_figure", "no figure"
    NO_TARGET = "no_target", "no target"
    NOT_DUE = "not_due", "not due"
    NO_MILESTONE = "no_milestone", "no milestone"
    CANNOT_JUDGE = "cannot_judge", "cannot be judged"
    INFORMATION_ONLY = "information_only", "for information"
    SUPPRESSED = "suppressed", "suppressed"


class Comparison(TextChoices):
    """Good or bad, not up or down."""

    BETTER = "better", "Better"
    SAME = "same", "The same"
    WORSE = "worse", "Worse"
    NOT_COMPARABLE = "not_comparable", "Not comparable"
    UNKNOWN = "unknown", "Not known"


class Outlook(TextChoices):
    """What the owner expects of the year's target."""

    WILL = "will", "Will be met"
    UNCERTAIN = "uncertain", "Uncertain"
    WONT = "wont", "Won’t be met"


class RuleKind(TextChoices):
    """What a rating rule goes by."""

    TARGET_ONLY = "target_only", "Target only"
    BANDS = "bands", "Bands round the target"
    JUDGED = "judged", "The owner’s judgement, with a reason"


class BandUnit(TextChoices):
    """What the bands of a rule are measured in."""

    PERCENT = "percent", "percent of the target"
    POINTS = "points", "points: the indicator’s own unit"


class Improvement(TextChoices):
    """What keeps a figure beyond the bands from being off track: last year's same period."""

    NONE = "", "Nothing"
    BETTER = "better", "Better than the same period last year"
    NOT_WORSE = "not_worse", "Better than the same period last year, or the same"


class ReportPart(TextChoices):
    """A part of a report's body, in the order in which it is read."""

    SUMMARY = "summary", "Summary page"
    GOOD = "good", "What is good"
    EXCEPTIONS = "exceptions", "Every exception, with its story and plan"
    THEMES = "themes", "Theme tables"
    SHEETS = "sheets", "A sheet with a chart for each indicator"
    ACTIONS = "actions", "Actions of the improvement plans"
    RISKS = "risks", "Risks"
    DECISIONS = "decisions", "Decisions wanted"
    STANDARD = "standard", "Standard parts: strategic plan, earlier decisions, assessments"


class Cover(TextChoices):
    """Whom a report's cover is for. The body under it is the same for all."""

    PRE_EXECUTIVE = "pre-executive", "Pre-executive"
    EXECUTIVE = "executive", "Executive"
    PRE_SCRUTINY = "pre-scrutiny", "Pre-scrutiny"
    SCRUTINY = "scrutiny", "Scrutiny"
    FULL_COUNCIL = "full-council", "Full council"
    THEME_BOARD = "theme-board", "Theme board"
    PUBLIC = "public", "Public"


class FileFormat(TextChoices):
    """What a report is rendered to."""

    HTML = "html", "Web page"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    JSON = "json", "JSON"
