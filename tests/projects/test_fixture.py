"""The document's rows as they are loaded: once, however often, and without private people."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from projects.models import Client, Contact, Project
from tests.fixtures.test_every_fixture import PRIVATE, texts

FIXTURE = Path(__file__).parents[2] / "projects" / "fixtures" / "hastings-project.json"
ROWS = json.loads(FIXTURE.read_text())


def counts():
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_app_config("projects").get_models()
    }


@pytest.mark.django_db
def test_loaded_twice_it_is_there_once():
    call_command("loaddata", "hastings-legi-2008", "hastings-project", verbosity=0)
    once = counts()
    call_command("loaddata", "hastings-project", verbosity=0)

    assert counts() == once
    assert sum(once.values()) == len(ROWS)


def test_it_makes_up_no_client(printed):
    assert not Client.objects.exists()
    assert not Contact.objects.exists()


def test_nobody_private_is_named():
    said = {text for row in ROWS for text in texts(row)} - {
        row["fields"].get("uuid") for row in ROWS
    }

    assert len(said) > 100
    assert not [text for text in said if PRIVATE.search(text)]


def test_every_row_says_where_it_is_printed():
    with_place = [row["fields"] for row in ROWS if "where" in row["fields"]]

    assert len(with_place) > 60
    assert all(fields["where"].startswith("Report of 2008") for fields in with_place)


def test_every_row_is_one_that_a_person_could_enter(printed):
    for model in apps.get_app_config("projects").get_models():
        for row in model.objects.all():
            row.full_clean()


def test_the_project_is_17_of_18_and_runs_from_december_2006_to_march_2009(printed):
    project = Project.objects.select_related("programme", "managing_body", "agreement").get()

    assert project.programme.running_said == "17 of 18 projects"
    assert (str(project.starts), str(project.ends)) == ("2006-12-01", "2009-03-31")
    assert project.managing_body.slug == "rother-voluntary-action"
    assert project.agreement.slug == "hastings-legi-2008"
