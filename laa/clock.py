"""The partnership's clock: the only one. Everything else is handed the day as an argument."""

from datetime import date, datetime

from django.utils import timezone


def today(partnership) -> date:
    """The partnership's working date: the real one, or the fixed one of a demonstration."""
    demonstration = getattr(partnership, "demonstration", None)
    return demonstration.today if demonstration else timezone.localdate()


def now(partnership) -> datetime:
    """The moment to record; a demonstration's is its working date at the present time of day."""
    if not hasattr(partnership, "demonstration"):
        return timezone.now()
    return datetime.combine(
        today(partnership), timezone.localtime().time(), timezone.get_current_timezone()
    )


def real_now() -> datetime:
    """The real moment, for what passes between machines: no demonstration holds those still."""
    return timezone.now()


def end_of(day: date) -> datetime:
    """The last moment of a day, for what was recorded *as at* that day."""
    return datetime.combine(day, datetime.max.time(), timezone.get_current_timezone())


def day_of(moment: datetime) -> date:
    """The day on which something happened, where people live."""
    return timezone.localdate(moment)
