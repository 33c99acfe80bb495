"""Migrations say what they do, can be undone, and leave no difference to the models."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.test_architecture import APPS

OURS = sorted(key for key in MigrationLoader(None).disk_migrations if key[0] in APPS)


def migration(key):
    return MigrationLoader(None).disk_migrations[key]


def test_the_migrations_make_the_tables_that_the_models_describe(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("key", OURS, ids="/".join)
def test_a_migration_is_named_for_what_it_does(key):
    number, _, name = key[1].partition("_")

    assert number.isdigit()
    assert name not in ("", "initial", migration(key).suggest_name())
    assert not name.startswith("auto_")
    assert "_and_more" not in name


@pytest.mark.parametrize("key", OURS, ids="/".join)
def test_a_migration_can_be_undone(key):
    assert all(operation.reversible for operation in migration(key).operations)


@pytest.mark.parametrize("key", OURS, ids="/".join)
def test_schema_and_data_change_apart(key):
    kinds = {
        type(operation).__name__ in ("RunPython", "RunSQL")
        for operation in migration(key).operations
    }

    assert len(kinds) == 1


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_one_newest_migration(app):
    leaves = MigrationLoader(None).graph.leaf_nodes(app)

    assert len(leaves) == bool([key for key in OURS if key[0] == app])


def our_tables():
    tables = {m._meta.db_table for m in apps.get_models(include_auto_created=True)}
    return {
        t for t in connection.introspection.table_names() if t in tables and t.startswith("laa_")
    }


@pytest.mark.django_db(transaction=True)
def test_all_of_it_goes_back_to_nothing_and_forward_again():
    before = our_tables()
    try:
        call_command("migrate", "laa", "zero", verbosity=0)
        assert our_tables() == set()
    finally:
        call_command("migrate", verbosity=0)

    assert our_tables() == before
