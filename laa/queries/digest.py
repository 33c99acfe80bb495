"""What is open for one person, in the words of the weekly digest; nothing where nothing is."""

from datetime import date

from django.urls import reverse

from laa import clock
from laa.models import Action, Flag
from laa.permissions import Member
from laa.queries.work import ReturnSummary, work_of

MOST_OF_A_PART = 10


def digest_parts(member: Member) -> list[dict]:
    """Headed lists of what is due from somebody, most pressing first."""
    work, today = work_of(member), clock.today(member.partnership)
    overdue = Action.objects.overdue(today).filter(
        partnership=member.partnership, owner=member.user
    )
    parts = [
        _part("To return", [_to_return(each) for each in _by_due(work.to_enter)]),
        _part("To certify", [_to_certify(each) for each in work.to_certify]),
        _part("To sign off", [_to_sign_off(each) for each in work.to_sign_off]),
        _part(
            "Not returned by others",
            [_to_return(each) for each in _by_due(work.not_returned) if each.is_overdue],
        ),
        _part(
            "Your actions past their date",
            [_action(each) for each in overdue.order_by("due", "pk")],
        ),
        _part("Flagged", [_flag(each) for each in work.flags]),
    ]
    return [part for part in parts if part["items"]]


def how_many(parts: list[dict]) -> int:
    """How many things there are in all, also those that are only counted."""
    return sum(len(part["items"]) + part["more"] for part in parts)


def _part(heading: str, items: list[dict]) -> dict:
    more = max(0, len(items) - MOST_OF_A_PART)
    return {"heading": heading, "items": items[:MOST_OF_A_PART], "more": more}


def _by_due(found: list[ReturnSummary]) -> list[ReturnSummary]:
    return sorted(found, key=lambda each: each.due)


def _to_return(each: ReturnSummary) -> dict:
    due = f"overdue since {_day(each.due)}" if each.is_overdue else f"due {_day(each.due)}"
    text = f"{each.quarterly_return}: {due}, {each.ready} of {each.asked} lines ready"
    return _item(text, "laa:return-detail", each)


def _to_certify(each: ReturnSummary) -> dict:
    by = _day(each.round.sign_off)
    text = f"{each.quarterly_return}: {_lines(each.submitted)} submitted, sign-off is by {by}"
    return _item(text, "laa:return-certify", each)


def _to_sign_off(each: ReturnSummary) -> dict:
    text = f"{each.quarterly_return}: {_lines(each.certified)} certified"
    return _item(text, "laa:return-sign-off", each)


def _item(text: str, name: str, each: ReturnSummary) -> dict:
    quarterly_return = each.quarterly_return
    slug = quarterly_return.partnership.slug
    address = [slug, each.round.period, quarterly_return.partner.slug]
    return {"text": text, "path": reverse(name, args=address)}


def _action(action: Action) -> dict:
    path = reverse("laa:action-detail", args=[action.partnership.slug, action.uuid])
    return {"text": f"{action.title}: was due {_day(action.due)}", "path": path}


def _flag(flag: Flag) -> dict:
    path = reverse("laa:flag-detail", args=[flag.partnership.slug, flag.uuid])
    return {"text": f"{flag.get_reason_display()}: {flag.text}", "path": path}


def _lines(number: int) -> str:
    return f"{number} line{'' if number == 1 else 's'}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
