"""A report for boards as one web page that stands alone: no script, nothing from elsewhere."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from laa.reports.board_report import cover_facts, numeric
from laa.reports.pictures import drawing, picture
from laa.rules.blocks import Block, Chart, Document, Section, Table


def report_html(document: Document) -> bytes:
    context = {
        "cover": document.cover,
        "facts": cover_facts(document.cover),
        "sections": sections_of(document, draw=picture),
    }
    return render_to_string("reports/report.html", context).encode()


def sections_of(document: Document, *, draw=drawing) -> list[dict]:
    """The sections as templates take them; on a page of the service the stylesheet paints."""
    return [_section(section, 2, draw) for section in document.sections]


def _section(section: Section, level: int, draw) -> dict:
    return {
        "key": section.key,
        "heading": section.heading,
        "level": level,
        "blocks": [
            _block(block, f"{section.key}-{number}", draw)
            for number, block in enumerate(section.blocks)
        ],
        "sections": [_section(inner, level + 1, draw) for inner in section.sections],
    }


def _block(block: Block, identifier: str, draw) -> dict:
    said = {"type": type(block).__name__.lower(), "said": block, "id": identifier}
    if isinstance(block, Chart):
        said["svg"] = mark_safe(draw(block, identifier=identifier))
    elif isinstance(block, Table):
        right = numeric(block)
        said["head"] = list(zip(block.head, right, strict=True))
        said["rows"] = [list(zip(row, block.head, right, strict=True)) for row in block.rows]
    return said
