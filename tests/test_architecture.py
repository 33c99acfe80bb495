"""Keeps the house in order: who may import whom, who may write, who may know the time.

Read from the source (`ast`) and from the tables (`_meta`), so that no reviewer has to remember.
"""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(__file__).resolve().parents[1]
SATELLITES = ("projects", "peer_reviews", "send", "early_help")
APPS = ("laa", *SATELLITES)

SOURCES = sorted(
    path.relative_to(ROOT)
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)
WRITTEN = [*SOURCES, Path("start.py"), Path("manage.py")] + sorted(
    path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py")
)

LONGEST = 350
LONG_FILES = {
    "start.py": "one file is its contract: it runs before anything is installed",
    "tests/test_start.py": "follows start.py",
}

KNOWS_THE_TIME = {
    "laa/clock.py": "the one clock",
    "laa/models/membership.py": "people work on the real calendar, not the tenant's",
    "laa/actions/people.py": "people work on the real calendar, not the tenant's",
}
"""Everybody else is handed the day, or asks laa.clock for a partnership's."""

WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"}
VIEWS_THAT_WRITE = {
    ("laa/views/notice.py", "notices_read"): "reading one's own notice changes nothing else",
}

LAYERS = {
    "rules": {"rules"},
    "catalogue": {"catalogue", "rules"},
    "charts": {"charts", "rules"},
    "imports": {"imports", "catalogue", "rules"},
    "models": {"models", "rules"},
    "actions": {
        "actions",
        "models",
        "imports",
        "rules",
        "clock",
        "audit",
        "notices",
        "permissions",
        "waking",
    },
    "queries": {
        "areas",
        "queries",
        "catalogue",
        "actions",
        "models",
        "imports",
        "measures",
        "rules",
        "charts",
        "clock",
        "permissions",
    },
    "exports": {"exports", "catalogue", "imports", "queries", "models", "rules", "clock"},
    "reports": {"reports", "charts", "queries", "rules"},
    "filters": {"filters", "models", "rules"},
    "tables": {"tables", "queries", "models", "rules", "permissions"},
    "forms": {"forms", "catalogue", "queries", "models", "imports", "rules"},
}
"""What each folder of laa may import from laa; views, commands and templates stand on them all."""


@cache
def tree(path):
    return ast.parse((ROOT / path).read_text(), filename=str(path))


def imports(path):
    """The dotted names a file imports, wherever in the file it does so."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path):
    found = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(path)) if isinstance(node, found)]


def calls(node):
    """The last names of everything called below a node: `x.save()` is "save"."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            yield getattr(call.func, "attr", getattr(call.func, "id", ""))


def in_folder(name):
    return [path for path in SOURCES if path.parts[:2] == ("laa", name)]


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=str)


@each([path for path in SOURCES if path.parts[0] == "laa"])
def test_the_core_imports_no_satellite(path):
    assert not {name for name in imports(path) if name.split(".")[0] in SATELLITES}


@each([path for path in SOURCES if path.parts[0] in SATELLITES])
def test_a_satellite_imports_the_core_and_no_other_satellite(path):
    others = set(SATELLITES) - {path.parts[0]}

    assert not {name for name in imports(path) if name.split(".")[0] in others}


@each([path for path in SOURCES if path.parts[0] == "laa"])
def test_only_settings_and_addresses_name_a_satellite(path):
    if path.name in ("settings.py", "urls.py"):
        return
    texts = {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)}
    texts = {text for text in texts if isinstance(text, str)}

    assert not {
        text
        for text in texts
        if text in SATELLITES or text.startswith(tuple(f"{s}." for s in SATELLITES))
    }


@pytest.mark.parametrize("folder", LAYERS)
def test_a_layer_of_the_core_imports_only_what_is_below_it(folder):
    above = {
        f"{path} imports {name}"
        for path in in_folder(folder)
        for name in imports(path)
        if name.startswith("laa.") and name.split(".")[1] not in LAYERS[folder]
    }

    assert not above


@each(in_folder("rules"))
def test_the_rules_are_plain_python(path):
    django = {name for name in imports(path) if name.split(".")[0] not in (*STANDARD, "laa")}

    assert django <= ({"django.db.models.TextChoices"} if path.name == "vocabulary.py" else set())


@each(in_folder("rules"))
def test_every_public_rule_says_what_it_takes_and_gives(path):
    public = [
        node
        for node in tree(path).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    ]

    assert not [node.name for node in public if not ast.get_docstring(node)]


STANDARD = (
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "functools",
    "re",
    "statistics",
    "unicodedata",
)


@each(in_folder("rules"))
def test_the_rules_never_use_floats(path):
    assert "float" not in set(calls(tree(path)))
    literals = [n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant)]
    assert not [value for value in literals if isinstance(value, float)]


@each([path for path in SOURCES if "views" in path.parts])
def test_views_write_through_actions(path):
    for function in functions(path):
        if (str(path), function.name) not in VIEWS_THAT_WRITE:
            written = {
                call.func.attr
                for call in ast.walk(function)
                if isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in WRITES
            }
            assert not written, f"{path}: {function.name} writes; call an action"


@each(SOURCES)
def test_only_the_clock_asks_what_time_it_is(path):
    asked = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    known = {
        name
        for name in asked
        if name.endswith(("datetime.now", "date.today", "timezone.now", "localdate", "localtime"))
    }

    assert not known or str(path) in KNOWS_THE_TIME
    # Of a moment it would be the day in UTC: in summer, the day before until one in the morning.
    assert not [name for name in asked if name.endswith("_at.date")], "use laa.clock.day_of"


@each(SOURCES)
def test_no_iterator_is_read_inside_a_transaction(path):
    """SQLite's IMMEDIATE holds the write lock for as long as the transaction is open."""
    for block in ast.walk(tree(path)):
        openers = [item.context_expr for item in getattr(block, "items", [])]
        openers += getattr(block, "decorator_list", [])
        if any("atomic" in ast.unparse(opener) for opener in openers):
            assert "iterator" not in set(calls(block)), f"{path}: line {block.lineno}"


@each([*SOURCES, Path("start.py")])
def test_no_function_is_called_send(path):
    """So that `git grep send` finds the app of that name."""
    assert not [f.name for f in functions(path) if "send" in f.name.split("_")]


@each(WRITTEN)
def test_a_file_can_be_read_at_one_sitting(path):
    if str(path) not in LONG_FILES:
        assert len((ROOT / path).read_text().splitlines()) <= LONGEST


def test_no_request_is_one_transaction():
    assert not any(database.get("ATOMIC_REQUESTS") for database in settings.DATABASES.values())


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_a_table_stands_alone(model):
    assert not [parent for parent in model._meta.parents if not parent._meta.abstract]
    fields = {type(field).__name__ for field in model._meta.get_fields()}
    assert not fields & {"GenericForeignKey", "GenericRelation"}


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_relations_go_from_satellites_to_the_core(model):
    label = model._meta.app_label
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey | models.ManyToManyField):
            continue
        other = field.related_model._meta.app_label
        assert other not in SATELLITES or other == label, f"{field} leads to another satellite"
        if label in SATELLITES and other == "laa":
            name = field.remote_field.related_name or ""
            assert name.startswith(f"{label}_"), f"{field} needs a related_name of its app"
