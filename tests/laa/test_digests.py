"""The weekly digest: once a week, of what is open, to whom it concerns and to nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import OperationalError

from laa import digests
from laa.actions.action_plans import plan_improvement
from laa.actions.digest_runs import needs_a_run
from laa.actions.flags import flag_off_track
from laa.actions.plan_actions import add_action
from laa.digests import digest_due
from laa.models import Delivery, Demonstration, Flag, JobRun, Membership, Notice, NoticeChoice
from laa.queries.digest import digest_parts, how_many
from laa.tasks import deliver_due, digest_everywhere, digest_partnership
from tests.factories import MembershipFactory, PartnershipFactory, UserFactory
from tests.steps import certified, signed_off, submitted

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def morning():
    """The demonstration's clock stands at Monday, 20 April 2009; the hour is the real one."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def stand_at(partnership, day):
    Demonstration.objects.filter(partnership=partnership).update(today=day)
    partnership.refresh_from_db()


def headings(member):
    return [part["heading"] for part in digest_parts(member)]


def test_it_says_what_is_open_and_where(quarterly_return, luton, cast):
    digest_due(luton)

    delivery = Delivery.objects.get(recipient=cast.officer)
    assert delivery.title == "1 thing waits for you"
    assert delivery.key == "digest:2009-W17"
    assert delivery.parts == [
        {
            "heading": "To return",
            "items": [
                {
                    "text": "Luton Borough Council, Q4 2008/09: due 30 April 2009, "
                    "0 of 1 lines ready",
                    "path": "/luton/returns/2008/09-Q4/council/",
                }
            ],
            "more": 0,
        }
    ]


def test_the_mail_has_it_as_text_and_as_links(quarterly_return, luton, cast, settings):
    settings.SERVICE_URL = "https://performance.example.org"
    digest_due(luton)

    deliver_due()

    (sent,) = [sent for sent in mail.outbox if sent.to == ["officer@example.org"]]
    link = "https://performance.example.org/luton/returns/2008/09-Q4/council/"
    assert sent.subject == "Luton Forum: 1 thing waits for you"
    assert "To return\n- Luton Borough Council, Q4 2008/09: due 30 April 2009" in sent.body
    assert f"\n  {link}\n" in sent.body
    assert f'<a href="{link}">Luton Borough Council, Q4 2008/09' in sent.alternatives[0][0]


def test_nobody_is_written_to_when_nothing_is_open(luton, cast):
    run = digest_due(luton)

    assert not Delivery.objects.exists()
    assert run.counts == {"written": 0}
    assert run.finished_at


@pytest.mark.parametrize(
    ("step", "role", "heading"),
    [
        (submitted, "certifier", "To certify"),
        (certified, "lead", "To sign off"),
    ],
)
def test_each_role_reads_what_waits_for_it(step, role, heading, quarterly_return, cast, member):
    step(quarterly_return, cast)

    assert headings(member(role)) == [heading]


def test_a_flag_and_an_action_past_its_date_are_in_it(
    quarterly_return, housing_benefit, luton, cast, member
):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    plan = plan_improvement(housing_benefit, by=cast.officer)
    add_action(
        plan, title="Train the assessors", owner=cast.officer, due=date(2009, 4, 1), by=cast.officer
    )

    parts = {part["heading"]: part["items"] for part in digest_parts(member("officer"))}

    assert parts["Your actions past their date"][0]["text"] == (
        "Train the assessors: was due 1 April 2009"
    )
    assert parts["Flagged"][0]["text"].startswith("Off track: NI 181: 45 days")
    assert "Your actions past their date" not in headings(member("certifier"))


def test_what_is_late_says_so_and_the_lead_reads_it_too(quarterly_return, luton, cast, member):
    assert headings(member("lead")) == []
    stand_at(luton, date(2009, 5, 4))
    quarterly_return.refresh_from_db()

    for role, heading in (("officer", "To return"), ("lead", "Not returned by others")):
        (part,) = digest_parts(member(role))
        assert part["heading"] == heading
        assert "overdue since 30 April 2009" in part["items"][0]["text"]


def test_of_many_things_ten_are_listed_and_the_rest_counted(quarterly_return, luton, cast, member):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    flag = Flag.objects.get()
    for n in range(13):
        flag.pk, flag.uuid = None, UserFactory.build().uuid
        flag.key = flag.subject = f"another-{n}"
        flag.save(force_insert=True)

    (part,) = digest_parts(member("officer"))

    assert (len(part["items"]), part["more"], how_many([part])) == (10, 4, 14)


def test_a_doubled_run_writes_nothing_twice(quarterly_return, luton, cast):
    assert digest_due(luton).counts == {"written": Delivery.objects.count()}
    before = Delivery.objects.count()

    assert digest_due(luton) is None
    digest_partnership(luton.pk)

    assert Delivery.objects.count() == before > 0
    assert JobRun.objects.filter(name="digest").count() == 1


def test_late_in_the_week_it_is_still_this_weeks(quarterly_return, luton, cast):
    stand_at(luton, date(2009, 4, 26))
    digest_due(luton)
    stand_at(luton, date(2009, 4, 27))

    assert needs_a_run(luton)
    digest_due(luton)

    keys = Delivery.objects.filter(recipient=cast.officer).values_list("key", flat=True)
    assert sorted(keys) == ["digest:2009-W17", "digest:2009-W18"]


def test_it_is_the_same_week_on_monday_and_on_sunday(quarterly_return, luton, cast):
    digest_due(luton)
    stand_at(luton, date(2009, 4, 26))

    assert not needs_a_run(luton)


def test_after_fifteen_days_without_beat_there_is_one_digest(quarterly_return, luton, cast):
    digest_due(luton)
    deliver_due()
    mail.outbox.clear()
    stand_at(luton, date(2009, 4, 20) + timedelta(days=15))

    for _ in range(3):
        digest_due(luton)
        deliver_due()

    mine = [sent for sent in mail.outbox if sent.to == ["officer@example.org"]]
    assert [sent.subject for sent in mine] == ["Luton Forum: 1 thing waits for you"]
    assert "overdue since 30 April 2009" in mine[0].body


def test_on_monday_it_waits_for_the_morning(quarterly_return, luton, morning):
    morning.move_to(datetime(2026, 11, 23, 5, 59, tzinfo=UTC))
    assert not needs_a_run(luton)
    assert digest_due(luton) is None

    morning.move_to(datetime(2026, 11, 23, 6, 0, tzinfo=UTC))
    assert needs_a_run(luton)


def test_a_worker_killed_half_way_is_followed_by_another(
    quarterly_return, luton, cast, monkeypatch
):
    submitted(quarterly_return, cast)
    colleague = UserFactory()
    partner = quarterly_return.partner
    MembershipFactory(partnership=luton, user=colleague, role="certifier", partner=partner)
    Delivery.objects.all().delete()
    real, asked = digests.digest_parts, []

    def dies_after_the_first(member):
        if any(how_many(found) for found in asked):
            raise OperationalError("server closed the connection")
        asked.append(real(member))
        return asked[-1]

    with monkeypatch.context() as patch:
        patch.setattr(digests, "digest_parts", dies_after_the_first)
        with pytest.raises(OperationalError):
            digest_due(luton)
    assert Delivery.objects.count() == 1
    assert needs_a_run(luton)

    run = digest_due(luton)

    assert Delivery.objects.count() == 2
    assert run.counts == {"written": 2}
    assert JobRun.objects.filter(name="digest").count() == 1


def test_one_poisoned_person_is_reported_and_stops_nobody(
    quarterly_return, luton, cast, monkeypatch, client
):
    submitted(quarterly_return, cast)
    Delivery.objects.all().delete()
    real = digests.digest_parts

    def poisoned(member):
        if member.user == cast.administrator:
            raise ValueError("a date that is none")
        return real(member)

    monkeypatch.setattr(digests, "digest_parts", poisoned)

    run = digest_due(luton)

    assert run.problems == [{"row": "Administrator", "why": "ValueError: a date that is none"}]
    assert (run.progress, run.total) == (7, 7)
    assert Delivery.objects.get().recipient == cast.certifier
    client.force_login(cast.administrator)
    page = client.get("/luton/jobs/").content.decode()
    assert "1 written" in page
    assert "1 row failed" in page
    assert "Administrator: ValueError: a date that is none" in page


def test_who_turned_it_off_or_left_gets_none(quarterly_return, luton, cast):
    submitted(quarterly_return, cast)
    Delivery.objects.all().delete()
    NoticeChoice.objects.create(
        partnership=luton, user=cast.certifier, kind="digest", by_email=False
    )
    Membership.objects.filter(user=cast.officer).update(ends=date(2009, 1, 1))

    digest_due(luton)

    assert not Delivery.objects.exists()


def test_it_is_no_notice(quarterly_return, luton):
    before = Notice.objects.count()

    digest_due(luton)

    assert Notice.objects.count() == before


def test_every_partnership_has_its_own(quarterly_return, luton, cast, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    elsewhere = PartnershipFactory(slug="elsewhere")

    digest_everywhere()
    digest_everywhere()

    runs = JobRun.objects.filter(name="digest")
    assert {run.partnership for run in runs} == {luton, elsewhere}
    assert runs.count() == 2
    assert not Delivery.objects.filter(partnership=elsewhere).exists()


def test_a_person_takes_the_same_few_questions_however_much_is_open(
    quarterly_return, luton, cast, django_assert_max_num_queries, member
):
    officer = member("officer")

    with django_assert_max_num_queries(6):
        digest_parts(officer)
