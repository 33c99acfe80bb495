"""The demonstration: fictional people, illustrative figures, real agreements, ordinary actions.

Every row beyond the fixtures is made by the action a person would use, under a clock that walks
from round to round, so that only states exist that the service can reach.
"""

import os
import secrets
from datetime import date, timedelta

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from laa import clock
from laa.actions.return_lines import save_line
from laa.actions.return_steps import certify, give_back, submit
from laa.actions.rounds import close_round, open_round
from laa.actions.sign_off import sign_off
from laa.demonstration import reports
from laa.demonstration.entries import illustrated, illustrated_recovery
from laa.demonstration.publishing import publish_period
from laa.models import (
    Assignment,
    Delivery,
    Demonstration,
    Indicator,
    Membership,
    Notice,
    Partner,
    Partnership,
    QuarterlyReturn,
    ReturnLine,
    ReturnPolicy,
    Role,
    User,
)
from laa.rules import periods
from laa.rules.vocabulary import FigureState

WORKING_DATE = date(2009, 4, 20)
PEOPLE = {
    "officer": ("Olive Officer (fictional)", Role.OFFICER),
    "certifier": ("Cara Certifier (fictional)", Role.CERTIFIER),
    "lead": ("Lee Lead (fictional)", Role.LEAD),
    "board": ("Bo Boardmember (fictional)", Role.BOARD_MEMBER),
    "auditor": ("Audrey Auditor (fictional)", Role.AUDITOR),
    "admin": ("Ada Administrator (fictional)", Role.ADMINISTRATOR),
}
BEGUN = {
    "luton-borough-council": "in part",
    "lbc-adult-social-care": "submitted",
    "luton-youth-offending-service": "sent back",
    "luton-teaching-pct": "submitted",
    "crime-and-disorder-reduction-partnership": "certified",
}
"""How far suppliers are with the running round."""

EMBARGO = timedelta(days=14)
LATE_SUPPLIER = "learning-and-skills-council"
"""Has not returned the third quarter, so that there is something overdue to look at."""


def load(working_date: date | None = None) -> None:
    """Load both demonstration partnerships; refuses nothing, so call it on an empty database."""
    wanted = os.environ.get("DEMO_DATE") or WORKING_DATE.isoformat()
    working_date = working_date or date.fromisoformat(wanted)
    password = demonstration_password()
    with transaction.atomic():
        call_command("loaddata", "luton-laa-2008-11", "hastings-legi-2008", verbosity=0)
        _luton(working_date, password)
        _hastings(working_date, password)
        for config in apps.get_app_configs():
            if demonstrate := getattr(config, "demonstrate", None):
                demonstrate()


def demonstration_password() -> str:
    """`DEMO_PASSWORD`, else the one in var/demo_password, made once for this installation."""
    if password := os.environ.get("DEMO_PASSWORD"):
        return password
    path = settings.VAR_DIR / "demo_password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(9))
    return path.read_text().strip()


class Cast:
    """The people of a partnership: the six who sign in, and an officer and certifier for each."""

    def __init__(self, partnership: Partnership, home: Partner, password: str):
        self.partnership = partnership
        self.people = {
            name: _person(f"{name}@demo.example", full_name, password)
            for name, (full_name, _) in PEOPLE.items()
        }
        for name, (_, role) in PEOPLE.items():
            partner = home if role in (Role.OFFICER, Role.CERTIFIER) else None
            _play(self.people[name], partnership, role, partner)
        # Whoever tries it runs this installation too: the schedule is in the admin.
        User.objects.filter(pk=self.people["admin"].pk).update(is_staff=True)
        self.suppliers = {home.pk: (self.people["officer"], self.people["certifier"])}
        self.lead = self.people["lead"]

    def of(self, partner: Partner) -> tuple[User, User]:
        """The officer and the certifier of a supplier; a service's are its council's."""
        owner = partner.part_of or partner
        if owner.pk not in self.suppliers:
            self.suppliers[owner.pk] = tuple(
                self._for(owner, role) for role in (Role.OFFICER, Role.CERTIFIER)
            )
        return self.suppliers[owner.pk]

    def _for(self, partner: Partner, role: Role) -> User:
        title = "Officer" if role == Role.OFFICER else "Certifier"
        person = _person(
            f"{role}.{partner.slug}.{self.partnership.slug}@demo.example",
            f"{title}, {partner.short_name} (fictional)",
        )
        _play(person, self.partnership, role, partner)
        return person


def _person(email: str, name: str, password: str | None = None) -> User:
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(email, password, name=name)


def _play(user: User, partnership: Partnership, role: Role, partner: Partner | None) -> None:
    Membership.objects.create(
        partnership=partnership, user=user, role=role, partner=partner, starts=date(2006, 4, 1)
    )


def _luton(working_date: date, password: str) -> None:
    partnership = _partnership("luton")
    council = partnership.partners.get(slug="luton-borough-council")
    cast = Cast(partnership, council, password)
    _assign(partnership, council, cast)
    year = 2008
    for number, (opens, due, final) in enumerate(_windows(year), start=1):
        if opens > working_date:
            break
        round_ = _open(cast, periods.quarter(year, number).key, opens, due, final)
        is_running = final > working_date
        if not is_running:
            _stand_at(partnership, due)
        for quarterly_return in _returns(round_):
            if is_running:
                _begin(quarterly_return, cast)
            elif not (number == 3 and quarterly_return.partner.slug == LATE_SUPPLIER):
                _complete(quarterly_return, cast)
        if not is_running and number < 3:
            _stand_at(partnership, final)
            close_round(round_, by=cast.lead)
            _publish(cast, round_, final)
        elif not is_running:
            # The third quarter is decided on, and public after the next meeting.
            _publish(cast, round_, working_date + EMBARGO)
        if not is_running:
            _report(partnership, number, cast, working_date)
    _stand_at(partnership, working_date)


def _publish(cast: Cast, round_, public_from: date) -> None:
    agreement = cast.partnership.agreements.get()
    agreement.partnership = cast.partnership
    publish_period(agreement, round_.period, public_from=public_from, by=cast.lead)


def _report(partnership: Partnership, quarter: int, cast: Cast, working_date: date) -> None:
    """The quarter's report, where it has one and the demonstration stands late enough for it."""
    occasion = reports.OCCASIONS.get(quarter)
    if occasion is None or working_date < occasion.held_on:
        return
    _stand_at(partnership, occasion.issued_on)
    reports.prepare(partnership, occasion, cast.people)
    report = reports.issue_report(partnership, occasion, cast.people)
    _stand_at(partnership, occasion.held_on)
    reports.consider(report, occasion, cast.people)


def _windows(year: int):
    """When the four quarters of a year are open, due and to be signed off."""
    return (
        (date(year, 7, 1), date(year, 7, 31), date(year, 8, 29)),
        (date(year, 10, 1), date(year, 10, 31), date(year, 11, 28)),
        (date(year + 1, 1, 2), date(year + 1, 1, 30), date(year + 1, 2, 27)),
        (date(year + 1, 4, 1), date(year + 1, 4, 30), date(year + 1, 5, 29)),
    )


def _hastings(working_date: date, password: str) -> None:
    partnership = _partnership("hastings-bexhill")
    project = partnership.partners.get(slug="rother-voluntary-action")
    cast = Cast(partnership, project, password)
    _assign(partnership, project, cast)
    # Its report, which is all that its returns repeat, does not say what was done about a miss.
    ReturnPolicy.objects.create(partnership=partnership, needs_recovery_text=False)
    for year in (2006, 2007, 2008):
        opens = date(year + 1, 4, 2)
        if opens > working_date:
            break
        round_ = _open(
            cast,
            periods.financial_year(year).key,
            opens,
            date(year + 1, 4, 30),
            date(year + 1, 5, 29),
        )
        if round_.sign_off > working_date:
            break
        _stand_at(partnership, round_.due)
        for quarterly_return in _returns(round_):
            _confirm(quarterly_return, cast)
        _stand_at(partnership, round_.sign_off)
        close_round(round_, by=cast.lead)
        _publish(cast, round_, round_.sign_off)
    _stand_at(partnership, working_date)


PROJECT_COMMENTS = {
    "pse-1": "The first full year went into raising awareness; one organisation converted.",
    "pse-2": "Paid for in 2006/07 only.",
    "pse-3": "Jobs follow once the organisations being advised have formed.",
    "pse-4": "The group is still being recruited.",
    "pse-5": "There is no agreed protocol for mentors across the programme.",
    "pse-6": "Reached by visiting clients rather than by open sessions.",
    "pse-7": "Not measured: there is no accurate way of saying who is in the sector.",
    "pse-8": "Signposting to outside training, free or subsidised.",
}
"""What the project's report says of each output, in short."""


def _confirm(quarterly_return: QuarterlyReturn, cast: Cast) -> None:
    """Return the outturn that the project's own report prints; nothing is invented."""
    officer, certifier = cast.of(quarterly_return.partner)
    for line in _lines(quarterly_return):
        state = line.figure_state or FigureState.NOT_APPLICABLE
        entered = {
            "figure_state": state,
            "value": line.value,
            "commentary": PROJECT_COMMENTS[line.strand.indicator.slug],
        }
        save_line(line, version=line.version, by=officer, entered=entered, is_illustrative=False)
    lines = submit(quarterly_return, by=officer)
    sign_off(certify(lines, by=certifier), by=cast.lead)


def _partnership(slug: str) -> Partnership:
    return Partnership.objects.get(slug=slug)


def _assign(partnership: Partnership, supplier: Partner, cast: Cast) -> None:
    """Name the officer who enters the home organisation's figures."""
    for indicator in Indicator.objects.filter(partnership=partnership, supplier=supplier):
        Assignment.objects.create(
            partnership=partnership, indicator=indicator, officer=cast.people["officer"]
        )


def _open(cast: Cast, period: str, opens: date, due: date, final: date):
    _stand_at(cast.partnership, opens)
    return open_round(
        partnership=cast.partnership,
        period=period,
        opens=opens,
        due=due,
        sign_off=final,
        by=cast.lead,
    )


def _stand_at(partnership: Partnership, day: date) -> None:
    """Set the demonstration's clock; what people were told on the way they got and read by now."""
    Demonstration.objects.update_or_create(partnership=partnership, defaults={"today": day})
    partnership.refresh_from_db()
    Notice.objects.filter(partnership=partnership, created_at__date__lt=day).update(
        read_at=clock.now(partnership)
    )
    Delivery.objects.filter(partnership=partnership).delete()


def _returns(round_) -> list[QuarterlyReturn]:
    return list(
        QuarterlyReturn.objects.filter(round=round_)
        .select_related("partner__part_of", "round__partnership", "partnership__demonstration")
        .order_by("partner__slug")
    )


def _lines(quarterly_return: QuarterlyReturn) -> list[ReturnLine]:
    lines = quarterly_return.lines.select_related(
        "strand__indicator", "round__partnership", "partnership__demonstration"
    )
    return list(lines.in_printed_order())


def _complete(quarterly_return: QuarterlyReturn, cast: Cast) -> None:
    officer, certifier = cast.of(quarterly_return.partner)
    for line in _lines(quarterly_return):
        _enter(line, officer)
    lines = submit(quarterly_return, by=officer)
    sign_off(certify(lines, by=certifier), by=cast.lead)


def _enter(line: ReturnLine, officer: User) -> None:
    saved = save_line(line, version=line.version, by=officer, entered=illustrated(line))
    if saved.is_complete and not saved.is_ready:
        said = illustrated_recovery(saved)
        save_line(saved, version=saved.version, by=officer, entered=said)


def _begin(quarterly_return: QuarterlyReturn, cast: Cast) -> None:
    """The running round, with something waiting for everybody."""
    officer, certifier = cast.of(quarterly_return.partner)
    begun = BEGUN.get(quarterly_return.partner.slug)
    lines = _lines(quarterly_return)
    if begun == "in part":
        lines = lines[: len(lines) // 3]
    if begun:
        for line in lines:
            _enter(line, officer)
    if begun in ("submitted", "sent back", "certified"):
        lines = submit(quarterly_return, by=officer)
    if begun == "sent back":
        give_back(lines[:1], by=certifier, reason="Illustrative: please check this one again.")
    if begun == "certified":
        certify(lines, by=certifier)
