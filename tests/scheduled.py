"""Something to do for every job on the schedule, and what each leaves behind once it is done.

The schedule is the list of jobs: a job that is put on it and has no line in `LEAVES` fails a test.
`python -m tests.scheduled make`, `run`, `wake` and `look` do the same for a real worker's database.
"""

import json
import sys
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

from django.conf import settings
from django.test import override_settings

FIRST, MEANWHILE, BACK = date(2009, 4, 20), date(2009, 4, 30), date(2009, 5, 14)
"""The world begins; things happen in it; and every job has something to do at last."""

TABLE = "Indicator,Baseline,2011/12,2012/13,2013/14\nNI 001 % getting on,76.2% 08/09,80,81,82\n"

# The world


def make_world():
    """A partnership on its first day: a round is open, and something will be late."""
    from laa.actions.action_plans import plan_improvement
    from laa.actions.plan_actions import add_action
    from laa.actions.rounds import open_round
    from laa.models import Target
    from tests.factories import (
        AgreementFactory,
        PartnerFactory,
        PartnershipFactory,
        cell,
        promise,
    )
    from tests.peer_reviews.world import a_review
    from tests.projects.rows import a_client, a_project

    luton = PartnershipFactory(slug="luton", name="Luton Forum", today=FIRST)
    council = PartnerFactory(partnership=luton, slug="council", name="Borough Council")
    police = PartnerFactory(partnership=luton, slug="police", name="Police")
    cast = _people(luton, council, police)
    agreement = AgreementFactory(partnership=luton, slug="laa", title="Agreement")
    common = {"polarity": "down", "frequency": "quarter", "targets": {"2008/09": "42"}}
    promises = [
        promise(agreement, "NI 181", supplier=council, **common),
        promise(agreement, "NI 015", supplier=police, **common),
        promise(agreement, "NI 016", supplier=police, **common),
    ]
    Target.objects.create(
        partnership=luton,
        commitment=promises[0],
        strand=promises[0].indicator.strands.get(),
        period="2011/12",
        **{**cell("set May 09"), "state": "pending", "due": date(2009, 5, 4)},
    )
    plans = [plan_improvement(commitment, by=cast.lead) for commitment in promises]
    add_action(plans[0], title="Nobody’s", by=cast.lead)
    for plan in plans[1:]:
        add_action(plan, title="Patrol", owner=cast.officer, due=date(2009, 5, 6), by=cast.lead)
    open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 5, 15),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )
    # Its report is due three months later, and a reminder of that a month before.
    visit = {"starts": date(2009, 3, 9), "ends": date(2009, 3, 11), "edition": "current"}
    a_review(luton, council, **visit, by=cast.lead)
    a_client(a_project(luton, council, by=cast.officer), keep_until=date(2009, 5, 6))
    return luton


def _people(luton, council, police):
    from laa.models import Role
    from tests.factories import MembershipFactory, UserFactory

    people = {}
    for name, role, partner in (
        ("officer", Role.OFFICER, council),
        ("constable", Role.OFFICER, police),
        ("certifier", Role.CERTIFIER, council),
        ("lead", Role.LEAD, None),
    ):
        people[name] = UserFactory(email=f"{name}@example.org", name=name.title())
        MembershipFactory(partnership=luton, user=people[name], role=role, partner=partner)
    return SimpleNamespace(**people)


def make_things_happen(luton):
    """A miss is signed off, a document and a report wait, a mail is written, rounds are planned."""
    from laa.actions.imports import queue_import, start_import
    from laa.actions.report_approval import put_forward
    from laa.actions.report_issue import ask_to_issue
    from laa.actions.round_calendar import set_calendar
    from laa.models import QuarterlyReturn, Report, User
    from laa.notices import notify
    from laa.rules.notices import DUE
    from tests.steps import signed_off
    from tests.systems.issued import draft_report

    cast = SimpleNamespace(**{u.name.lower(): u for u in User.objects.all()})
    signed_off(QuarterlyReturn.objects.get(partner__slug="police"), cast, "45")
    document = {"title": "Next", "first_year": 2011, "name": "next.csv", "decisions": ""}
    started = start_import(partnership=luton, data=TABLE.encode(), by=cast.lead, **document)
    queue_import(started, seen=started.version, by=cast.lead)
    report = draft_report(luton.agreements.get(slug="laa"), cast)
    put_forward(report, seen=report.sha256, by=cast.lead)
    ask_to_issue(Report.objects.get(), by=cast.lead)
    set_calendar(partnership=luton, by=cast.lead)
    notify([cast.officer], partnership=luton, key="world:1", text="Hello.", kind=DUE)


# What each job leaves


def _notices(start):
    from laa.models import Notice

    rows = Notice.objects.filter(key__startswith=start)
    return sorted(rows.values_list("recipient__email", "text"))


def _flags(reasons):
    from laa.models import AuditEvent, Flag

    rows = Flag.objects.filter(reason__in=reasons).order_by("key")
    opened = AuditEvent.objects.filter(
        action="flag.open", subject__in=rows.values_list("key", flat=True)
    )
    # A lead is asked on the day the job looks; an officer's days run from when it was amiss.
    facts = [[f.key, f.stage, f.is_of_performance or f"{f.stage_since}"] for f in rows]
    return [facts, opened.count()]


def _performance():
    from laa.models import Flag

    return [_flags(Flag.PERFORMANCE), _notices("flag:")]


def _housekeeping():
    from laa.models import Flag

    return _flags(Flag.HOUSEKEEPING)


def _rounds():
    from laa.models import Round

    return [sorted(Round.objects.values_list("period", flat=True)), _notices("open:")]


def _reviews():
    """Who was told of what, whatever the day of the reminder."""
    from laa.models import Notice

    rows = Notice.objects.filter(key__startswith="review:")
    told = rows.values_list("recipient__email", "key")
    return sorted({(email, key.rpartition(":")[0]) for email, key in told})


def _mails():
    from laa.models import Delivery

    rows = Delivery.objects.filter(key="world:1")
    return sorted(rows.values_list("recipient__email", "state"))


def _digests():
    from laa.models import Delivery
    from laa.rules.notices import week_key

    rows = Delivery.objects.filter(key=f"digest:{week_key(BACK)}")
    return list(rows.filter(recipient__email="officer@example.org").values_list("key", flat=True))


def _imports():
    from laa.models import Agreement, AgreementImport

    return [
        list(AgreementImport.objects.values_list("state", flat=True)),
        sorted(Agreement.objects.values_list("title", flat=True)),
    ]


def _reports():
    from laa.models import AuditEvent, Report, ReportFile

    return [
        list(Report.objects.values_list("state", flat=True)),
        sorted(ReportFile.objects.values_list("cover", "format")),
        AuditEvent.objects.filter(action="report.issue").count(),
    ]


LEAVES = {
    "flag-off-track": _performance,
    "deliver-due": _mails,
    "write-digests": _digests,
    "import-documents": _imports,
    "issue-reports": _reports,
    "remind-of-reviews": _reviews,
    "remind-of-projects": lambda: _notices("retention:"),
    "open-rounds": _rounds,
    "remind-officers": lambda: _notices("remind:2008/09-Q4"),
    "housekeeping": _housekeeping,
    "overdue-actions": lambda: _notices("overdue:"),
}
"""By its name on the schedule: what there is once a job is done, without ids and times of day."""


def leaves():
    return json.loads(json.dumps({name: found() for name, found in LEAVES.items()}))


# The jobs, as beat asks for them


def ask_for(name):
    """What beat sends: the task of the schedule with its arguments."""
    from laa.celery import app

    entry = settings.CELERY_BEAT_SCHEDULE[name]
    app.loader.import_default_modules()
    return app.tasks[entry["task"]].delay(*entry.get("args", []))


@contextmanager
def done_at_once():
    """A task that is asked for is done there and then, and what fails in it fails here."""
    # By the settings, which the app reads each time: what is set on the app itself would stay.
    with override_settings(CELERY_TASK_ALWAYS_EAGER=True, CELERY_TASK_EAGER_PROPAGATES=True):
        yield


def made_ready():
    """The world on the day on which every job has something to do."""
    from tests.jobs import move_to

    luton = make_world()
    move_to(luton, MEANWHILE)
    make_things_happen(luton)
    move_to(luton, BACK)
    return luton


def main(what):
    from laa import clock
    from laa.models import Delivery

    if what == "make":
        made_ready()
    elif what == "run":
        with done_at_once():
            ask_for_all()
            ask_for_all()
    elif what == "wake":
        # As if the time were over that a killed worker had for a mail.
        Delivery.objects.filter(state="waiting").update(due_at=clock.real_now())
        ask_for_all()
    sys.stdout.write(json.dumps(leaves()))


def ask_for_all():
    for name in LEAVES:
        ask_for(name)


if __name__ == "__main__":
    import django

    django.setup()
    main(sys.argv[1])
