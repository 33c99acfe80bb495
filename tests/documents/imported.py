"""`manage.py import_agreement` as scripts call it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def import_agreement(path, *options, first_year="2008", title="An agreement"):
    out, err = StringIO(), StringIO()
    given = [str(path), "--title", title, "--first-year", str(first_year), *options]
    try:
        call_command("import_agreement", *given, stdout=out, stderr=err)
    except CommandError as error:
        error.said = out.getvalue()
        raise
    return out.getvalue()


def dry_run(path, *options, **named) -> dict:
    """What the document says, as JSON."""
    return json.loads(import_agreement(path, "--dry-run", "--format", "json", *options, **named))


def rows_of(path, **named) -> dict:
    """Each indicator that was read, by its reference."""
    indicators = dry_run(path, **named)["indicators"]
    found = {row["ref"]: row for row in indicators}
    assert len(found) == len(indicators)
    return found


def refusal(path, *options, **named) -> str:
    """The sentences a refused document is answered with; the command exits non-zero."""
    with pytest.raises(CommandError) as refused:
        import_agreement(path, "--dry-run", *options, **named)
    assert refused.value.returncode != 0
    return str(refused.value)


def problems(path, **named) -> list[dict]:
    with pytest.raises(CommandError) as refused:
        import_agreement(path, "--dry-run", "--format", "json", **named)
    return json.loads(refused.value.said)["problems"]
