"""Our figures beside England's, the region's and the neighbours', each with its own period."""

import csv
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from laa import clock
from laa.actions.figure_loads import load_figures, start_load
from laa.composing import composed
from laa.models import Comparator, FigureLoad
from laa.queries.report_body import Asked
from laa.reports.render import rendered
from laa.rules import periods
from laa.rules.vocabulary import Cover, FileFormat
from tests.documents.ehc_plans import HAMPSHIRE, OTHERS, SOURCE
from tests.factories import promise
from tests.page import visit
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

KIND = FigureLoad.Kind
PAGE = "/luton/agreements/laa/indicators/ehc-20/"


@pytest.fixture
def plans(luton, agreement, council):
    luton.demonstration.today = luton.demonstration.today.replace(year=2023)
    luton.demonstration.save()
    return promise(
        agreement, "EHC 20", supplier=council, unit="percent", places=1, polarity="up",
        frequency="calendar_year", targets={"2022-CY": "60"},
    )  # fmt: skip


@pytest.fixture
def loaded(luton, plans, cast):
    for kind, table in ((KIND.HISTORY, HAMPSHIRE), (KIND.COMPARATORS, OTHERS)):
        load = start_load(
            partnership=luton, name="t.csv", data=table.encode(), by=cast.lead, kind=kind
        )
        load_figures(load, by=cast.lead)


@pytest.fixture
def member(client, cast):
    client.force_login(cast.board_member)
    return client


def table_of(client, name):
    text = client.get(f"{PAGE}?_export=csv&_table={name}").content.decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_the_lead_looks_loads_and_takes_away_in_the_browser(client, cast, plans):
    client.force_login(cast.lead)
    file = SimpleUploadedFile("others.csv", OTHERS.encode())
    answer = client.post("/luton/set-up/comparators/", {"document": file}, follow=True)
    page = visit(client, answer.request["PATH_INFO"])
    assert "24 figures would be added" in page.text
    assert (
        f"West Berkshire Statistical neighbour all calendar year 2022 no number Not known {SOURCE}"
        in (page.text)
    )

    done = page.press("Load the figures")
    assert "24 figures are loaded" in done.text
    assert Comparator.objects.count() == 24

    assert "taken away again" in done.press("Undo the load").text
    assert not Comparator.objects.exists()


def test_mistakes_are_listed_with_their_row_and_column(client, cast, plans):
    client.force_login(cast.lead)
    table = OTHERS.replace("South East,Region", "South East,Cousin", 1)
    file = SimpleUploadedFile("others.csv", table.encode())
    answer = client.post("/luton/set-up/comparators/", {"document": file}, follow=True)

    assert "others.csv, row 3, column B" in answer.content.decode()
    assert not FigureLoad.objects.exists()


def test_the_page_compares_each_period_with_its_own(loaded, member):
    """Hampshire 2022: 45.7% against England's 49.2%; 3rd of the 10 that have a figure."""
    page = visit(member, PAGE)

    assert "2022 45.7% 49.2% South East 45.8% 10 areas, 3.8% to 56.2%; 1 without a figure" in (
        page.text
    )
    assert "West Berkshire: not known" in page.text
    assert f"3 of 10, second quarter {SOURCE}" in page.text
    assert "2021 15.6% 59.9% South East 49.3% 10 areas, 23.3% to 80.2%" in page.text
    assert f"11 of 11, worst quarter {SOURCE}" in page.text


def test_no_figure_is_compared_with_another_periods(loaded, member):
    Comparator.objects.filter(period="2022-CY").delete()

    text = visit(member, PAGE).text

    assert "15.6% 59.9%" in text
    assert "45.7% 59.9%" not in text
    assert "11 of 11" in text
    assert "of 10" not in text


def test_a_period_without_a_figure_of_ours_has_no_rank(plans, luton, cast, member):
    load = start_load(
        partnership=luton, name="t.csv", data=OTHERS.encode(), by=cast.lead, kind=KIND.COMPARATORS
    )
    load_figures(load, by=cast.lead)

    assert "2022 no figure 49.2%" in visit(member, PAGE).text
    assert "no rank" in visit(member, PAGE).text


def test_the_chart_names_the_areas_in_words_and_draws_each_in_its_own_way(loaded, member):
    answer = member.get(PAGE).content.decode()

    for part in ("england-line", "england", "region-line", "region", "neighbour"):
        assert f'class="laa-chart__{part}"' in answer
    assert ">England</text>" in answer
    assert ">South East</text>" in answer
    assert "Compared in calendar year 2022: England 49.2%; region South East 45.8%" in answer
    drawing = member.get(f"{PAGE}?_chart=svg&_strand=all").content.decode()
    assert ".laa-chart__england-line {" in drawing


def test_the_files_hold_what_the_chart_draws(loaded, member):
    chart = {(row["What"], row["Period"]): row["Value"] for row in table_of(member, "chart-all")}
    assert Decimal(chart["England", "calendar year 2022"]) == Decimal("49.2")
    assert Decimal(chart["Warwickshire", "calendar year 2021"]) == Decimal("74.9")
    assert ("West Berkshire", "calendar year 2022") not in chart

    rows = table_of(member, "compared-all")
    assert len(rows) == 24
    rank = "Our rank among neighbours"
    ours = {(row["Period"], Decimal(row["Our figure"]), row[rank]) for row in rows}
    assert ours == {("2022-CY", Decimal("45.7"), "3"), ("2021-CY", Decimal("15.6"), "11")}
    (gap,) = [row for row in rows if not row["Value"]]
    assert (gap["Area"], gap["Why there is none"]) == ("West Berkshire", "Not known")


def test_an_invented_figure_of_others_says_so_wherever_it_shows(
    quarterly_return, luton, cast, client
):
    """On the page and in its chart, in both its files, and in the charts and tables of reports."""
    signed_off(quarterly_return, cast, "45")
    table = "Area,Kind,Reference,Period,Value,Source,Illustrative\n" + "".join(
        f"{area},{kind},NI 181,2008/09-Q4,{value},Invented,yes\n"
        for area, kind, value in (("England", "", 41), ("Slough", "Neighbour", 43))
    )
    load = start_load(
        partnership=luton, name="t.csv", data=table.encode(), by=cast.lead, kind=KIND.COMPARATORS
    )
    load_figures(load, by=cast.lead)
    client.force_login(cast.board_member)
    path = PAGE.replace("ehc-20", "ni-181")

    page = visit(client, path).text
    assert "45 days (illustrative) 41 days (illustrative) none loaded" in page
    assert "1 area, 43 days (illustrative)" in page
    assert "Slough: 43 days (illustrative)" in page
    svg = client.get(f"{path}?_chart=svg&_strand=all").content.decode()
    assert ">England (illustrative)</text>" in svg
    for name, area in (("chart-all", "England (illustrative)"), ("compared-all", ",illustrative")):
        assert area in client.get(f"{path}?_export=csv&_table={name}").content.decode()

    agreement = luton.agreements.get()
    body = composed(Asked(agreement, periods.period("2008/09-Q4"), clock.today(luton)))
    html = rendered(body, cover=Cover.EXECUTIVE, format=FileFormat.HTML).decode()
    sheet = html.partition("Indicator sheets</h2>")[2]
    assert 'class="laa-chart__england"' in sheet
    assert 'class="laa-chart__neighbour"' in sheet
    assert ">England (illustrative)</text>" in sheet
    assert "Compared in Q4 2008/09: England 41 days (illustrative); region none loaded" in sheet
    assert ".laa-chart__england-line {" in sheet


def test_an_indicator_without_comparators_says_nothing_of_them(plans, member):
    assert "Compared with others" not in visit(member, PAGE).text


def test_the_reports_sheet_compares_within_its_period_only(
    luton, agreement, quarterly_return, cast
):
    signed_off(quarterly_return, cast, "45")
    table = "Area,Kind,Reference,Period,Value,Source\n" + "".join(
        f"{area},Neighbour,NI 181,{period},{value},DWP\n"
        for area, value in (("Slough", 40), ("Derby", 50), ("Leeds", 60))
        for period in ("2008/09-Q3", "2008/09-Q4")
    )
    load = start_load(
        partnership=luton, name="t.csv", data=table.encode(), by=cast.lead, kind=KIND.COMPARATORS
    )
    load_figures(load, by=cast.lead)

    def sheet(period):
        body = composed(Asked(agreement, periods.period(period), clock.today(luton)))
        html = rendered(body, cover=Cover.EXECUTIVE, format=FileFormat.HTML).decode()
        return " ".join(
            re.sub(
                r"<[^>]+>", " ", html.partition("NI 181: compared with others</caption>")[2]
            ).split()
        )

    of_q4 = sheet("2008/09-Q4")
    assert "Q4 2008/09 45 days (illustrative) none loaded none loaded 3 areas" in of_q4
    assert "40 days to 60 days 2 of 4, second quarter" in of_q4
    assert "Q3 2008/09 no figure none loaded none loaded 3 areas" in of_q4
    assert "Source: DWP." in of_q4
    assert "Q4 2008/09" not in sheet("2008/09-Q3").partition("Source")[0]
