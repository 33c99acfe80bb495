"""What people are told of, what of it goes out by e-mail, and when a mail that failed is tried."""

from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Kind:
    """A kind of notice: whether it is e-mailed where nobody chose, and whether one may choose."""

    slug: str
    title: str
    hint: str
    by_email: bool
    may_choose: bool = True


DUE = Kind(
    "due",
    "A return that is due or late",
    "When a round opens, before and after its due date, and when the date is moved.",
    by_email=True,
    may_choose=False,
)
SENT_BACK = Kind(
    "sent-back",
    "A figure that is sent back to you or reopened",
    "With the reason.",
    by_email=True,
    may_choose=False,
)
READY = Kind(
    "ready",
    "Figures that wait for your word",
    "When somebody submits what you certify, or certifies what you sign off.",
    by_email=True,
)
QUESTION = Kind(
    "question",
    "A question about a figure, or its answer",
    "When somebody asks you, or answers what you asked.",
    by_email=True,
)
PROGRESS = Kind(
    "progress",
    "What became of lines that you work on",
    "When lines are taken back, set aside, or asked for again.",
    by_email=False,
)
ASSIGNED = Kind(
    "assigned",
    "Who enters which figures",
    "When you are to enter an indicator, or when nobody does any more.",
    by_email=True,
)
ACTION = Kind(
    "action",
    "An action that you own",
    "When you become its owner, and when it is past its date.",
    by_email=True,
)
FLAG = Kind(
    "flag",
    "An indicator that is flagged",
    "Each flag as it opens. The weekly digest lists all that are open.",
    by_email=False,
)
HOUSEKEEPING = Kind(
    "housekeeping",
    "Something to put in order",
    "A figure, a plan or an owner that is missing, also where nobody else answered in time.",
    by_email=True,
)
DIGEST = Kind(
    "digest",
    "The weekly digest",
    "One e-mail a week with all that is open for you; none when nothing is.",
    by_email=True,
)
OTHER = Kind("other", "Anything else", "Such as an invitation that was not sent.", by_email=False)

KINDS = (
    DUE,
    SENT_BACK,
    READY,
    QUESTION,
    PROGRESS,
    ASSIGNED,
    ACTION,
    FLAG,
    HOUSEKEEPING,
    DIGEST,
    OTHER,
)
TO_CHOOSE = tuple(kind for kind in KINDS if kind.may_choose)
_BY_SLUG = {kind.slug: kind for kind in KINDS}


def kind_named(slug: str) -> Kind:
    """The kind, or OTHER for a row from before there were kinds."""
    return _BY_SLUG.get(slug, OTHER)


def goes_by_email(kind: Kind, chosen: bool | None) -> bool:
    """Whether somebody gets it by e-mail; `chosen` None: they never said."""
    if not kind.may_choose or chosen is None:
        return kind.by_email
    return chosen


LEASE = timedelta(minutes=15)
"""How long whoever took a mail may be at it. A mail server is given up after seconds, not minutes,
so that after this time its worker is surely dead and another may take the mail."""

BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720, 1440))
"""How long to wait after the first failure, the second and so on; after the last there is none."""


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None: give up."""
    return BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None


def one_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """Text fit for a header of a mail: on one line, without control characters, not too long."""
    words = "".join(c if c.isprintable() else " " for c in text).split()
    line = " ".join(words)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def week_key(day: date) -> str:
    """The ISO week of a day, such as 2009-W17: by it a digest is made once."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
