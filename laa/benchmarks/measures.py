"""The budgets of the design, measured as ratios within one run: machines are noisy."""

import gc
import gzip
import io
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from laa.benchmarks import country, data, deadline, documents, nightly, reports
from laa.charts.trend import Mark, Series, trend
from laa.models import Agreement, Rating
from laa.queries.points import POINT_FIELDS

REPEATS = 9
BARE = (
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>"
    "{% endfor %}</table>"
)


@dataclass(frozen=True)
class Result:
    """One budget. `ok` None where it could not be measured; `why` says why, or how."""

    name: str
    value: float | None
    unit: str
    budget: float
    ok: bool | None
    why: str = ""

    as_dict = asdict


def result(name: str, value: float, unit: str, budget: float, why: str = "") -> Result:
    return Result(name, round(value, 2), unit, budget, value <= budget, why)


def interleaved(*works: Callable[[], object]) -> list[float]:
    """Median seconds of each work, taken turn about so that a busy moment hits them all."""
    for work in works:
        work()
    times: list[list[float]] = [[] for _ in works]
    for _ in range(REPEATS):
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            start = perf_counter()
            work()
            taken.append(perf_counter() - start)
    return [median(taken) for taken in times]


def measure() -> list[Result]:
    """All that can be measured on the connected database, which is empty and migrated."""
    database = connection.vendor
    small = data.area("small", 198)
    large = data.area("large", 1980)
    connection.cursor().execute("ANALYZE")
    results = [
        *_dashboards(small, large, database),
        *_pages(small, database),
    ]
    if database == "sqlite":
        results += [_chart(), _import(), _rating(), _first_page(), _report()]
    else:
        results += [_deadline_day(), _nightly()]
    return results


def _client(agreement: Agreement) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(data.lead_of(agreement), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _get(client: Client, url: str) -> Callable[[], object]:
    def get():
        response = client.get(url)
        assert response.status_code == 200, f"{url} answered {response.status_code}"
        return response.content

    return get


def _queries(work: Callable[[], object]) -> int:
    work()
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def _dashboards(small: Agreement, large: Agreement, database: str) -> list[Result]:
    pages = [_get(_client(a), _url("agreement-dashboard", a)) for a in (small, large)]
    seconds = interleaved(bare_table(small), *pages)
    bare, page, large_page = seconds
    named = f"{database}, 198 indicators × 12 quarters"
    return [
        result(f"dashboard queries ({named})", _queries(pages[0]), "queries", 15),
        result(f"dashboard queries ({database}, 1,980)", _queries(pages[1]), "queries", 15),
        result(
            f"dashboard time ({named})", page / bare, "× a bare table of the same rows", 3,
            f"{page * 1000:.0f} ms against {bare * 1000:.0f} ms",
        ),
        result(
            f"dashboard growth ({database})", large_page / page, "× for ten times the rows", 13,
            f"{large_page * 1000:.0f} ms against {page * 1000:.0f} ms",
        ),
    ]  # fmt: skip


def bare_table(agreement: Agreement) -> Callable[[], object]:
    """One query of the rows the dashboard reads, through a template of bare `<tr><td>`."""
    template = engines["django"].from_string(BARE)

    def render():
        rows = Rating.objects.filter(commitment__agreement=agreement).order_by("pk")
        return template.render({"rows": rows.values_list(*POINT_FIELDS)})

    return render


def _pages(agreement: Agreement, database: str) -> list[Result]:
    client = _client_of_existing(agreement)
    indicator = _get(client, _url("indicator-detail", agreement, "ni-0007"))
    data.open_return(agreement, lines=40)
    period, partner = data.QUARTERS[-1].key, "council"
    page = reverse("laa:return-detail", args=[agreement.partnership.slug, period, partner])
    a_return = _get(client, page)
    bare, indicator_time, return_time = interleaved(bare_table(agreement), indicator, a_return)
    return [
        result(f"indicator page queries ({database})", _queries(indicator), "queries", 15,
               f"{indicator_time * 1000:.0f} ms"),
        result(f"return of 40 lines queries ({database})", _queries(a_return), "queries", 15,
               f"{return_time * 1000:.0f} ms"),
    ]  # fmt: skip


def _client_of_existing(agreement: Agreement) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    user = agreement.partnership.memberships.first().user
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _url(name: str, agreement: Agreement, *more: str) -> str:
    return reverse(f"laa:{name}", args=[agreement.partnership.slug, agreement.slug, *more])


def _chart() -> Result:
    actual = [Mark(q.start, q.end, q.key, Decimal(40 + n)) for n, q in enumerate(data.QUARTERS)]
    target = [Mark(y.start, y.end, y.key, Decimal(50)) for y in data.YEARS]
    series = Series(actual, target, baseline=Decimal(45))
    points = [[mark.label, str(mark.value)] for mark in series.marks]

    def charts():
        for _ in range(50):
            trend(series, identifier="c", title="t", description="d")

    def dumps():
        for _ in range(50):
            json.dumps(points)

    chart, plain = interleaved(charts, dumps)
    return result("a chart", chart / plain, "× json.dumps of its points", 40,
                  f"{chart * 20:.2f} ms a chart")  # fmt: skip


def _rating() -> Result:
    """The plain rule over a country's figures, against looking at each value once."""
    figures = country.series()
    assert len(country.rate_all(figures)) == country.FIGURES
    rated, looped = interleaved(
        lambda: country.rate_all(figures), lambda: country.loop_over(figures)
    )
    return result(
        f"rating {country.FIGURES:,} figures in memory", rated / looped, "× looping over them", 10,
        f"{rated * 1000:.0f} ms against {looped * 1000:.0f} ms",
    )  # fmt: skip


def _import() -> Result:
    """Reading, judging and answering, against opening alone; both ends in the same words."""
    workbook = documents.national_workbook()
    assert len(documents.dry_run(workbook)["indicators"]) == 198
    whole, opening = interleaved(
        lambda: documents.dry_run(workbook), lambda: load_workbook(io.BytesIO(workbook))
    )
    return result(
        "importing a 198-row workbook, dry run", whole / opening, "× opening it with openpyxl", 3,
        f"{whole * 1000:.0f} ms against {opening * 1000:.0f} ms",
    )  # fmt: skip


def _deadline_day() -> Result:
    """The slowest answer; an error, or a line lost or doubled, is over any budget."""
    day = deadline.deadline_day()
    is_within = day.is_clean and day.slowest <= 30
    name = "deadline day, 200 officers saving lines"
    return Result(name, round(day.slowest, 2), "s for the slowest answer", 30, is_within, day.said)


def _nightly() -> Result:
    """A night in which nothing is new, over every rating there is; the first one is told beside."""
    areas = nightly.a_country()
    first = nightly.the_first_night(areas)
    night, looped = interleaved(nightly.a_night(areas), nightly.all_rows)
    return result(
        f"nightly flags, {len(areas)} areas × {country.INDICATORS} × 12, PostgreSQL",
        night / looped, "× iterating the rows", 5,
        f"{night:.1f} s against {looped:.1f} s; the first night, which opens "
        f"{nightly.open_flags():,} flags, {first:.0f} s",
    )  # fmt: skip


def _first_page() -> Result:
    """The sign-in page and every file it names, compressed, as a first visit loads them."""
    page = Client(SERVER_NAME="127.0.0.1").get(reverse("account_login")).content
    names = re.findall(r'(?:href|src)="([^"]+\.(?:css|js|svg))"', page.decode())
    files = [finders.find(_unhashed(name)) for name in names]
    size = sum(len(gzip.compress(Path(file).read_bytes())) for file in files)
    size += len(gzip.compress(page))
    return result("first page, cold", size / 1000, "kB compressed", 60)


def _unhashed(url: str) -> str:
    """The source's name: "/static/built/laa.0123456789ab.css" is built/laa.css."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.)", "", url.removeprefix(settings.STATIC_URL))


def _report() -> Result:
    """Each from nothing, with a compiler of its own: one would remember parts of the other."""
    whole, empty = interleaved(reports.whole_report, reports.empty_document)
    return result(
        "65-indicator board report, tagged PDF with charts", whole / empty,
        "× an empty typst document of the same settings", 15,
        f"{whole * 1000:.0f} ms against {empty * 1000:.0f} ms",
    )  # fmt: skip
