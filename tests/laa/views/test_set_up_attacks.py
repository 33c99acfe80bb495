"""What people type who mean no good, or are in a hurry: it works, or is refused in a sentence."""

import csv
import io
import re
import zipfile
from urllib.parse import urlencode

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from laa.actions.imports import queue_import, run_import, start_import
from laa.models import (
    Agreement,
    Board,
    Indicator,
    Membership,
    Partner,
    RatingRule,
    Strand,
    Theme,
)
from laa.rules.reserved import RESERVED
from tests.factories import BoardFactory, PartnerFactory, ThemeFactory
from tests.page import visit

pytestmark = pytest.mark.django_db

SET_UP = "/luton/set-up/"
TERM = {"starts_day": "1", "starts_month": "4", "starts_year": "2011"}
TERM |= {"ends_day": "31", "ends_month": "3", "ends_year": "2014"}
FACTS = {
    "polarity": "up",
    "unit": "number",
    "accumulates": "snapshot",
    "frequency": "quarter",
    "places": "0",
    "lag_days": "0",
}
LONG = "A very long name " * 18
CALC = "=cmd|' /C calc'!A0"
RULE = {"kind": "target_only", "reason": "To try"}


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def theme(agreement):
    return ThemeFactory(agreement=agreement, slug="safer", name="Safer")


def add_agreement(lead, name):
    page = visit(lead, f"{SET_UP}agreements/add/")
    return page.press("Save", title=name, kind="laa", **TERM)


def add_theme(lead, name):
    return visit(lead, f"{SET_UP}agreements/laa/").press("Add this theme", name=name)


def add_board(lead, name):
    page = visit(lead, f"{SET_UP}boards/add/")
    return page.press("Save", name=name, kind="theme", depth="strategic")


def add_partner(lead, name):
    return visit(lead, f"{SET_UP}partners/add/").press("Save", name=name)


def add_indicator(lead, name):
    supplier = Partner.objects.get(slug="council")
    query = urlencode({"reference": name[:30] if name == LONG else name})
    page = visit(lead, f"{SET_UP}indicators/add/?{query}")
    if page.path.endswith("/add/") and "Add this indicator" not in str(page.forms):
        return page
    return page.press("Add this indicator", title=name, supplier=[supplier.pk], **FACTS)


def add_rule(lead, name):
    return visit(lead, f"{SET_UP}rating-rules/make/").press("Save", name=name, **RULE)


ADDING = {
    "agreement": (add_agreement, Agreement, "title"),
    "theme": (add_theme, Theme, "name"),
    "board": (add_board, Board, "name"),
    "partner": (add_partner, Partner, "name"),
    "indicator": (add_indicator, Indicator, "title"),
    "rule": (add_rule, RatingRule, "name"),
}


def made(model, field, name):
    return model.objects.filter(**{field: name.strip()})


@pytest.mark.parametrize("kind", ADDING)
def test_a_name_of_300_letters_is_refused_in_a_sentence_or_kept(kind, lead, agreement, council):
    add, model, field = ADDING[kind]

    page = add(lead, LONG)

    assert page.answer.status_code == 200
    if not made(model, field, LONG).exists():
        assert "There is a problem" in page.text
        assert re.search(r"at most \d+ characters|characters or fewer", page.text)
        assert LONG.strip() in [value.strip() for value in page.boxes.values()], "it is kept"


@pytest.mark.parametrize("kind", ADDING)
def test_the_same_form_sent_twice_makes_one(kind, lead, agreement, council):
    add, model, field = ADDING[kind]

    add(lead, "Sent twice")
    page = add(lead, "Sent twice")

    assert made(model, field, "Sent twice").count() == 1
    assert "There is a problem" in page.text
    assert re.search(r"already|Choose another", page.text)


WORDS = ["Add", "New", "Make", "Set-up", "Themes", "Alike", "Undo", "Agreements", "Entering"]


@pytest.mark.parametrize("name", [*WORDS, "???", "Ünïcödé 東京", "../../etc", "<b>bold</b>"])
@pytest.mark.parametrize("kind", ADDING)
def test_a_name_that_is_an_address_or_none_has_pages_of_its_own(
    name, kind, lead, agreement, council
):
    add, model, field = ADDING[kind]
    page = add(lead, name)
    assert page.answer.status_code == 200
    row = made(model, field, name).get()

    for address in pages_of(kind, row):
        found = visit(lead, address)
        assert found.answer.status_code == 200, address
        assert name in " ".join(found.text.split()), address


def pages_of(kind, row):
    below = {
        "agreement": [f"agreements/{row.slug}/", f"agreements/{row.slug}/edit/"],
        "theme": [f"agreements/laa/themes/{row.slug}/"],
        "board": [f"boards/{row.slug}/"],
        "partner": [f"partners/{row.slug}/", f"partners/{row.slug}/edit/"],
        "indicator": [f"indicators/{row.slug}/", f"proposals/{row.slug}/"],
        "rule": [f"rating-rules/{row.slug}/", f"rating-rules/{row.slug}/change/"],
    }
    return [SET_UP + path for path in below[kind]]


NOT_BY_NAME = {"partnership", "reference", "national", "name"}
"""Words in addresses that nobody types into a form: receipts, the national set, bundles."""


def fixed_words():
    """For each word of an address that a row's name makes: the pages that stand beside it."""
    found = {}

    def walk(patterns, prefix, parents):
        routes = [(prefix + str(one.pattern), one) for one in patterns]
        for route, one in routes:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, route, parents)
            elif isinstance(one, URLPattern):
                yield route

    routes = list(walk(get_resolver("laa.urls").url_patterns, "", ()))
    for route in routes:
        parts = route.strip("/").split("/")
        for at, part in enumerate(parts):
            name = re.fullmatch(r"<slug:(\w+)>", part)
            if not name or name[1] in NOT_BY_NAME:
                continue
            for other in routes:
                beside = other.strip("/").split("/")
                is_beside = beside[:at] == parts[:at] and len(beside) > at
                if is_beside and len(beside) == len(parts) and "<" not in beside[at]:
                    found.setdefault(name[1], set()).add(beside[at])
    return found


def test_every_page_beside_a_named_one_is_a_reserved_word():
    missing = {
        kind: words - RESERVED.get(kind, frozenset()) for kind, words in fixed_words().items()
    }
    assert {kind: words for kind, words in missing.items() if words} == {}
    for kind in ("agreement", "indicator", "partner", "rule"):
        assert fixed_words()[kind] == RESERVED[kind], "no word is kept from people for nothing"


def test_what_an_import_names_keeps_clear_of_pages_too(lead, luton, cast):
    document = "Indicator,Baseline,2011/12,Partners\nNI 001 Cohesion,15,14,Add*\nUndo Waste,1,2,Add"
    started = start_import(
        partnership=luton,
        title="Add",
        first_year=2011,
        name="add.csv",
        data=document.encode(),
        decisions="",
        by=cast.lead,
    )
    run_import(queue_import(started, seen=started.version, by=cast.lead))

    assert Agreement.objects.get(title="Add").slug == "add-2"
    assert Partner.objects.get(name="Add").slug == "add-2"
    assert "Add" in visit(lead, f"{SET_UP}agreements/add-2/").text


FILES = {
    "agreements": f"{SET_UP}agreements/",
    "boards": f"{SET_UP}boards/",
    "partners": f"{SET_UP}partners/",
    "indicator register": f"{SET_UP}indicators/",
    "rules": f"{SET_UP}rating-rules/",
}


@pytest.fixture
def formulas(lead, agreement, council):
    for add, *_ in ADDING.values():
        add(lead, CALC)


@pytest.mark.parametrize("where", FILES)
def test_a_name_that_is_a_formula_is_text_in_a_csv(where, lead, formulas):
    answer = lead.get(FILES[where], {"_export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))

    cells = [cell for row in rows for cell in row]
    assert any(CALC[:20] in cell for cell in cells), "the name is in the file"
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("where", FILES)
def test_a_name_that_is_a_formula_is_text_in_a_workbook(where, lead, formulas):
    answer = lead.get(FILES[where], {"_export": "xlsx"})
    book = zipfile.ZipFile(io.BytesIO(answer.content))

    sheets = [book.read(name) for name in book.namelist() if "worksheets/" in name]
    assert sheets
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]


STALE = {
    "agreement": (f"{SET_UP}agreements/laa/edit/", "title"),
    "theme": (f"{SET_UP}agreements/laa/themes/safer/", "name"),
    "board": (f"{SET_UP}boards/lsp/", "name"),
    "partner": (f"{SET_UP}partners/police/edit/", "name"),
}


@pytest.mark.parametrize("kind", STALE)
def test_of_two_tabs_the_second_is_told_and_keeps_what_it_typed(kind, lead, luton, theme):
    BoardFactory(partnership=luton, slug="lsp", name="LSP")
    PartnerFactory(partnership=luton, slug="police", name="Police")
    path, box = STALE[kind]
    first, second = visit(lead, path), visit(lead, path)

    assert "There is a problem" not in first.press("Save", **{box: "From the first tab"}).text
    page = second.press("Save", **{box: "From the second tab"})

    assert "There is a problem" in page.text
    assert "changed" in page.text
    assert page.boxes[box] == "From the second tab"
    _, model, field = ADDING[kind]
    assert made(model, field, "From the first tab").exists()
    assert not made(model, field, "From the second tab").exists()


def test_a_strand_sent_twice_is_one(lead, agreement, council):
    add_indicator(lead, "Waits")
    path = f"{SET_UP}indicators/waits/"

    visit(lead, path).press("Add this strand", label="Eastern Trust")
    page = visit(lead, path).press("Add this strand", label="Eastern Trust")

    assert "has a strand “Eastern Trust” already" in page.text
    assert Strand.objects.filter(label="Eastern Trust").count() == 1


def test_somebody_invited_twice_has_one_role(client, cast, luton):
    client.force_login(cast.administrator)
    someone = {"email": "new@example.org", "name": "New", "role": "board_member"}

    visit(client, "/luton/people/invite/").press("Invite", **someone)
    visit(client, "/luton/people/invite/").press("Invite", **someone)

    assert Membership.objects.filter(user__email="new@example.org").count() == 1
