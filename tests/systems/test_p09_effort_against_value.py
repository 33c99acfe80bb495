"""P9: is collecting a figure worth it? What it costs, and whether anybody uses it."""

from datetime import date

import pytest

from laa.actions.effort import count_uses, tell_effort
from laa.actions.rounds import open_round
from laa.models import IndicatorUse
from laa.queries.effort import effort_page
from tests.factories import promise
from tests.page import visit
from tests.steps import signed_off, submitted
from tests.systems.issued import issued_report

pytestmark = pytest.mark.django_db

QUARTERS = {
    "2008/09-Q1": date(2008, 7, 1),
    "2008/09-Q2": date(2008, 10, 1),
    "2008/09-Q3": date(2009, 1, 5),
    "2008/09-Q4": date(2009, 4, 1),
}
TODAY = date(2009, 4, 20)
PAGE = "/luton/set-up/effort/"


@pytest.fixture
def year(luton, agreement, council, cast):
    """Three indicators, entered in each of four quarters on the day after they ended."""
    promises = [promise(agreement, f"NI {n}", supplier=council) for n in (1, 2, 3)]
    for period, opens in QUARTERS.items():
        luton.demonstration.today = opens
        luton.demonstration.save()
        round_ = open_round(
            partnership=luton,
            period=period,
            opens=opens,
            due=opens,
            sign_off=opens,
            by=cast.lead,
        )
        submitted(round_.returns.get(), cast)
    luton.demonstration.today = TODAY
    luton.demonstration.save()
    return [promised.indicator for promised in promises]


def used(indicator, day, kind="opened"):
    """Somebody used it on that day."""
    clock = indicator.partnership.demonstration
    clock.today, today = day, clock.today
    count_uses([indicator], kind=kind, partnership=indicator.partnership)
    clock.today = today


def unused(luton):
    return [row.indicator.reference for row in effort_page(luton, TODAY).unused]


def test_entered_four_times_a_year_and_opened_by_nobody_is_listed(year, luton, cast):
    first, second, third = year
    used(first, date(2009, 4, 2))
    used(second, date(2008, 3, 31))
    tell_effort(second, hours=3, by=cast.officer)
    tell_effort(third, hours=6, by=cast.officer)

    page = effort_page(luton, TODAY)

    assert [(row.indicator, row.entered, row.hours_a_year) for row in page.unused] == [
        (third, 4, 24),
        (second, 4, 12),
    ]
    assert page.unused_hours == 36
    assert page.is_counted_throughout


@pytest.mark.parametrize("kind", IndicatorUse.Kind.values)
def test_any_use_within_twelve_months_takes_it_off_the_list(kind, year, luton):
    used(year[0], date(2008, 4, 30), kind)

    assert unused(luton) == ["NI 2", "NI 3"]


def test_the_lead_reads_it_with_the_hours_it_costs(year, luton, client, cast):
    used(year[0], date(2009, 4, 2))
    tell_effort(year[1], hours=3, by=cast.officer)
    client.force_login(cast.lead)

    page = visit(client, PAGE)

    assert "2 indicators, 12 hours in twelve months, and of 1 nobody has said" in page.text
    assert "Counting began in April 2009, less than twelve months ago" in page.text
    csv = client.get(f"{PAGE}?_export=csv&_table=unused").content.decode()
    assert "NI 2,What NI 2 measures,Luton Borough Council,4,3" in csv
    assert "NI 1," not in csv


def test_without_indicators_the_page_says_so(luton, client, cast):
    client.force_login(cast.lead)

    assert "No indicators yet" in visit(client, PAGE).text


def counted(indicator):
    return list(indicator.uses.order_by("kind").values_list("kind", "month", "count"))


def test_opening_by_somebody_else_counts_and_names_nobody(year, client, cast):
    path = "/luton/agreements/laa/indicators/ni-1/"
    for _ in range(2):
        client.force_login(cast.board_member)
        client.get(path)
    client.get(f"{path}?_export=csv")

    month = date(2009, 4, 1)
    assert counted(year[0]) == [("exported", month, 1), ("opened", month, 2)]
    assert not {f.name for f in IndicatorUse._meta.fields} & {"user", "by", "used_by"}


def test_the_suppliers_own_people_and_browsers_guesses_do_not_count(year, client, cast):
    path = "/luton/agreements/laa/indicators/ni-1/"
    for person in (cast.officer, cast.certifier):
        client.force_login(person)
        client.get(path)
    client.force_login(cast.board_member)
    client.get(path, headers={"Sec-Purpose": "prefetch;prerender"})
    client.head(path)

    assert counted(year[0]) == []


def test_the_hours_are_asked_for_once_after_submitting(year, luton, client, cast):
    client.force_login(cast.officer)
    receipt = visit(client, luton.submissions.last().get_absolute_url())

    done = receipt.press("Save the hours", **{"effort-ni-1": "2.5", "effort-ni-2": "0"})

    assert "Hours saved for 2 figures." in done.text
    assert (year[0].effort.hours, year[1].effort.hours) == (2.5, 0)
    again = visit(client, receipt.path)
    assert set(again.form_with("Save the hours").fields) == {"csrfmiddlewaretoken", "effort-ni-3"}


def test_what_cannot_be_hours_is_said_and_nothing_is_lost(year, luton, client, cast):
    client.force_login(cast.officer)
    receipt = visit(client, luton.submissions.last().get_absolute_url())

    page = receipt.press("Save the hours", **{"effort-ni-1": "-1", "effort-ni-2": "2"})

    assert "cannot be below 0. You typed -1." in page.text
    assert page.boxes["effort-ni-2"] == "2"
    assert not hasattr(year[1], "effort")


def test_a_figure_told_in_an_issued_report_was_used(luton, agreement, quarterly_return, cast):
    promise(agreement, "NI 900")
    signed_off(quarterly_return, cast, "45")

    issued_report(agreement, cast)

    reported = {row.indicator.reference: row.reported for row in effort_page(luton, TODAY).rows}
    assert reported == {"NI 181": 1, "NI 900": 0}
