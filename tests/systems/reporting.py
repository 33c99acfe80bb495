"""Asking for reports as a script does, for the tests of boards and reports."""

import json

from django.core.management import call_command

LUTON = "luton-laa-2008-11"


def write_report(path, *, agreement=LUTON, quarter="2008/09-Q1", format="json", **options):
    """The bytes that `manage.py report` writes."""
    out = path / f"report.{format}"
    call_command(
        "report", agreement=agreement, quarter=quarter, format=format, out=str(out), **options
    )
    return out.read_bytes()


def read_report(path, **options):
    """The same as what its JSON says: cover, body and hash."""
    return json.loads(write_report(path, **options))


def references(body):
    return [promise["reference"] for theme in body["themes"] for promise in theme["promises"]]
