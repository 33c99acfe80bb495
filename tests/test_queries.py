"""Pages ask the database a fixed number of questions, however much there is to show."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laa.actions.action_plans import plan_improvement
from laa.actions.flags import flag_off_track
from laa.actions.milestones import set_milestones
from laa.actions.rating_rules import adopt_rule, make_rule, override_rule
from laa.actions.revisions import mark_break
from laa.actions.risks import add_risk
from laa.actions.rounds import open_round
from laa.models import Comparator, Role, RoundCalendar, Target, Term
from tests.factories import (
    AgreementFactory,
    BoardFactory,
    MembershipFactory,
    PartnerFactory,
    StrandFactory,
    ThemeFactory,
    cell,
    promise,
)
from tests.steps import certified, enter_all, signed_off, submitted

pytestmark = pytest.mark.django_db

FEW, MANY, MOST = 4, 40, 15
"""Lines of each return; and the budget of a page."""

PAGES = [
    ("board_member", "laa:agreement-dashboard", ["laa"], 13),
    ("board_member", "laa:theme-dashboard", ["laa", "theme"], 13),
    ("board_member", "laa:partner-dashboard", ["laa", "drafting"], 14),
    ("board_member", "laa:board-dashboard", ["board"], 13),
    ("board_member", "laa:agreement-waiting", ["laa"], 12),
    ("board_member", "laa:dashboard", [], 7),
    ("board_member", "laa:indicators", [], 10),
    ("board_member", "laa:indicator-detail", ["laa", "ni-d00"], 14),
    ("board_member", "laa:work", [], 9),
    ("officer", "laa:work", [], 11),
    ("certifier", "laa:work", [], 11),
    ("lead", "laa:work", [], 11),
    ("officer", "laa:return-detail", ["2008/09-Q4", "drafting"], 15),
    ("officer", "laa:return-spreadsheet", ["2008/09-Q4", "drafting"], 7),
    ("officer", "laa:return-spreadsheet-download", ["2008/09-Q4", "drafting"], 12),
    ("officer", "laa:return-review", ["2008/09-Q4", "drafting"], 13),
    ("auditor", "laa:return-detail", ["2008/09-Q4", "drafting"], 14),
    ("certifier", "laa:return-certify", ["2008/09-Q4", "submitting"], 12),
    ("certifier", "laa:certify", [], 11),
    ("lead", "laa:sign-off", [], 14),
    ("officer", "laa:return-withdraw", ["2008/09-Q4", "submitting"], 12),
    ("officer", "laa:return-history", ["2008/09-Q4", "submitting"], 7),
    ("lead", "laa:figures", ["ni-d00", "all"], 9),
    ("lead", "laa:return-sign-off", ["2008/09-Q4", "certifying"], 12),
    ("lead", "laa:rounds", [], 11),
    ("lead", "laa:round-detail", ["2008/09-Q4"], 8),
    ("lead", "laa:round-open", [], 13),
    ("lead", "laa:round-lines", ["2008/09-Q4"], 7),
    ("lead", "laa:round-dates", ["2008/09-Q4"], 7),
    ("lead", "laa:round-calendar", [], 11),
    ("lead", "laa:round-completeness", ["2008/09-Q4"], 8),
    ("board_member", "laa:round-completeness", ["2008/09-Q4"], 8),
    ("board_member", "laa:completeness", [], 7),
    ("lead", "laa:data-quality", [], 9),
    ("officer", "laa:data-quality", [], 9),
    ("auditor", "laa:audit", [], 8),
    ("auditor", "laa:jobs", [], 7),
    ("lead", "laa:flags", [], 6),
    ("officer", "laa:flags", [], 6),
    ("board_member", "laa:flags", [], 7),
    ("administrator", "laa:people", [], 6),
    ("lead", "laa:proposals", [], 8),
    ("lead", "laa:proposal-detail", ["ni-d00"], 6),
    ("lead", "laa:national-indicators", [], 7),
    ("lead", "laa:national-indicator-detail", ["ni-181"], 6),
    ("lead", "laa:agreements", [], 6),
    ("lead", "laa:agreement-setup", ["laa"], 8),
    ("lead", "laa:next-plan", ["laa"], 9),
    ("lead", "laa:boards", [], 9),
    ("lead", "laa:indicator-register", [], 6),
    ("lead", "laa:entering", [], 13),
    ("lead", "laa:effort", [], 10),
    ("lead", "laa:indicator-setup", ["ni-d00"], 9),
    ("lead", "laa:commitment-edit", ["laa", "ni-d00"], 13),
    ("lead", "laa:partners", [], 11),
    ("lead", "laa:partner-detail", ["drafting"], 13),
    ("lead", "laa:publish", ["laa"], 11),
    ("board_member", "laa:golden-thread", ["laa"], 8),
    ("lead", "laa:risks", ["laa"], 7),
    ("board_member", "laa:report-calendar", ["laa"], 11),
    ("lead", "laa:comparators", [], 6),
    ("lead", "laa:reports", [], 7),
    ("lead", "laa:board-members", ["board"], 8),
    ("lead", "laa:report-make", [], 9),
    ("lead", "laa:report-route", [], 7),
    ("board_member", "laa:partner-lists", [], 8),
    ("board_member", "laa:partner-list", ["drafting"], 12),
]
"""Who reads which page, and how many questions it takes; a number that falls may be lowered."""


def a_round(luton, cast, period):
    return open_round(
        partnership=luton,
        period=period,
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )


@pytest.fixture(params=[FEW, MANY], ids=["few", "many"])
def lines(request, luton, council, agreement, cast):
    """Three services at different steps, with few lines or many; half of them off track."""
    theme = ThemeFactory(agreement=agreement, slug="theme")
    AgreementFactory(partnership=luton)
    for slug in ("drafting", "submitting", "certifying"):
        service = PartnerFactory(partnership=luton, slug=slug, part_of=council)
        for n in range(request.param // (1 if slug == "drafting" else 2)):
            promise(
                agreement,
                f"NI {slug[0].upper()}{n:02d}",
                supplier=service,
                theme=theme,
                polarity="down" if n % 2 else "up",
                proposed=["unit"],
                baseline="48",
                targets={"2008/09": "39"} if n % 4 else {},
            )
    BoardFactory(partnership=luton, slug="board").themes.add(theme)
    RoundCalendar.objects.create(partnership=luton)
    for n in range(request.param):
        add_risk(agreement, title=f"Risk {n}", likelihood=3, impact=4, theme=theme, by=cast.lead)
    for quarterly_return in a_round(luton, cast, "2008/09-Q3").returns.all():
        signed_off(quarterly_return, cast)
    flag_off_track(luton)
    step = {"drafting": enter_all, "submitting": submitted, "certifying": certified}
    for quarterly_return in a_round(luton, cast, "2008/09-Q4").returns.all():
        step[quarterly_return.partner.slug](quarterly_return, cast)


def questions(client, path):
    """How many queries a page takes that was shown before."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def test_no_page_asks_more_when_there_is_more(lines, client, cast):
    found = []
    for role, name, args, _ in PAGES:
        client.force_login(getattr(cast, role))
        asked = questions(client, reverse(name, args=["luton", *args]))
        found.append((role, name, args, asked))

    assert found == PAGES


@pytest.fixture
def demanding(lines, luton, agreement, cast):
    """What makes a dashboard ask most: targets on moving bases, milestones, a rule of its own."""
    rule = make_rule(
        partnership=luton,
        name="Improving",
        kind="bands",
        improvement="better",
        by=cast.lead,
        reason="So.",
    )
    adopt_rule(agreement, rule, seen=agreement.rating_rule, by=cast.lead, reason="So.")
    bases = ["baseline", "2008/09", "2008-CY"]
    for n, commitment in enumerate(agreement.commitments.select_related("indicator")):
        strand = commitment.indicator.strands.get()
        Target.objects.create(
            partnership=luton,
            commitment=commitment,
            strand=strand,
            period="2009/10",
            change=-2,
            base=bases[n % 3],
            **{**cell("*2% less"), "kind": "percent_change", "state": "relative"},
        )
        set_milestones(
            commitment,
            strand,
            {"2008/09-Q1": 44},
            method="entered",
            seen={},
            by=cast.lead,
            reason="So.",
        )
        if n % 2:
            own = agreement.rating_rule
            override_rule(commitment, own, seen=rule, by=cast.lead, reason="So.")


@pytest.mark.parametrize(
    ("name", "args", "most"),
    [
        ("laa:agreement-dashboard", ["laa"], MOST - 1),
        ("laa:theme-dashboard", ["laa", "theme"], MOST - 1),
        ("laa:board-dashboard", ["board"], MOST - 1),
        ("laa:indicator-detail", ["laa", "ni-d00"], MOST),
    ],
)
def test_chained_targets_milestones_and_rules_keep_to_the_budget(
    name, args, most, demanding, client, cast
):
    client.force_login(cast.board_member)

    assert questions(client, reverse(name, args=["luton", *args])) <= most


@pytest.fixture
def everything(demanding, luton, agreement, cast):
    """An indicator with all that its page can show: besides the demanding ones' targets a flag,
    new definitions, other areas, parts of its total, a plan, contributors and the glossary's terms.
    """
    commitment = agreement.commitments.get(indicator__slug="ni-d01")
    indicator, strand = commitment.indicator, commitment.indicator.strands.get()
    indicator.why_it_matters = "Work pays for NEET, says the CAF."
    indicator.save()
    for name in ("NEET", "CAF"):
        Term.objects.create(partnership=luton, name=name, meaning="It is explained.")
    for slug in ("east", "west"):
        StrandFactory(indicator=indicator, key=slug, label=slug.title(), part_of=strand)
        commitment.contributors.add(PartnerFactory(partnership=luton, slug=slug))
    for part in indicator.strands.all():
        mark_break(part, period="2008/09-Q3", reason="New claims only.", by=cast.lead)
        for area, kind in (("England", "england"), ("Slough", "neighbour")):
            Comparator.objects.create(
                partnership=luton, strand=part, period="2008/09-Q3", area=area, kind=kind,
                value=40, source="DWP", period_start=date(2008, 10, 1),
                period_end=date(2008, 12, 31),
            )  # fmt: skip
    plan_improvement(commitment, by=cast.lead)


def test_an_indicator_with_all_that_its_page_can_show_keeps_to_the_budget(
    everything, luton, client, cast
):
    elsewhere = MembershipFactory(
        partnership=luton, role=Role.OFFICER, partner=luton.partners.get(slug="east")
    )
    path = reverse("laa:indicator-detail", args=["luton", "laa", "ni-d01"])
    for user in (cast.board_member, cast.lead, cast.officer, elsewhere.user):
        client.force_login(user)
        assert questions(client, path) <= MOST

    page = client.get(path).content.decode()
    for shown in ("Flagged", "New definition", "Compared with others", "The sum of", "laa-term"):
        assert shown in page, shown


def test_every_page_keeps_to_its_budget():
    assert [page for page in PAGES if page[-1] > MOST] == []
