"""A report for boards as a PDF: tagged, with headings as bookmarks and words for every chart."""

from dataclasses import asdict
from datetime import date

from laa.reports.pdf import render_pdf
from laa.reports.pictures import picture
from laa.rules.blocks import Block, Bullets, Chart, Document, Facts, Section, Table, Words


def cover_facts(cover: dict) -> list[tuple[str, str]]:
    """What a cover says under its title, in order; what it does not say is left out."""
    facts = [
        ("For", cover["audience_said"]),
        ("Board", cover["board"]),
        ("Agreement", cover["agreement"]),
        ("Period", cover["period_said"]),
        ("As at", cover["as_at_said"]),
        ("Asked of you", cover["asked"]),
    ]
    return [(name, said) for name, said in facts if said]


def report_pdf(document: Document, *, as_at: date) -> bytes:
    """The same document gives the same bytes."""
    cover = document.cover
    return render_pdf(
        "report",
        {
            "title": f"{cover['title']} ({cover['audience_said']})",
            "date": {"year": as_at.year, "month": as_at.month, "day": as_at.day},
            "cover": cover,
            "facts": cover_facts(cover),
            "sections": [_section(section) for section in document.sections],
        },
    )


def _section(section: Section) -> dict:
    return {
        "heading": section.heading,
        "starts_page": section.starts_page,
        "blocks": [
            _block(block, f"{section.key}-{number}") for number, block in enumerate(section.blocks)
        ],
        "sections": [_section(inner) for inner in section.sections],
    }


def _block(block: Block, identifier: str) -> dict:
    match block:
        case Words():
            return {"type": "words", **asdict(block)}
        case Bullets():
            return {"type": "bullets", "items": block.items}
        case Facts():
            return {"type": "facts", "pairs": [(name, asdict(cell)) for name, cell in block.pairs]}
        case Table():
            return {"type": "table", **asdict(block), "numeric": numeric(block)}
        case Chart():
            svg = picture(block, identifier=identifier)
            return {"type": "chart", "title": block.title, "text": block.text, "svg": svg}


def numeric(table: Table) -> list[bool]:
    """The columns in which a number stands, which are set to the right."""
    return [any(row[column].number for row in table.rows) for column in range(len(table.head))]
