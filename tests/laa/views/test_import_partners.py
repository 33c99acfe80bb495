"""The page on which a person says who the printed names of a document are."""

import json
import re

import pytest

from laa.actions import imports
from laa.models import Partner, PartnerAlias
from laa.queries.import_page import import_page
from tests.laa.actions.test_imports import TABLE, start
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def started(luton, cast):
    return start(luton, cast.lead)


def path(started, rest="partners/"):
    return f"/luton/set-up/imports/{started.uuid}/{rest}"


def say(lead, started, button="Save who is who", several=None, **who):
    """Choose for each name who it is, or type the several bodies it names."""
    started.refresh_from_db()
    numbers = {each.name: n for n, each in enumerate(import_page(started).new_names)}
    boxes = {f"name-{numbers[name]}": slug for name, slug in who.items()}
    boxes |= {f"several-{numbers[name]}": typed for name, typed in (several or {}).items()}
    page = visit(lead, path(started)).press(button, **boxes)
    started.refresh_from_db()
    return page


def load(started, by):
    imports.queue_import(started, seen=started.version, by=by)
    started = imports.run_import(started)
    assert started.state == "imported", started.failure
    return started


def test_who_is_who_is_decided(lead, started):
    page = visit(lead, path(started, "partners/"))
    fields = next(form.fields for form in page.forms if "name-0" in form.fields)
    chosen = [value for name, value in fields.items() if name.startswith("name-")]
    assert chosen == [[""]] * 3, "nobody is joined to anybody beforehand"

    done = page.press("Save who is who", **{"name-0": "lbc"})

    assert "Saved who is who" in done.text
    started.refresh_from_db()
    assert started.decisions["aliases"] == {"DWP": "lbc"}


def test_who_is_who_proposes_and_joins_nobody_by_itself(lead, luton, cast):
    luton.partners.create(slug="jobcentre-plus", name="Jobcentre Plus")
    luton.partners.create(slug="luton-tpct", name="Luton tPCT")
    table = TABLE.replace('"LBC*, DWP"', '"Job Centre Plus*, Bedfordshire PCT"')
    started = start(luton, cast.lead, table=table)

    page = visit(lead, path(started, "partners/"))
    assert "Surely Jobcentre Plus" in page.text, "the page says which the button accepts"
    assert not re.search("(Perhaps|Surely) Luton tPCT", page.text), "Bedfordshire's is another body"
    page.press("Save who is who")
    started.refresh_from_db()
    assert started.decisions["aliases"] == {}

    visit(lead, path(started, "partners/")).press("Save, and accept the one that is sure")

    started.refresh_from_db()
    assert started.decisions["aliases"] == {"Job Centre Plus": "jobcentre-plus"}


def test_two_spellings_in_one_document_become_one_partner(lead, luton, cast):
    table = TABLE.replace('"LBC*, DWP"', '"Job Centre Plus*, Jobcentre Plus"')
    started = start(luton, cast.lead, table=table)

    visit(lead, path(started, "partners/")).press("Save, and accept the 2 that are sure")

    started.refresh_from_db()
    assert len(started.decisions["aliases"]) == 1


BOTH = TABLE.replace('"LBC*, DWP"', '"Barnfield LSC*, DWP, LBC"')


def test_one_printed_cell_is_split_into_several_bodies(lead, luton, cast):
    luton.partners.create(slug="barnfield-college", name="Barnfield College")
    started = start(luton, cast.lead, table=BOTH)

    page = say(lead, started, several={"Barnfield LSC": "barnfield college, LSC"})

    assert "Saved who is who" in page.text
    assert started.decisions["splits"] == {"Barnfield LSC": ["barnfield-college", "LSC"]}
    again = visit(lead, path(started))
    assert "Barnfield College, LSC" in again.boxes.values(), "what was decided stands in the box"
    promise = load(started, cast.lead).agreement.commitments.get(indicator__reference="NI 181")
    assert promise.lead.name == "Barnfield College"
    assert {each.name for each in promise.contributors.all()} == {"LSC", "DWP", "LBC"}
    assert not Partner.objects.filter(name="Barnfield LSC").exists()


def test_a_body_that_only_a_split_names_can_be_said_to_be_somebody(lead, luton, cast):
    luton.partners.create(slug="skills", name="Learning and Skills Council")
    started = start(luton, cast.lead, table=BOTH)
    say(lead, started, several={"Barnfield LSC": "Barnfield College, LSC"})

    page = visit(lead, path(started))
    assert "Perhaps Learning and Skills Council" in page.text
    say(lead, started, LSC="skills")

    load(started, cast.lead)
    assert PartnerAlias.objects.get(name="LSC").partner.slug == "skills"


def test_a_printed_name_is_made_a_service_of_a_partner_that_is_here(lead, luton, council, cast):
    table = TABLE.replace("DWP", "Youth Service").replace("LBC", "Luton Borough Council")
    started = start(luton, cast.lead, table=table)

    say(lead, started, **{"Youth Service": "within:council"})

    assert started.decisions["partners"] == [
        {"slug": "youth-service", "name": "Youth Service", "part_of": "council"}
    ]
    assert "within:council" in visit(lead, path(started)).boxes.values()
    load(started, cast.lead)
    assert Partner.objects.get(name="Youth Service").part_of == council


def test_a_service_goes_with_the_whole_when_the_load_is_undone(lead, started, cast):
    before = Partner.objects.count()
    say(lead, started, DWP="within:lbc")
    loaded = load(started, cast.lead)
    assert Partner.objects.get(name="DWP").part_of.name == "LBC"

    imports.undo(loaded, by=cast.lead)

    assert Partner.objects.count() == before


def test_a_service_becomes_a_partner_of_its_own_again(lead, started):
    say(lead, started, DWP="within:lbc")

    say(lead, started, DWP="")

    assert started.decisions["partners"] == []


def test_who_is_who_applies_again_from_the_file(lead, luton, cast):
    started = start(luton, cast.lead, table=BOTH)
    said = {"Barnfield LSC": "Barnfield College, LSC"}
    say(lead, started, several=said, DWP="within:lbc", **{"Housing Corporation": "lbc"})

    file = lead.get(path(started, "decisions/")).content.decode()
    again = start(luton, cast.lead, table=BOTH, decisions=file, title="The same once more")

    assert imports.plan_of(again).partners == imports.plan_of(started).partners
    assert imports.plan_of(again).indicators == imports.plan_of(started).indicators


def test_what_is_decided_of_names_that_are_not_on_the_page_stays(lead, luton, cast):
    file = json.dumps({"aliases": {"Not printed here": "lbc"}, "splits": {"Nor this": ["lbc"]}})
    started = start(luton, cast.lead, decisions=file)

    say(lead, started, DWP="lbc")

    assert started.decisions["aliases"] == {"Not printed here": "lbc", "DWP": "lbc"}
    assert started.decisions["splits"] == {"Nor this": ["lbc"]}


@pytest.mark.parametrize(
    ("who", "several", "error"),
    [
        ({"DWP": "lbc"}, {"DWP": "A, B"}, "“DWP” cannot be both one partner and several."),
        ({}, {"DWP": "Somebody"}, "Name two bodies or more that “DWP” stands for"),
        ({}, {"DWP": "dwp, LBC"}, "“DWP” cannot be one of the bodies it stands for."),
        ({"DWP": "lbc", "LBC": "dwp"}, {}, "“LBC” is itself another name."),
        ({"DWP": "lbc"}, {"LBC": "A, B"}, "“LBC” stands for several."),
        ({"DWP": "within:lbc", "LBC": "within:dwp"}, {}, "“LBC” is a service of “DWP”."),
    ],
)
def test_what_cannot_be_is_said_beside_the_name(lead, started, who, several, error):
    page = say(lead, started, several=several, **who)

    assert error in page.text
    assert "There is a problem" in page.text
    assert started.decisions == {}
    for typed in [*who.values(), *several.values()]:
        assert typed in page.boxes.values(), "nothing is lost"
