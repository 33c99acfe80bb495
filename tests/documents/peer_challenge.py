"""Harborough's feedback report of 2018, rebuilt from the bundled facts as it was printed.

Numbered recommendations with their first words bold, the last one cut by a page, lists in three
appendices, and headings in between that look like one more item of the list before.
"""

import json
from pathlib import Path

from django.conf import settings

FIXTURE = Path(settings.BASE_DIR, "fixtures", "harborough-2018.json")


def facts(model: str) -> list[dict]:
    rows = json.loads(FIXTURE.read_text())
    return [row["fields"] for row in rows if row["model"] == f"peer_reviews.{model}"]


def report() -> str:
    return "\n\n".join(
        [
            "Corporate Peer Challenge **Harborough District Council**",
            "2. Key recommendations",
            "Some of it will inform some 'quick wins' (see Appendix 1). The key recommendations:",
            _recommendations(),
            "3. Summary of the Peer Challenge approach",
            "1. Understanding of the local place: does the council understand it?\n"
            "2. Leadership of Place: is it effective?",
            "Appendix 1: Quick Wins",
            "\n".join(f"- {row['text']}." for row in facts("quickwin")),
            "Appendix 2: Notable Practice",
            "\n".join(_practice(row) for row in facts("practice") if row["kind"] == "notable"),
            "Appendix 3: Signposting",
            "\n".join(_practice(row) for row in facts("practice") if row["kind"] == "signpost"),
        ]
    )


def _recommendations() -> str:
    lines = [
        f"{row['number']}. **{row['title']}.** {row['detail']}" for row in facts("recommendation")
    ]
    cut = lines[-1].index(" and both")
    lines[-1] = f"{lines[-1][:cut]}\n\n{lines[-1][cut:].strip()}"
    return "\n".join(lines)


def _practice(row: dict) -> str:
    places = ", ".join(row["organisations"].splitlines()) if row["kind"] == "signpost" else ""
    said = ". ".join(filter(None, [places, row["text"]]))
    return f"{' ' if row['part_of'] else ''}- {' – '.join(filter(None, [row['topic'], said]))}"
